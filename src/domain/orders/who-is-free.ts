import { gatherInputs, type Sample } from '../staffing';
import { allow, peopleById } from '../users';
import type { Order } from './order';
import { findOrder } from './show-order';
import type { OrdersWork } from './work';

/** An active worker, and what keeps it from doing an order, if anything does. */
export interface AskedWorker {
  worker: { id: string; number: number; name: string };
  /** It said that it cannot come then, though somebody else has the order by now: it may be given it by hand all the same. */
  saidNo: boolean;
  hindrance: null | { why: 'has_it' | 'cannot_come' | 'is_client' | 'absent' } | { why: 'busy'; number: number };
}

/** Who could do an order at its time: the free ones first, of them last who said that they cannot come, then the other active workers and why not they (M4). */
export async function whoIsFree(w: OrdersWork, input: { order: string }): Promise<AskedWorker[]> {
  allow(w, 'who-is-free');
  const order = await findOrder(w, input.order);
  const said = await w.orders.saidCannotCome(order.id, order.at);
  const { samples } = await gatherInputs(w, { order: order.id, client: order.client, at: order.at, endsAt: order.endsAt }, ['active', 'absent', 'bookedFor']);
  const active = samples.filter((sample) => sample.active);
  const people = await peopleById(w, active.map(({ worker }) => worker));
  const asked: AskedWorker[] = [];
  for (const sample of active) {
    const { worker } = sample;
    const person = people.get(worker);
    asked.push({ worker: { id: worker, number: person?.number ?? 0, name: person?.name ?? '' }, saidNo: said.includes(worker), hindrance: await hindranceOf(w, order, sample) });
  }
  return asked.sort((one, other) => rankOf(one) - rankOf(other) || one.worker.number - other.worker.number);
}

const rankOf = ({ hindrance, saidNo }: AskedWorker): number => (hindrance === null ? Number(saidNo) : 2);

async function hindranceOf(w: OrdersWork, order: Order, { worker, absent, bookedFor }: Sample): Promise<AskedWorker['hindrance']> {
  if (worker === order.worker) return { why: order.cannotCome === null ? 'has_it' : 'cannot_come' };
  if (worker === order.client) return { why: 'is_client' };
  if (absent) return { why: 'absent' };
  return bookedFor === null ? null : { why: 'busy', number: (await w.orders.order(bookedFor))?.number ?? 0 };
}
