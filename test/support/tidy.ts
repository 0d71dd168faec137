import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

import { CONTEXTS } from './walls';

/** What a look at the source tree found; nothing scanned means that the check looks in the wrong place. */
export interface Findings {
  scanned: number;
  problems: string[];
}

/** A rule about the text of the tree below `root`. */
export type Check = (root: string) => Findings;

interface Source {
  path: string;
  text: string;
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Business time comes from `w.now` and chance from a seed: the domain asks neither the clock nor the dice. */
export const noClocksOrDice: Check = (root) =>
  each(sources(root, 'src/domain'), ({ path, text }) => {
    const found = text.match(/\bDate\.now\(|\bnew Date\(\s*\)|\bDateTime\.now\(|\bDateTime\.(local|utc)\(\s*\)|\bMath\.random\(/g) ?? [];
    return found.map((call) => `${path}: ${call.replace(/\($/, '()')}`);
  });

/** A context touches only its own store: `w.billing` inside billing only; src/db makes the stores. */
export const onlyOwnStore: Check = (root) =>
  each(
    sources(root, 'src').filter(({ path }) => !path.startsWith('src/db/')),
    ({ path, text }) => {
      const others = CONTEXTS.filter((context) => !path.startsWith(`src/domain/${context}/`));
      const found = text.match(new RegExp(`\\bw\\.(${others.join('|')})\\b`, 'g')) ?? [];
      return found.map((store) => `${path}: ${store}`);
    },
  );

/** Every event has its row in the table of reactions, be it an empty one. */
export const everyEventInReactions: Check = (root) => {
  const table = textOf(root, 'src/reactions.ts');
  const events = sources(root, 'src/domain').filter(({ path }) => basename(path) === 'events.ts');
  return each(
    events.flatMap(({ text }) => matches(text, /\btype: '(\w+)'/g)),
    (event) => (new RegExp(`\\b${event}'?:`).test(table) ? [] : [`src/reactions.ts: ${event} is missing`]),
  );
};

/** Every text exists in both languages; plural forms, of which Russian has more, count as one. */
export const sameKeysInBothLanguages: Check = (root) => {
  const [en, ru] = [messageKeys(root, 'en'), messageKeys(root, 'ru')];
  return {
    scanned: Math.min(en.size, ru.size),
    problems: [...missing(en, ru, 'src/locales/ru'), ...missing(ru, en, 'src/locales/en')],
  };
};

/** Every error code has its text, in whatever file: `users.forbidden` is found by that key. */
export const everyErrorInBothLanguages: Check = (root) => {
  const codes = sources(root, 'src').flatMap(({ text }) => matches(text, /\bnew DomainError\(\s*'([\w.]+)'/g));
  return each(codes, (code) => untranslated(root, code, (key) => key.endsWith(`.${code}`)));
};

/** Every text that the code names, as `bot:hello`, exists. */
export const everyTextInBothLanguages: Check = (root) => {
  const names = sources(root, 'src').flatMap(({ text }) => matches(text, /'((?:bot|errors|messages):[\w.-]+)'/g));
  return each([...new Set(names)], (name) => untranslated(root, name, (key) => key === name.replace(':', '.').replace(PLURAL, '')));
};

function untranslated(root: string, name: string, isIt: (key: string) => boolean): string[] {
  const without = ['en', 'ru'].filter((language) => ![...messageKeys(root, language)].some(isIt));
  return without.map((language) => `src/locales/${language}: ${name} is missing`);
}

/** Every command shows how it is used. */
export const everyCommandHasExamples: Check = (root) =>
  each(sources(root, 'src/commands'), ({ path, text }) =>
    /static (override )?(readonly )?examples\b[^=]*= \[\s*['"`{]/.test(text) ? [] : [`${path}: no examples`],
  );

/** Every command is named in some test, as `orders list`, `orders:list` or `'orders', 'list'`. */
export const everyCommandIsTested: Check = (root) => {
  const tests = sources(root, 'test').filter(({ path }) => !path.endsWith('architecture.test.ts'));
  const spoken = tests.map(({ text }) => text).join('\n');
  return each(sources(root, 'src/commands'), ({ path }) => {
    const words = path.replace('src/commands/', '').replace(/(\/index)?\.ts$/, '').split('/');
    const mentioned = new RegExp(`(['"\`]|mcf )${words.join(`(?: |:|['"], ?['"])`)}['"\`: ]`);
    return mentioned.test(spoken) ? [] : [`${path}: no test mentions it`];
  });
};

/** Use cases and rows of the permission matrix are the same set: no right without a use, no use without a right. */
export const everyUseCaseIsPermitted: Check = (root) => {
  const rows = new Set(matches(textOf(root, 'src/domain/users/permissions.ts'), /^ {2}'?([a-z-]+)'?: /gm));
  const calls = sources(root, 'src').flatMap(({ path, text }) =>
    matches(text, /\ballow\(([^;]*?)\)/g)
      .flatMap((args) => matches(args, /'([a-z]+(?:-[a-z]+)+)'/g))
      .map((useCase) => ({ path, useCase })),
  );
  const used = new Set(calls.map(({ useCase }) => useCase));
  const idle = [...rows].filter((row) => !used.has(row));
  const strangers = calls.filter(({ useCase }) => !rows.has(useCase));
  return {
    scanned: Math.min(rows.size, calls.length),
    problems: [
      ...strangers.map(({ path, useCase }) => `${path}: ${useCase} has no row in the permission matrix`),
      ...idle.map((row) => `src/domain/users/permissions.ts: no use case asks for ${row}`),
    ],
  };
};

/** A use case whose file bears the name of a row asks for exactly that row. */
export const everyUseCaseAsksForItself: Check = (root) => {
  const rows = new Set(matches(textOf(root, 'src/domain/users/permissions.ts'), /^ {2}'?([a-z-]+)'?: /gm));
  const useCases = sources(root, 'src/domain').filter(({ path }) => rows.has(basename(path, '.ts')));
  return each(useCases, ({ path, text }) =>
    text.includes(`'${basename(path, '.ts')}'`) && /\ballow\(/.test(text) ? [] : [`${path}: does not ask allow() for itself`],
  );
};

/** Every export says what it is; a command's class does so by its description. */
export const everyExportHasDocstring: Check = (root) =>
  each(
    rawSources(root, 'src').filter(({ path }) => !path.startsWith('src/commands/')),
    ({ path, text }) => {
      const lines = text.split('\n');
      const bare = lines.filter((line, i) => /^export (default |async |abstract |declare )*(class|const|enum|function|interface|type) \w/.test(line) && !/\*\/\s*$/.test(lines[i - 1] ?? ''));
      return bare.map((line) => `${path}: ${line}`);
    },
  );

function each<T>(items: readonly T[], problemsOf: (item: T) => string[]): Findings {
  return { scanned: items.length, problems: items.flatMap(problemsOf) };
}

function sources(root: string, directory: string): Source[] {
  return rawSources(root, directory).map(({ path, text }) => ({ path, text: withoutComments(text) }));
}

function rawSources(root: string, directory: string): Source[] {
  return files(root, directory, '.ts').map((path) => ({ path, text: textOf(root, path) }));
}

function files(root: string, directory: string, ending: string): string[] {
  const start = join(root, directory);
  if (!statSync(start, { throwIfNoEntry: false })) return [];
  const names = readdirSync(start, { encoding: 'utf8', recursive: true });
  return names.filter((name) => name.endsWith(ending)).map((name) => `${directory}/${name.replaceAll(sep, '/')}`);
}

function textOf(root: string, path: string): string {
  const file = join(root, path);
  return statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, 'utf8') : '';
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

const missing = (wanted: Set<string>, there: Set<string>, where: string): string[] =>
  [...wanted].filter((key) => !there.has(key)).map((key) => `${where}: ${key} is missing`);

function messageKeys(root: string, language: string): Set<string> {
  const directory = `src/locales/${language}`;
  const keys = files(root, directory, '.json').flatMap((path) => {
    const name = path.slice(directory.length + 1).replace(/\.json$/, '');
    return flatten(JSON.parse(textOf(root, path)), name);
  });
  return new Set(keys.map((key) => key.replace(PLURAL, '')));
}

function flatten(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [path];
  return Object.entries(node).flatMap(([key, value]) => flatten(value, `${path}.${key}`));
}
