import { count } from './money';

/** Rows on a terminal, unless another number is asked for. */
const TERMINAL_ROWS = 50;

interface Bounds {
  limit: number | undefined;
  bounded: boolean;
}

/** How many rows are wanted: without a limit a terminal gets 50; 0 is all. */
export const mostRows = ({ limit, bounded }: Bounds): number => limit ?? (bounded ? TERMINAL_ROWS : 0);

/** As many of the rows as are wanted, and what to say of the rest; `total` where not all of them were read. */
export function firstRows<R>(rows: readonly R[], how: Bounds, total = rows.length): { shown: readonly R[]; rest: string | undefined } {
  const limit = mostRows(how);
  const shown = limit === 0 ? rows : rows.slice(0, limit);
  return { shown, rest: shown.length < total ? `${count(shown.length)} of ${count(total)} · all: --limit 0` : undefined };
}
