import { count } from './money';

/** Rows on a terminal, unless another number is asked for. */
const TERMINAL_ROWS = 50;

/** As many of the rows as are wanted, and what to say of the rest; without a limit (0: all) a terminal gets 50. */
export function firstRows<R>(rows: readonly R[], how: { limit: number | undefined; bounded: boolean }): { shown: readonly R[]; rest: string | undefined } {
  const limit = how.limit ?? (how.bounded ? TERMINAL_ROWS : 0);
  const shown = limit === 0 ? rows : rows.slice(0, limit);
  return { shown, rest: shown.length < rows.length ? `${count(shown.length)} of ${count(rows.length)} · all: --limit 0` : undefined };
}
