/** A day at the company as plainly as it can be told: no database, nothing of the product's own. People and orders go by name, times are minutes since the test companies' first Monday. */

export type Status = 'unmatched' | 'assigned' | 'started' | 'completed' | 'failed' | 'cancelled';

/** What somebody has of a kit whose order went to somebody else, and when that was issued, or handed over. */
interface ModelLeft {
  worker: string;
  out: number;
  at: number | null;
}

export interface ModelKit {
  status: 'requested' | 'issued' | 'withdrawn';
  overridden: boolean;
  worker: string;
  due: number;
  glasses: number;
  /** How many of its glasses the stock still misses. */
  out: number;
  /** Who has so many of them although the order went to somebody else. */
  left: ModelLeft[];
  /** Who handed one over, and when: the latest last. */
  over: ModelLeft[];
  /** When the one was issued that its worker has; null where it has none. */
  issuedAt: number | null;
  /** How many of those that others had are settled. */
  settled: number;
  wasIssued: boolean;
  isReturned: boolean;
}

export interface ModelOrder {
  client: string;
  worker: string | null;
  status: Status;
  reason: string | null;
  at: number;
  end: number;
  price: number | null;
  placedAt: number;
  assignedAt: number;
  copyOf: string | null;
  cannotCome: boolean;
  /** Who said so, and of which time. */
  saidNo: string[];
  endedAt: number;
  isReminded: boolean;
  isOverdue: boolean;
  kit: ModelKit | null;
  /** What happened to it, in the words of the log. */
  told: string[];
}

export interface Model {
  now: number;
  clients: string[];
  workers: Record<string, { isActive: boolean; absences: { from: number; to: number }[] }>;
  orders: Record<string, ModelOrder>;
  minutes: number;
  glasses: number;
  stock: number;
  base: number;
  basedAt: number;
  pipeline: 'first@1' | 'capped@1' | 'skipping@1' | 'stopping@1';
  /** What the program does that two of the pipelines ask: `drops` is no friend of the first worker. */
  program: 'keeps' | 'drops' | 'fails';
  /** Orders that are changed at this very moment, by two at once: a pipeline may have looked before or after (M2). */
  raced: string[];
  charges: string[];
  earnings: string[];
  escalated: string[];
}

/** Whom the product picked for an order: the model only says who could have been. */
export type Seen = (order: string) => string | null;

/** What the model says cannot be. */
export class Impossible extends Error {}

const LEAD = 60;
const HORIZON = 60 * 1_440;
const TRAVEL = 30;
const MOVE = 12 * 60;
const NO_SHOW = 30;
const OVERDUE = 120;
const REMINDER = 180;
const ESCALATION = 60;
const FINE = 40_00;
/** Fewer orders a day than this, by the pipeline `capped`. */
const CAP = 2;
/** The first Monday's noon in Moscow. */
const NOON = 12 * 60;

export const openModel = (): Model => ({
  now: 0,
  clients: ['Barsik', 'Murka', 'Tom'],
  workers: { Tom: { isActive: true, absences: [] }, Leo: { isActive: true, absences: [] } },
  orders: {},
  minutes: 60,
  glasses: 2,
  stock: 6,
  base: 100_00,
  basedAt: -Infinity,
  pipeline: 'first@1',
  program: 'fails',
  raced: [],
  charges: [],
  earnings: [],
  escalated: [],
});

/** Every quarter of an hour that an order takes of its worker, the way to it included (M4). */
function quartersOf({ at, end }: Pick<ModelOrder, 'at' | 'end'>): number[] {
  const first = Math.floor((at - TRAVEL) / 15);
  return Array.from({ length: Math.ceil(end / 15) - first }, (_, n) => (first + n) * 15);
}

/** The quarters for which the order holds its worker: none once it failed or was cancelled, and what had passed once it was completed. */
export function quartersHeld(order: ModelOrder): number[] {
  if (order.worker === null || order.status === 'failed' || order.status === 'cancelled') return [];
  return quartersOf(order).filter((quarter) => order.status !== 'completed' || quarter + 15 <= order.endedAt);
}

export const mayStart = ({ kit }: ModelOrder): boolean => kit !== null && (kit.status === 'issued' || (kit.status === 'requested' && kit.overridden));

type Wanted = Pick<ModelOrder, 'client' | 'at' | 'end'>;

const bookedOf = (m: Model, worker: string, except: string) => Object.entries(m.orders).filter(([id, one]) => id !== except && one.worker === worker && quartersHeld(one).length > 0);

function isFree(m: Model, worker: string, order: string, wanted: Wanted): boolean {
  const taken = new Set(bookedOf(m, worker, order).flatMap(([, one]) => quartersHeld(one)));
  const isAway = m.workers[worker]?.absences.some(({ from, to }) => from < wanted.end && to > wanted.at - TRAVEL);
  return m.workers[worker]?.isActive === true && !isAway && quartersOf(wanted).every((quarter) => !taken.has(quarter));
}

/** Whether the program's failure leaves every order without a worker (M2). */
const isStopped = (m: Model): boolean => m.pipeline === 'stopping@1' && m.program === 'fails';

/** Whether its time came while nobody had it: the next round cancels it (M5). */
const isGivenUp = (m: Model, { status, at }: ModelOrder): boolean => status === 'unmatched' && at <= m.now;

/** Whom the pipeline in force could give the order (M1). */
function able(m: Model, order: string, wanted: Wanted, unseen: readonly string[] = []): string[] {
  const asksProgram = m.pipeline === 'skipping@1' || m.pipeline === 'stopping@1';
  if (isStopped(m)) return [];
  const day = (at: number) => Math.floor((at + NOON) / 1_440);
  return Object.keys(m.workers).filter(
    (worker) =>
      !m.orders[order]?.saidNo.includes(`${worker} ${wanted.at}`) && worker !== wanted.client && isFree(m, worker, order, wanted) &&
      (m.pipeline !== 'capped@1' || bookedOf(m, worker, order).filter(([id, one]) => !unseen.includes(id) && day(one.at) === day(wanted.at)).length < CAP) &&
      !(asksProgram && m.program === 'drops' && worker === 'Tom'),
  );
}

function picked(m: Model, order: string, wanted: Wanted, seen: Seen): string | null {
  const looks = [able(m, order, wanted), able(m, order, wanted, m.raced)];
  const worker = seen(order);
  if (worker !== null && looks.some((candidates) => candidates.includes(worker))) return worker;
  if (looks.some((candidates) => candidates.length === 0)) return null;
  throw new Impossible(`${order} goes to ${worker ?? 'nobody'}, but one of these can come: ${looks[0]?.join(', ')}`);
}

/** The one order; every refusal of an unknown one is said elsewhere. */
export function orderOf(m: Model, id: string): ModelOrder {
  const order = m.orders[id];
  if (!order) throw new Impossible(`the model has no order ${id}`);
  return order;
}

/** How many of the glasses that the stock misses whoever has the kit has. */
const ownOut = ({ out, left }: ModelKit): number => out - left.reduce((sum, one) => sum + one.out, 0);

/** The kit of an order goes to somebody, or waits for somebody: what another one has stays with it until it comes back, is handed over, or the order is its own again. */
function passOn({ kit }: ModelOrder, worker: string | null): void {
  if (!kit || kit.status === 'withdrawn') return;
  if (kit.status === 'issued' && kit.worker !== worker) {
    kit.left.push({ worker: kit.worker, out: ownOut(kit), at: kit.issuedAt });
    Object.assign(kit, { status: 'requested', issuedAt: null });
  }
  const own = kit.status === 'requested' ? kit.left.find((one) => one.worker === worker) : undefined;
  if (own) Object.assign(kit, { status: 'issued', issuedAt: own.at, left: kit.left.filter((one) => one !== own) });
  kit.worker = worker ?? kit.worker;
}

function give(m: Model, id: string, worker: string): void {
  const order = orderOf(m, id);
  Object.assign(order, { worker, status: 'assigned', price: order.price ?? m.base, assignedAt: m.now, cannotCome: false });
  order.kit ??= { status: 'requested', overridden: false, worker, due: order.at, glasses: m.glasses, out: 0, left: [], over: [], issuedAt: null, settled: 0, wasIssued: false, isReturned: false };
  passOn(order, worker);
  order.kit.due = order.at;
  order.told.push('order_assigned');
}

/** Its worker works here no longer (U4). */
function release(order: ModelOrder): void {
  Object.assign(order, { worker: null, status: 'unmatched', cannotCome: false });
  passOn(order, null);
  order.told.push('order_unmatched');
}

function finish(m: Model, id: string, status: 'completed' | 'failed' | 'cancelled', reason: string | null): void {
  const order = orderOf(m, id);
  if (order.worker !== null) m.charges.push(`${id} ${order.client} ${order.price} ${status}`);
  if (status === 'completed') m.earnings.push(`${id} ${order.worker} earning ${Math.floor(((order.price ?? 0) * 60 + 50) / 100)}`);
  if (status === 'failed' && reason !== 'supplies_missing') m.earnings.push(`${id} ${order.worker} fine ${FINE}`);
  if (status !== 'completed' && order.kit) order.kit.status = 'withdrawn';
  Object.assign(order, { status, reason, endedAt: m.now });
  order.told.push(`order_${status}`);
}

const wrongTime = (m: Model, at: number): string | null => (at < m.now + LEAD ? 'orders.too_soon' : at > m.now + HORIZON ? 'orders.too_far' : null);

/** What each command does: nothing but the code of its refusal, or what it says. `by` is `Boss` for staff. */
export const commands = {
  place(m: Model, c: { id: string; client: string; at: number; copyOf: string | null }, seen: Seen): string | null {
    if (m.orders[c.id]) return null;
    if (m.workers[c.client]?.isActive === false) return 'orders.not_a_client';
    const wrong = wrongTime(m, c.at);
    if (wrong !== null) return wrong;
    const order: ModelOrder = {
      client: c.client, worker: null, status: 'unmatched', reason: null, at: c.at, end: c.at + m.minutes, price: null, placedAt: m.now, assignedAt: m.now, copyOf: c.copyOf,
      cannotCome: false, saidNo: [], endedAt: Infinity, isReminded: false, isOverdue: false, kit: null, told: ['order_placed'],
    };
    const worker = picked(m, c.id, order, seen);
    m.orders[c.id] = order;
    if (worker === null) order.told.push('order_unmatched');
    else give(m, c.id, worker);
    return null;
  },
  repeat(m: Model, c: { id: string; order: string; by: string; at: number }, seen: Seen): string | null {
    const original = orderOf(m, c.order);
    if (c.by !== 'Boss' && c.by !== original.client) return 'users.forbidden';
    if (original.status !== 'failed' && original.status !== 'cancelled') return 'orders.wrong_state';
    if (Object.values(m.orders).some(({ copyOf }) => copyOf === c.order)) return 'orders.already_copied';
    return commands.place(m, { id: c.id, client: original.client, at: c.at, copyOf: c.order }, seen);
  },
  cancel(m: Model, c: { order: string; by: string }): string | null {
    const order = orderOf(m, c.order);
    if (c.by !== 'Boss' && c.by !== order.client) return 'users.forbidden';
    if (order.status !== 'unmatched' && order.status !== 'assigned') return 'orders.wrong_state';
    finish(m, c.order, 'cancelled', 'plans_changed');
    return null;
  },
  move(m: Model, c: { order: string; by: string; at: number }, seen: Seen): string | null {
    const order = orderOf(m, c.order);
    if (c.by !== 'Boss' && c.by !== order.client) return 'users.forbidden';
    if (order.status !== 'unmatched' && order.status !== 'assigned') return 'orders.wrong_state';
    if (c.at === order.at) return null;
    if (m.now > order.at - MOVE) return 'orders.too_late_to_move';
    const wrong = wrongTime(m, c.at);
    if (wrong !== null) return wrong;
    const wanted = { client: order.client, at: c.at, end: c.at + order.end - order.at };
    const isKept = order.worker !== null && isFree(m, order.worker, c.order, wanted);
    const worker = isKept ? order.worker : picked(m, c.order, wanted, seen);
    if (worker === null && order.worker !== null) return isStopped(m) ? 'orders.matching_stopped' : 'orders.nobody_free_then';
    Object.assign(order, { at: wanted.at, end: wanted.end, isReminded: false, cannotCome: false });
    order.told.push('order_moved');
    if (order.worker === null && worker !== null) give(m, c.order, worker);
    if (!isKept) order.assignedAt = m.now;
    order.worker = worker;
    if (worker !== null) passOn(order, worker);
    if (order.kit) order.kit.due = order.at;
    return null;
  },
  start(m: Model, c: { order: string; by: string }): string | null {
    const order = orderOf(m, c.order);
    if (c.by !== 'Boss' && c.by !== order.worker) return 'users.forbidden';
    if (order.status !== 'assigned') return 'orders.wrong_state';
    if (!mayStart(order)) return 'orders.supplies_not_issued';
    order.status = 'started';
    order.told.push('order_started');
    return null;
  },
  takeBack(m: Model, c: { order: string; by: string }): string | null {
    const order = orderOf(m, c.order);
    if (c.by !== 'Boss') return 'users.forbidden';
    if (order.status !== 'started') return 'orders.wrong_state';
    Object.assign(order, { status: 'assigned', isOverdue: false, assignedAt: Math.max(order.assignedAt, order.at < m.now ? m.now : order.assignedAt) });
    order.told.push('order_start_taken_back');
    if (order.worker !== null && m.workers[order.worker]?.isActive === false) release(order);
    return null;
  },
  complete(m: Model, c: { order: string; by: string }): string | null {
    const order = orderOf(m, c.order);
    if (c.by !== 'Boss' && c.by !== order.worker) return 'users.forbidden';
    if (order.status !== 'started') return 'orders.wrong_state';
    finish(m, c.order, 'completed', null);
    return null;
  },
  fail(m: Model, c: { order: string; by: string }): string | null {
    const order = orderOf(m, c.order);
    if (c.by !== 'Boss' && c.by !== order.worker) return 'users.forbidden';
    if (order.status !== 'started') return 'orders.wrong_state';
    finish(m, c.order, 'failed', 'no_client');
    return null;
  },
  cannotCome(m: Model, c: { order: string; by: string }): string | null {
    const order = orderOf(m, c.order);
    if (c.by !== order.worker) return 'users.forbidden';
    if (order.status !== 'assigned') return 'orders.wrong_state';
    if (order.cannotCome) return 'orders.already_reported';
    order.cannotCome = true;
    order.saidNo.push(`${c.by} ${order.at}`);
    order.told.push('worker_cannot_come');
    return null;
  },
  assign(m: Model, c: { order: string; worker: string }): string | null {
    const order = orderOf(m, c.order);
    if (order.status !== 'unmatched' && order.status !== 'assigned') return 'orders.wrong_state';
    if (isGivenUp(m, order)) return 'orders.too_late_to_match';
    if (order.worker === c.worker) return 'orders.same_worker';
    if (!m.workers[c.worker]?.isActive) return 'staffing.worker_not_active';
    if (order.client === c.worker) return 'staffing.worker_is_client';
    if (!isFree(m, c.worker, c.order, order)) return 'staffing.worker_not_free';
    give(m, c.order, c.worker);
    return null;
  },
  matchAgain(m: Model, c: { order: string }, seen: Seen): string | null {
    const order = orderOf(m, c.order);
    if (order.status !== 'unmatched' && order.status !== 'assigned') return 'orders.wrong_state';
    if (isGivenUp(m, order)) return 'orders.too_late_to_match';
    if (order.worker !== null && !order.cannotCome) return 'orders.still_comes';
    const worker = picked(m, c.order, order, seen);
    if (worker !== null) give(m, c.order, worker);
    return null;
  },
  issue(m: Model, c: { order: string }): string | null {
    const { kit } = orderOf(m, c.order);
    if (!kit) return 'consumables.kit_not_found';
    if (kit.status === 'withdrawn') return 'consumables.kit_withdrawn';
    if (kit.status === 'issued') return null;
    if (m.stock < kit.glasses) return 'consumables.out_of_stock';
    m.stock -= kit.glasses;
    Object.assign(kit, { status: 'issued', out: kit.out + kit.glasses, issuedAt: m.now, wasIssued: true });
    return null;
  },
  handOver(m: Model, c: { order: string; from: string | null }): string | null {
    const { kit, worker } = orderOf(m, c.order);
    if (!kit) return 'consumables.kit_not_found';
    if (kit.status === 'withdrawn') return 'consumables.kit_withdrawn';
    if (kit.status === 'issued') return null;
    if (worker === null || kit.left.length === 0) return 'consumables.nothing_to_hand_over';
    const owners = new Set(kit.left.map((one) => one.worker));
    if (c.from === null && owners.size > 1) return 'consumables.several_have_kit';
    const given = kit.left.findLast((one) => c.from === null || one.worker === c.from);
    if (!given) return 'consumables.no_kit_with';
    Object.assign(kit, { status: 'issued', issuedAt: m.now, left: kit.left.filter((one) => one !== given), over: [...kit.over, { ...given, at: m.now }] });
    return null;
  },
  unissue(m: Model, c: { order: string; by: string }): string | null {
    const { kit, status } = orderOf(m, c.order);
    if (c.by !== 'Boss') return 'users.forbidden';
    if (status !== 'assigned' && status !== 'unmatched') return 'consumables.kit_in_use';
    if (kit?.status !== 'issued') return 'consumables.kit_not_issued';
    const out = ownOut(kit);
    const giver = kit.over.findLast(({ at }) => at === kit.issuedAt);
    if (giver) Object.assign(kit, { left: [...kit.left, { ...giver, out }], over: kit.over.filter((one) => one !== giver) });
    else Object.assign(kit, { out: kit.out - out });
    if (!giver) m.stock += out;
    Object.assign(kit, { status: 'requested', issuedAt: null });
    return null;
  },
  override(m: Model, c: { order: string }): string | null {
    const { kit } = orderOf(m, c.order);
    if (!kit) return 'consumables.kit_not_found';
    if (kit.status === 'withdrawn') return 'consumables.kit_withdrawn';
    if (kit.status === 'issued' || kit.overridden) return 'consumables.kit_already_issued';
    kit.overridden = true;
    return null;
  },
  giveBack(m: Model, c: { order: string }): string | null {
    const { kit } = orderOf(m, c.order);
    if (!kit) return 'consumables.kit_not_found';
    if (kit.issuedAt === null && kit.left.length + kit.over.length + kit.settled === 0) return 'consumables.kit_not_out';
    if (kit.status !== 'withdrawn' && kit.left.length === 0) return 'consumables.kit_still_needed';
    const back = kit.status === 'withdrawn' ? kit.out : kit.left.reduce((sum, { out }) => sum + out, 0);
    m.stock += back;
    Object.assign(kit, { out: kit.out - back, settled: kit.settled + kit.left.length, left: [], isReturned: kit.status === 'withdrawn' });
    return null;
  },
  receive(m: Model, c: { glasses: number }): string | null {
    m.stock += c.glasses;
    return null;
  },
  away(m: Model, c: { worker: string; from: number; to: number }): string | null {
    const absences = m.workers[c.worker]?.absences;
    if (!absences?.some(({ from, to }) => from === c.from && to === c.to)) absences?.push({ from: c.from, to: c.to });
    return null;
  },
  back(m: Model, c: { worker: string; from: number; to: number }): string | null {
    if (c.to <= m.now) return 'staffing.absence_over';
    const worker = m.workers[c.worker];
    if (worker) worker.absences = worker.absences.filter(({ from, to }) => from !== c.from || to !== c.to);
    return null;
  },
  hire(m: Model, c: { worker: string }): string | null {
    m.workers[c.worker] = { isActive: true, absences: [] };
    return null;
  },
  dismiss(m: Model, c: { worker: string }): string | null {
    const worker = m.workers[c.worker];
    if (!worker?.isActive) return 'users.already_deactivated';
    const isOpen = ({ client, status }: ModelOrder) => client === c.worker && (status === 'unmatched' || status === 'assigned' || status === 'started');
    if (Object.values(m.orders).some(isOpen)) return 'users.client_has_orders';
    worker.isActive = false;
    for (const order of Object.values(m.orders)) {
      if (order.worker === c.worker && order.status === 'assigned') release(order);
    }
    return null;
  },
  rehire(m: Model, c: { worker: string }): string | null {
    const worker = m.workers[c.worker];
    if (!worker || worker.isActive) return 'users.not_deactivated';
    worker.isActive = true;
    return null;
  },
  edit(m: Model, c: { minutes: number; glasses: number }): string | null {
    Object.assign(m, c);
    return null;
  },
  tariff(m: Model, c: { base: number }): string | null {
    if (m.basedAt === m.now) return 'billing.tariff_taken';
    if (m.base === c.base) return 'billing.tariff_unchanged';
    Object.assign(m, { base: c.base, basedAt: m.now });
    return null;
  },
  pipeline(m: Model, c: { version: Model['pipeline'] }): string | null {
    if (m.pipeline === c.version) return 'staffing.pipeline_already';
    m.pipeline = c.version;
    return null;
  },
  program(m: Model, c: { answer: Model['program'] }): string | null {
    m.program = c.answer;
    return null;
  },
  clock(m: Model, c: { minutes: number }): string | null {
    m.now += c.minutes;
    return null;
  },
  /** Whoever is found for those who wait could have come, and where nobody was found nobody can (M5). */
  match(m: Model, _: object, seen: Seen): string | null {
    const waiting = Object.keys(m.orders).filter((id) => m.orders[id]?.status === 'unmatched');
    for (const id of waiting) {
      if (isGivenUp(m, orderOf(m, id))) finish(m, id, 'cancelled', 'nobody_free');
      else if (seen(id) !== null) give(m, id, seen(id) ?? '');
    }
    for (const id of waiting) {
      const order = orderOf(m, id);
      const candidates = able(m, id, order);
      const isRight = order.status === 'assigned' ? candidates.includes(order.worker ?? '') : order.status !== 'unmatched' || candidates.length === 0;
      if (!isRight) throw new Impossible(`${id} goes to ${order.worker ?? 'nobody'}, but one of these can come: ${candidates.join(', ')}`);
    }
    for (const order of Object.values(m.orders)) {
      const isNear = order.at <= m.now + REMINDER && order.at > m.now && order.at - order.placedAt > REMINDER;
      if (order.status !== 'unmatched' || order.isReminded || !isNear) continue;
      order.isReminded = true;
      order.told.push('order_still_unmatched');
    }
    return null;
  },
  noShows(m: Model): string | null {
    for (const [id, order] of Object.entries(m.orders)) {
      // Who was given it after its time has as long as any other.
      if (order.status === 'assigned' && Math.max(order.at, order.assignedAt) <= m.now - NO_SHOW) finish(m, id, 'failed', mayStart(order) ? 'no_show' : 'supplies_missing');
      if (order.status !== 'started' || order.isOverdue || order.end > m.now - OVERDUE) continue;
      order.isOverdue = true;
      order.told.push('order_overdue');
    }
    return null;
  },
  kits(m: Model): string | null {
    for (const [id, { kit, worker }] of Object.entries(m.orders)) {
      if (kit?.status !== 'requested' || worker === null || kit.overridden || kit.due > m.now + ESCALATION || m.escalated.includes(`${id} ${kit.due}`)) continue;
      m.escalated.push(`${id} ${kit.due}`);
    }
    return null;
  },
  /** Reminders, cookies and the bills: their own models say what they do; here they only must not disturb. */
  rest: (): string | null => null,
} satisfies Record<string, (m: Model, command: never, seen: Seen) => string | null>;
