import { createHash } from 'node:crypto';

import type { History } from '../engine/history';

/** sha256 of all that a backtest read: whoever has the same history can come to the same decisions. */
export function dataDigest({ numbers, vacancies, breeds, colours, ages, withdrawn, hired, tests }: History): string {
  const hash = createHash('sha256');
  for (const column of [numbers, ages, withdrawn, hired]) hash.update(column);
  for (const { codes, words } of [vacancies, breeds, colours]) hash.update(codes).update(JSON.stringify(words));
  for (const [test, { values, times }] of tests) hash.update(test).update(values).update(times);
  return hash.digest('hex');
}
