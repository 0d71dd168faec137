import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import * as tidy from './support/tidy';
import { breaches, WALLS } from './support/walls';

const ROOT = join(__dirname, '..');

/** Runs `look` on a tree of its own with these files, so that each rule is seen to catch what it forbids. */
async function planted<T>(files: Record<string, string>, look: (root: string) => T): Promise<Awaited<T>> {
  const root = mkdtempSync(join(tmpdir(), 'mcf-planted-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await look(root);
  } finally {
    rmSync(root, { force: true, recursive: true });
  }
}

describe('walls', () => {
  test('no import breaks one', async () => {
    const { scanned, violations } = await breaches(ROOT);
    expect(scanned).toBeGreaterThan(0);
    expect(violations).toEqual([]);
  });

  const DOMAIN_IMPURE = 'the domain imports nothing outside itself but types';
  const INSIDE = 'another context is entered only by its index.ts';
  const DATABASE = 'commands and bot never import the database';
  const breaking: [rule: string, from: string, to: string, statement?: string][] = [
    [DOMAIN_IMPURE, 'src/domain/orders/impure.ts', 'fs', `import 'node:fs';`],
    [DOMAIN_IMPURE, 'src/domain/orders/packaged.ts', 'sequelize', `import 'sequelize';`],
    [DOMAIN_IMPURE, 'src/domain/orders/grounded.ts', 'src/db/tables.ts'],
    ['a context is entered only by its index.ts', 'src/jobs/burglar.ts', 'src/domain/orders/events.ts'],
    [INSIDE, 'src/domain/orders/burglar.ts', 'src/domain/billing/price.ts'],
    [INSIDE, 'src/domain/quality/type-burglar.ts', 'src/domain/orders/events.ts', `import type { X } from '../orders/events';`],
    ['db enters a context only by its index.ts and store.ts', 'src/db/burglar.ts', 'src/domain/orders/events.ts'],
    ['billing asks only those below it', 'src/domain/billing/upwards.ts', 'src/domain/orders/index.ts'],
    ['quality asks only those below it', 'src/domain/quality/sideways.ts', 'src/domain/betting/index.ts'],
    ['shared knows no context', 'src/domain/shared/upwards.ts', 'src/domain/users/index.ts'],
    ['no cycles', 'src/jobs/a.ts', 'src/jobs/b.ts'],
    [DATABASE, 'src/commands/orders/list.ts', 'src/db/tables.ts'],
    [DATABASE, 'src/bot/lazy.ts', 'sequelize', `export const x = () => import('sequelize');`],
    ...WALLS.filter(({ name }) => name.endsWith('asks only those below it')).map(({ name }): [string, string, string] => {
      const context = name.split(' ')[0] ?? '';
      const above = context === 'notifications' ? 'unheard-of' : 'notifications';
      return [name, `src/domain/${context}/climber.ts`, `src/domain/${above}/index.ts`];
    }),
  ];

  test('a planted breach of each is caught', async () => {
    const targets = breaking.map(([, , to]) => to).filter((to) => to.startsWith('src/'));
    const { violations } = await planted(
      {
        ...Object.fromEntries(targets.map((to) => [to, 'export type X = 1;'])),
        ...Object.fromEntries(breaking.map(([, from, to, statement]) => [from, statement ?? importing(from, to)])),
        'src/jobs/b.ts': `import './a';`,
      },
      breaches,
    );
    const found = violations.map(({ from, rule, to }) => `${rule}: ${from} → ${to}`);
    for (const [rule, from, to] of breaking) expect(found).toContain(`${rule}: ${from} → ${to}`);
    expect(new Set(breaking.map(([rule]) => rule))).toEqual(new Set(WALLS.map(({ name }) => name)));
  });

  test('what is allowed passes', async () => {
    const { scanned, violations } = await planted(
      {
        'src/app.ts': `import './domain/notifications';\nimport './domain/betting';`,
        'src/db/stores/orders.ts': `import type { S } from '../../domain/orders/store';\nimport '../../domain/orders';`,
        'src/domain/betting/index.ts': `import '../orders';\nimport '../shared/time';`,
        'src/domain/notifications/index.ts': `import type { X } from '../../gateways/telegram';\nimport '../betting';`,
        'src/domain/orders/index.ts': `import 'luxon';\nimport 'node:crypto';\nimport '../users';\nimport './store';`,
        'src/domain/orders/store.ts': 'export type S = 1;',
        'src/domain/shared/time.ts': '',
        'src/domain/users/index.ts': '',
        'src/gateways/telegram.ts': 'export type X = 1;',
      },
      breaches,
    );
    expect({ scanned, violations }).toEqual({ scanned: 9, violations: [] });
  });
});

function importing(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1);
  return `import '${up}${to.replace(/\.ts$/, '')}';`;
}

describe('tidy', () => {
  const permissions = { 'src/domain/users/permissions.ts': `export const permissions = {\n  'place-order': {},\n};` };
  const rules: [check: keyof typeof tidy, problem: string, files: Record<string, string>][] = [
    ['noClocksOrDice', 'src/domain/orders/a.ts: Date.now()', { 'src/domain/orders/a.ts': 'const t = Date.now();' }],
    ['noClocksOrDice', 'src/domain/orders/a.ts: new Date()', { 'src/domain/orders/a.ts': 'const t = new Date();' }],
    ['noClocksOrDice', 'src/domain/orders/a.ts: DateTime.now()', { 'src/domain/orders/a.ts': 'const t = DateTime.now();' }],
    ['noClocksOrDice', 'src/domain/orders/a.ts: Math.random()', { 'src/domain/orders/a.ts': 'const t = Math.random();' }],
    ['onlyOwnStore', 'src/domain/orders/a.ts: w.billing', { 'src/domain/orders/a.ts': 'await w.orders.x(); await w.billing.y();' }],
    ['onlyOwnStore', 'src/commands/a.ts: w.users', { 'src/commands/a.ts': 'w.users.x();' }],
    [
      'everyEventInReactions',
      'src/reactions.ts: order_lost is missing',
      { 'src/domain/orders/events.ts': `type A = { type: 'order_lost' };`, 'src/reactions.ts': 'const r = { order_placed: [] };' },
    ],
    [
      'sameKeysInBothLanguages',
      'src/locales/ru: bot.bye is missing',
      { 'src/locales/en/bot.json': '{"bye": "Bye", "cat_one": "1"}', 'src/locales/ru/bot.json': '{"cat_few": "2"}' },
    ],
    [
      'everyErrorInBothLanguages',
      'src/locales/ru: users.forbidden is missing',
      {
        'src/domain/users/errors.ts': `new DomainError('users.forbidden', 'forbidden')`,
        'src/locales/en/errors.json': '{"users": {"forbidden": "No."}}',
        'src/locales/ru/errors.json': '{"users": {}}',
      },
    ],
    [
      'everyTextInBothLanguages',
      'src/locales/en: bot:bye is missing',
      { 'src/bot/a.ts': `say('bot:bye');`, 'src/locales/ru/bot.json': '{"bye": "Пока"}' },
    ],
    ['everyCommandHasExamples', 'src/commands/a.ts: no examples', { 'src/commands/a.ts': 'class A { static examples = []; }' }],
    [
      'everyCommandIsTested',
      'src/commands/orders/list.ts: no test mentions it',
      { 'src/commands/orders/list.ts': '', 'test/a.test.ts': `run('orders show'); // orders list` },
    ],
    [
      'everyUseCaseIsPermitted',
      'src/domain/orders/lose-order.ts: lose-order has no row in the permission matrix',
      { ...permissions, 'src/domain/orders/lose-order.ts': `allow(w, found ? 'place-order' : 'lose-order', client);` },
    ],
    ['everyUseCaseIsPermitted', 'src/domain/users/permissions.ts: no use case asks for place-order', permissions],
    [
      'everyUseCaseAsksForItself',
      'src/domain/orders/place-order.ts: does not ask allow() for itself',
      { ...permissions, 'src/domain/orders/place-order.ts': 'export function placeOrder(w: OrdersWork) {}' },
    ],
    ['everyExportHasDocstring', 'src/a.ts: export const a = 1;', { 'src/a.ts': 'export const a = 1;' }],
  ];

  test.each(Object.keys(tidy) as (keyof typeof tidy)[])('%s', (check) => {
    const { problems, scanned } = tidy[check](ROOT);
    expect(scanned).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });

  test.each(rules)('%s catches a planted %s', async (check, problem, files) => {
    expect((await planted(files, tidy[check])).problems).toEqual([problem]);
  });

  test('every rule has a planted breach', () => {
    expect(new Set(rules.map(([check]) => check))).toEqual(new Set(Object.keys(tidy)));
  });
});
