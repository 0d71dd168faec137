import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

const POSITION = /(\/[^\s():]+\.js):(\d+):(\d+)/g;

/**
 * A stack for the log, with the lines of src/ for those of dist/. Only what is logged is translated: Sequelize looks at a
 * stack in each query, and reading the maps, as --enable-source-maps would, takes 180 ms.
 */
export function readableStack(stack: string, root = join(__dirname, '..')): string {
  const maps = new Map<string, SourceMap | undefined>();
  const dist = join(root, 'dist/');
  return stack.replace(POSITION, (position, file: string, line: string, column: string) => {
    if (!file.startsWith(dist)) return position;
    if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
    const entry = maps.get(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return position;
    const source = relative(root, resolve(dirname(file), entry.originalSource));
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    return undefined;
  }
}
