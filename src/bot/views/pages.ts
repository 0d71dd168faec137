import type { PostButton } from '../../gateways/telegram-api';
import type { Place } from '../callback-data';
import { labelled } from './view';

/** So many things with a button each still fit a message and a phone. */
export const PAGE_SIZE = 12;

/** One page of a list: the nearest there is to the one that was asked for. */
export interface Page<T> {
  items: T[];
  at: number;
  last: number;
}

/** Cuts a list into pages and takes one; the first is 0. */
export function pageAt<T>(all: readonly T[], page: number): Page<T> {
  const last = Math.max(0, Math.ceil(all.length / PAGE_SIZE) - 1);
  const at = Math.min(Math.max(page, 0), last);
  return { items: all.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE), at, last };
}

/** [‹] [›], as far as there is something that way. */
export function turns(to: Place, { at, last }: Pick<Page<unknown>, 'at' | 'last'>, argOf: (page: number) => string): PostButton[] {
  const turn = (label: string, page: number): PostButton[] => (page < 0 || page > last ? [] : [labelled(label, { kind: 'go', to, arg: argOf(page) })]);
  return [...turn('‹', at - 1), ...turn('›', at + 1)];
}

/** Buttons in rows of so many. */
export function inRows<T>(buttons: readonly T[], perRow: number): T[][] {
  return Array.from({ length: Math.ceil(buttons.length / perRow) }, (_, row) => buttons.slice(row * perRow, (row + 1) * perRow));
}
