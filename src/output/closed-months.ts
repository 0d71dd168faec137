import type { ClosedMonth } from '../domain/billing';
import { inZone } from './company-zone';
import type { Listing } from './list-command';
import * as json from './money-json';
import { exact, type Clock } from './time';

/** Closed months as a list; `next` is the one that could be closed now. */
export const closedMonthList = (clock: Clock, next: string | undefined): Listing<ClosedMonth, ReturnType<typeof json.closedMonth>> => ({
  columns: [
    { head: 'MONTH', of: (row) => row.month },
    { head: 'CLOSED', of: (row) => exact(row.closedAt, clock) },
  ],
  json: json.closedMonth,
  csv: ['month', 'closed_at'],
  empty: `No month is closed yet. The last that is over: mcf billing close ${next}`,
});

/** Whether a month is over. */
export const isOver = (month: string, clock: Clock): boolean => month < inZone(clock.now, clock.zone).toFormat('yyyy-MM');

/** The month that could be closed now: the one after the last closed one, if that is over; without any, the one that was over last. */
export function monthToClose(closed: readonly ClosedMonth[], clock: Clock): string | undefined {
  const last = closed.at(-1);
  const from = last ? new Date(`${last.month}-15T12:00:00Z`) : clock.now;
  const month = inZone(from, clock.zone).startOf('month').plus({ months: last ? 1 : -1 }).toFormat('yyyy-MM');
  return isOver(month, clock) ? month : undefined;
}
