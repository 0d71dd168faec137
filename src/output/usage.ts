import { stripVTControlCharacters } from 'node:util';

import { DomainError } from '../domain/shared/errors';
import { flagMeant } from './flag-meant';

/** Something the command needs and nobody is there to ask for: every missing name at once. */
export const missing = (names: readonly string[]) => new DomainError('cli.usage', 'usage', { problem: 'missing', names: names.join(', ') });
/** Nothing was named of what a command changes; any one would do. */
export const missingAny = (names: readonly string[]) => new DomainError('cli.usage', 'usage', { problem: 'any', names: names.join(', ') });
/** Words that do not go together. */
export const tooMuch = (names: readonly string[]) => new DomainError('cli.usage', 'usage', { problem: 'extra', names: names.join(', ') });
/** A measured test needs both ends of its scale. */
export const missingScale = (names: readonly string[]) => new DomainError('cli.usage', 'usage', { problem: 'scale', names: names.join(', '), example: '--min 0 --max 300' });
/** A value that cannot be read, with an example of one that can. */
export const badValue = (name: string, value: string, example: string) =>
  new DomainError('cli.usage', 'usage', { problem: 'value', name, value, example });
/** A file that cannot be read. */
export const badFile = (file: string) => new DomainError('cli.usage', 'usage', { problem: 'file', file });
/** A file that is no UTF-8, such as one in Windows-1251. */
export const badEncoding = (file: string) => new DomainError('cli.usage', 'usage', { problem: 'encoding', file });
/** A file that cannot be written, such as a directory. */
export const unwritable = (file: string) => new DomainError('cli.usage', 'usage', { problem: 'unwritable', file });
/** A time that the clocks skip or that no calendar has. */
export const badTime = (name: string, value: string) => new DomainError('cli.usage', 'usage', { problem: 'time', name, value });
/** A prompt has nothing to offer. */
export const nothingToChoose = (what: string) => new DomainError('cli.nothing_to_choose', 'not_found', { problem: what });
/** No command is called so; `nearest` is what may have been meant. */
export const unknownCommand = (command: string, nearest: string) =>
  new DomainError('cli.unknown_command', 'usage', nearest === '' ? { command } : { command, problem: 'near', nearest });

/** Somebody there is who never applied, so that there is no decision to explain; `roles` tells what there is instead. */
export const neverApplied = (cat: string, roles: readonly string[]) =>
  new DomainError('cli.never_applied', 'not_found', { cat, ...(!roles.includes('client') && !roles.includes('worker') && { problem: 'staff' }) });
/** Nothing of this kind can be explained. */
export const notExplained = (id: string) => new DomainError('cli.not_explained', 'usage', { id });
/** A file is named where a hypothesis is wanted that was added before. */
export const notAdded = (file: string) => new DomainError('cli.not_added', 'usage', { file });
/** A conversation needs somebody at a terminal. */
export const needsTerminal = () => new DomainError('cli.needs_terminal', 'usage');

/** A switch such as `--json` is there or not. */
export const noSwitchValue = (name: string, value: string) => new DomainError('cli.usage', 'usage', { problem: 'switch', name, value });

interface ParserError {
  message: string;
  flags?: unknown;
  args?: unknown;
  /** What the command takes. */
  parse?: { input?: { flags?: Readonly<Record<string, { hidden?: boolean }>> } };
}

/** What oclif's parser complains of, in our own words: kind `usage`, exit code 2. Undefined where the error is not the parser's. */
export function usageError(error: unknown): DomainError | undefined {
  if (!(error instanceof Error) || !('oclif' in error)) return undefined;
  const { flags, args, message, parse }: ParserError = error;
  const names = (list: unknown) => (Array.isArray(list) ? list.map(String).join(', ') : '');
  switch (error.constructor.name) {
    case 'NonExistentFlagsError':
      return unknownFlag(names(flags), Object.entries(parse?.input?.flags ?? {}).flatMap(([name, { hidden }]) => (hidden ? [] : [name])));
    case 'UnexpectedArgsError':
      return new DomainError('cli.usage', 'usage', { problem: 'extra', names: names(args) });
    default:
      return fromMessage(firstLines(message));
  }
}

/** A flag that the command does not know: what was probably meant, else what there is. */
function unknownFlag(typed: string, known: readonly string[]): DomainError {
  const meant = typed.includes(', ') ? undefined : flagMeant(typed, known);
  if (meant !== undefined) return new DomainError('cli.usage', 'usage', { problem: 'unknown_near', names: typed, nearest: `--${meant}` });
  return new DomainError('cli.usage', 'usage', { problem: 'unknown_other', names: typed, options: known.map((name) => `--${name}`).join(', ') });
}

/** The parser's complaints by their words, and ours for them. */
const COMPLAINTS: readonly [words: RegExp, ours: (...parts: string[]) => Record<string, string>][] = [
  [/^Expected (.+) to be one of: (.+)$/, (given, options) => ({ problem: 'option', given, options })],
  [/^(--[\w-]+)\S* cannot also be provided when using (--[\w-]+)/, (one, other) => ({ problem: 'together', names: [other, one].join(', ') })],
  [/^Parsing (--[\w-]+) Expected an integer but received: (.*)$/, (name, value) => ({ problem: 'whole', name, value })],
  [/^Parsing (--[\w-]+) Expected an integer greater than or equal to (-?\d+) but received: (.*)$/, (name, min, value) => ({ problem: 'least', name, min, value })],
  [/^Parsing (--[\w-]+) Expected an integer less than or equal to (-?\d+) but received: (.*)$/, (name, max, value) => ({ problem: 'most', name, max, value })],
  [/^Flag (--[\w-]+) expects one of these values: (.+)$/, (name, options) => ({ problem: 'no_option', name, options })],
  [/^Flag (--[\w-]+) expects a value$/, (name) => ({ problem: 'no_value', name })],
];

function fromMessage(detail: string): DomainError {
  for (const [words, ours] of COMPLAINTS) {
    const [found, ...parts] = words.exec(detail) ?? [];
    if (found !== undefined) return new DomainError('cli.usage', 'usage', ours(...parts));
  }
  return new DomainError('cli.usage', 'usage', { detail });
}

/** The parser's message without its advice, on one line. */
function firstLines(message: string): string {
  return stripVTControlCharacters(message)
    .replace(/\n?See more help with --help/, '')
    .replace(/^The following errors? occurred:/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
