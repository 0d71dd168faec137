import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { json } from 'node:stream/consumers';

/** Packages the domain may import, being pure arithmetic, parsing or calendars. */
const PURE_PACKAGES = ['@marcbachmann/cel-js', '@stdlib/', 'luxon', 'yaml'];
/** What the domain may import of Node itself: hashing. */
const PURE_BUILTINS = ['crypto'];

/** Which contexts each context may ask through their front doors; everybody may ask users. */
const MAY_ASK: Record<string, readonly string[]> = {
  users: [],
  staffing: ['users'],
  billing: ['users'],
  consumables: ['users'],
  orders: ['users', 'staffing', 'billing', 'consumables'],
  quality: ['users', 'orders', 'staffing', 'billing', 'consumables'],
  betting: ['users', 'orders', 'billing'],
  notifications: ['users', 'staffing', 'orders', 'billing', 'consumables', 'quality', 'betting'],
};

/** The eight contexts. */
export const CONTEXTS = Object.keys(MAY_ASK);

const CONTEXT = `^src/domain/(${CONTEXTS.join('|')})/`;
const PACKAGE = '^(node_modules/)?';

/** One kind of import that is forbidden, in dependency-cruiser's words. */
export interface Wall {
  name: string;
  severity: 'error';
  from: { path?: string; pathNot?: string };
  to: { path?: string | string[]; pathNot?: string | string[]; circular?: boolean; dependencyTypesNot?: string[] };
}

/** docs/architecture.md's walls as rules. */
export const WALLS: readonly Wall[] = [
  {
    name: 'the domain imports nothing outside itself but types',
    severity: 'error',
    from: { path: '^src/domain/' },
    to: {
      dependencyTypesNot: ['type-only'],
      pathNot: ['^src/domain/', ...PURE_PACKAGES.map((name) => `${PACKAGE}${name}`), ...PURE_BUILTINS.map((name) => `^${name}$`)],
    },
  },
  {
    name: 'a context is entered only by its index.ts',
    severity: 'error',
    from: { path: '^src/(?!domain/|db/)' },
    to: { path: CONTEXT, pathNot: `${CONTEXT}index\\.ts$` },
  },
  {
    name: 'another context is entered only by its index.ts',
    severity: 'error',
    from: { path: '^src/domain/([^/]+)/' },
    to: { path: CONTEXT, pathNot: ['^src/domain/$1/', `${CONTEXT}index\\.ts$`] },
  },
  {
    name: 'db enters a context only by its index.ts and store.ts',
    severity: 'error',
    from: { path: '^src/db/' },
    to: { path: CONTEXT, pathNot: `${CONTEXT}(index|store)\\.ts$` },
  },
  ...Object.entries(MAY_ASK).map(([context, others]): Wall => {
    return {
      name: `${context} asks only those below it`,
      severity: 'error',
      from: { path: `^src/domain/${context}/` },
      to: { path: '^src/domain/', pathNot: `^src/domain/(${['shared', context, ...others].join('|')})/` },
    };
  }),
  {
    name: 'shared knows no context',
    severity: 'error',
    from: { path: '^src/domain/shared/' },
    to: { path: '^src/', pathNot: '^src/domain/shared/' },
  },
  { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'commands and bot never import the database',
    severity: 'error',
    from: { path: '^src/(commands|bot)/' },
    to: { path: ['^src/db/', `${PACKAGE}(sequelize|sqlite3|pg)(/|$)`] },
  },
];

/** An import that breaks a wall. */
export interface Violation {
  rule: string;
  from: string;
  to: string;
}

/** Holds every import of `<root>/src` against the walls. */
export async function breaches(root: string): Promise<{ scanned: number; violations: Violation[] }> {
  const cruiser = spawn(process.execPath, [resolve('scripts/cruise.mjs'), root], { stdio: ['pipe', 'pipe', 'inherit'] });
  cruiser.stdin.end(JSON.stringify(WALLS));
  return (await json(cruiser.stdout)) as { scanned: number; violations: Violation[] };
}
