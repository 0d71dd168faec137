import fc from 'fast-check';

import type { does } from './company';
import { commands, Impossible, mayStart, orderOf, type Model, type Seen } from './model';

/** A command with all that it needs, as the model and the company are given it. */
export interface Command {
  name: keyof typeof does;
  input: Record<string, unknown>;
}

const which = fc.nat(40);
const by = fc.constantFrom('own' as const, 'own' as const, 'own' as const, 'Boss' as const, 'Boss' as const, 'other' as const);
/** Minutes ahead, before they are rounded up to the quarter: too soon, soon, late enough to be moved, too far. */
const ahead = fc.constantFrom(40, 60, 75, 95, 120, 150, 185, 13 * 60, 13 * 60, 14 * 60, 26 * 60, 26 * 60, 27 * 60, 50 * 60, 62 * 1_440);
const shift = fc.constantFrom(0, 0, 0, 7);
const worker = fc.nat(3);
const client = fc.nat(2);

const placing = fc.record({ do: fc.constant('place' as const), client, by: fc.constantFrom('own' as const, 'own' as const, 'Boss' as const), ahead, shift });
const ofOrder = fc.record({ do: fc.constantFrom(...(['start', 'start', 'start', 'start', 'complete', 'complete', 'complete', 'fail', 'fail', 'takeBack', 'takeBack', 'cannotCome', 'cannotCome', 'cancel'] as const)), which, by });
const moving = fc.record({ do: fc.constantFrom(...(['move', 'move', 'move', 'repeat'] as const)), which, by, ahead, shift });
const assigning = fc.record({ do: fc.constant('assign' as const), which, worker });
const ofKit = fc.record({ do: fc.constantFrom(...(['matchAgain', 'matchAgain', 'issue', 'issue', 'issue', 'issue', 'override', 'giveBack', 'giveBack', 'handOver', 'unissue'] as const)), which, worker: fc.nat(3) });
const onOrder = fc.oneof({ weight: 8, arbitrary: ofOrder }, { weight: 6, arbitrary: moving }, { weight: 4, arbitrary: assigning }, { weight: 6, arbitrary: ofKit });
const noShows = fc.record({ do: fc.constant('noShows' as const) });
const TABLES = ['events', 'orders', 'bookings', 'supply_requests', 'match_traces', 'charges', 'transfers', 'earnings', 'outbox', 'stock_movements', 'order_notes', 'order_photos', 'reviews'] as const;

const single = fc.oneof(
  { weight: 24, arbitrary: fc.record({ do: fc.constant('onward' as const), which, isDone: fc.constantFrom(true, true, false), by: fc.constantFrom('own' as const, 'Boss' as const) }) },
  { weight: 12, arbitrary: placing },
  { weight: 32, arbitrary: onOrder },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('receive' as const), glasses: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('away' as const), worker, which, hours: fc.constantFrom(1, 2, 12, 24) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('back' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('dismiss' as const), worker }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rehire' as const), worker }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hire' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), minutes: fc.constantFrom(15, 50, 60, 120), glasses: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tariff' as const), base: fc.constantFrom(100_00, 99_99, 33_33, 7) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pipeline' as const), version: fc.constantFrom<Model['pipeline']>('first@1', 'capped@1', 'skipping@1', 'stopping@1', 'stopping@1') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('program' as const), answer: fc.constantFrom<Model['program']>('keeps', 'drops', 'fails', 'fails') }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('clock' as const), minutes: fc.constantFrom(5, 5, 20, 20, 35, 45, 65, 100, 600, 1_440) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('match' as const) }) },
  { weight: 4, arbitrary: noShows },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kits' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rest' as const), silent: fc.subarray(['gold hat' as const, 'cookies' as const]) }) },
);

/** What happens next, in general: which order or person that means is seen when it happens. */
export const choice = fc.oneof(
  { weight: 14, arbitrary: single },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('together' as const), one: onOrder, other: fc.oneof({ weight: 6, arbitrary: onOrder }, { weight: 1, arbitrary: noShows }, { weight: 1, arbitrary: placing }), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('together' as const), one: placing, other: placing, which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('broken' as const), table: fc.constantFrom(...TABLES), on: fc.constantFrom('INSERT' as const, 'INSERT' as const, 'UPDATE' as const, 'DELETE' as const), one: fc.oneof(onOrder, placing) }) },
);
export type Choice = typeof choice extends fc.Arbitrary<infer C> ? C : never;
type Single = typeof single extends fc.Arbitrary<infer C> ? C : never;

const NEWCOMERS = ['Max', 'Zoe'];

/** The order that a number stands for: mostly one of those for which the model would not refuse the command; null while there is none. */
export function target(m: Model, chosen: Single, number: number): string | null {
  const all = Object.keys(m.orders);
  const open = number % 6 === 0 ? [] : all.filter((id) => isOpenTo(m, commandOf(m, chosen, () => 'new', id)));
  const from = open.length > 0 ? open : all;
  return from[Math.floor(number / 2) % Math.max(from.length, 1)] ?? null;
}

function isOpenTo(m: Model, command: Command | null): boolean {
  if (command === null) return false;
  try {
    return (commands[command.name] as (m: Model, input: object, seen: Seen) => string | null)(structuredClone(m), command.input, () => null) === null;
  } catch (error) {
    // Somebody could be picked, and who is not known beforehand.
    if (error instanceof Impossible) return true;
    throw error;
  }
}

/** The command that a choice comes to as things stand; null where it comes to nothing. `fresh` is the name of a new order. */
export function commandOf(m: Model, chosen: Single, fresh: () => string, order = 'which' in chosen ? target(m, chosen, chosen.which) : null): Command | null {
  const at = 'ahead' in chosen ? Math.ceil((m.now + chosen.ahead) / 15) * 15 + chosen.shift : 0;
  const nth = (names: readonly string[], place: number) => names[place % names.length] ?? '';
  const workers = Object.keys(m.workers);
  const absences = workers.flatMap((name) => (m.workers[name]?.absences ?? []).map((absence) => ({ worker: name, ...absence })));
  switch (chosen.do) {
    case 'place': {
      const name = nth(m.clients, chosen.client);
      return { name: 'place', input: { id: fresh(), client: name, by: chosen.by === 'Boss' ? 'Boss' : name, at, copyOf: null } };
    }
    case 'again':
      return order === null ? null : { name: 'place', input: { id: order, client: orderOf(m, order).client, by: orderOf(m, order).client, at: m.now + 60, copyOf: null } };
    case 'move': case 'repeat': case 'cancel':
      if (order === null) return null;
      return { name: chosen.do, input: { order, by: whoFor(chosen.by, orderOf(m, order).client, m.clients), ...('ahead' in chosen && { at }), ...(chosen.do === 'repeat' && { id: fresh() }) } };
    case 'takeBack': {
      // Mostly of somebody who was dismissed meanwhile, where there is one: that is rare.
      const left = Object.keys(m.orders).find((id) => orderOf(m, id).status === 'started' && m.workers[orderOf(m, id).worker ?? '']?.isActive === false);
      const taken = left ?? order;
      return taken === null ? null : { name: 'takeBack', input: { order: taken, by: chosen.by === 'other' ? (orderOf(m, taken).worker ?? 'Leo') : 'Boss' } };
    }
    case 'start': case 'complete': case 'fail': case 'cannotCome':
      if (order === null) return null;
      return { name: chosen.do, input: { order, by: whoFor(chosen.by, orderOf(m, order).worker ?? 'Leo', workers), photo: `${chosen.do} ${chosen.which % 7}` } };
    case 'onward':
      return onward(m, chosen);
    case 'assign':
      return order === null ? null : { name: 'assign', input: { order, worker: nth(workers, chosen.worker) } };
    case 'unissue':
      return order === null ? null : { name: chosen.do, input: { order, by: chosen.worker === 3 ? (orderOf(m, order).worker ?? 'Leo') : 'Boss' } };
    case 'handOver':
      // Mostly nobody is named: one has it, as a rule.
      return order === null ? null : { name: chosen.do, input: { order, from: chosen.worker % 4 === 0 ? nth(workers, chosen.which) : null } };
    case 'matchAgain': case 'issue': case 'override': case 'giveBack':
      return order === null ? null : { name: chosen.do, input: { order } };
    case 'away': {
      // Mostly when somebody wants something done.
      const from = order === null || chosen.which % 4 === 0 ? m.now : orderOf(m, order).at;
      return { name: 'away', input: { worker: nth(workers, chosen.worker), from, to: Math.max(from, m.now) + chosen.hours * 60 } };
    }
    case 'back': {
      const absence = absences[chosen.which % Math.max(absences.length, 1)];
      return absence ? { name: 'back', input: { ...absence } } : null;
    }
    case 'dismiss':
    case 'rehire':
      return { name: chosen.do, input: { worker: nth(workers, chosen.worker) } };
    case 'hire': {
      const name = NEWCOMERS.find((one) => !m.workers[one]);
      return name === undefined ? null : { name: 'hire', input: { worker: name } };
    }
    default: {
      const { do: name, ...input } = chosen;
      return { name, input };
    }
  }
}

/** The next step of an order on its usual way: its kit, its start, its end. */
function onward(m: Model, { which: number, isDone, by: who }: Extract<Single, { do: 'onward' }>): Command | null {
  const open = Object.keys(m.orders).filter((id) => ['assigned', 'started'].includes(orderOf(m, id).status));
  const order = open[number % Math.max(open.length, 1)];
  if (order === undefined) return null;
  const { status, worker: own } = orderOf(m, order);
  const given = { order, by: whoFor(who, own ?? 'Leo', []), photo: `photo ${number % 9}` };
  if (status === 'started') return { name: isDone ? 'complete' : 'fail', input: given };
  return mayStart(orderOf(m, order)) ? { name: 'start', input: given } : { name: 'issue', input: { order } };
}

/** Who gives a command: whose it is, staff, or somebody whose it is not. */
function whoFor(who: 'own' | 'Boss' | 'other', own: string, all: readonly string[]): string {
  return who === 'Boss' ? who : who === 'own' ? own : (all.find((name) => name !== own) ?? own);
}
