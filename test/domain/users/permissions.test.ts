import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { allow, COLUMNS, permissions, reach, type Column, type UseCase } from '../../../src/domain/users';
import type { Actor } from '../../../src/domain/shared/work';

const ME = 'me';
const actor = (column: Column): Actor =>
  column === 'system' || column === 'stranger'
    ? { kind: column, personId: null, roles: [], channel: 'job' }
    : { kind: 'person', personId: ME, roles: column === 'former' ? [] : [column], channel: 'cli' };

const cells = Object.keys(permissions).flatMap((useCase) => COLUMNS.map((column) => [useCase as UseCase, column] as const));

test.each(cells)('%s by %s is as the matrix says (U4, reliability 26)', (useCase, column) => {
  const row: Partial<Record<Column, string>> = permissions[useCase];
  const allowed = (owner: string) => {
    try {
      allow({ actor: actor(column) }, useCase, owner);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'users.forbidden', kind: 'forbidden' });
      return false;
    }
  };
  expect(reach(actor(column), useCase)).toBe(row[column]);
  expect({ others: allowed('somebody else'), own: allowed(ME) }).toEqual({ others: row[column] === 'any', own: row[column] !== undefined });
});

test('the deactivated are strangers, and strangers may only open an invitation, see the vacancies and apply', () => {
  const open = Object.keys(permissions).filter((useCase) => reach(actor('stranger'), useCase as UseCase));
  expect(open).toEqual(['redeem-invitation', 'list-vacancies', 'apply-for-work']);
});

test('the deactivated see their own account, and nothing else (B10)', () => {
  const open = Object.keys(permissions).filter((useCase) => reach(actor('former'), useCase as UseCase));
  expect(open).toEqual(['show-statement', 'list-payouts', 'billing-why']);
});

test('docs/permissions.md is the matrix as it is', () => {
  const file = join(__dirname, '../../../docs/permissions.md');
  const written = matrix();
  if (process.env.UPDATE_DOCS) writeFileSync(file, written);
  expect(readFileSync(file, 'utf8')).toBe(written);
});

function matrix(): string {
  const lines = Object.entries(permissions).map(([useCase, row]: [string, Partial<Record<Column, string>>]) =>
    ['', useCase, ...COLUMNS.map((column) => row[column] ?? '-'), ''].join(' | ').trim(),
  );
  return [
    '# Who may do what',
    '',
    'Written from `src/domain/users/permissions.ts` by `UPDATE_DOCS=1 npx jest permissions`. `any`: on any subject; `own`: only on what is',
    "one's own; `-`: denied. *former* is whoever was deactivated, *system* work that the clock drives, *stranger* a chat that belongs to nobody.",
    '',
    ['', 'use case', ...COLUMNS, ''].join(' | ').trim(),
    `|${' - |'.repeat(COLUMNS.length + 1)}`,
    ...lines,
    '',
  ].join('\n');
}
