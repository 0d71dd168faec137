import { allow, findPerson, peopleById } from '../../users';
import type { Minor } from '../../shared/money';
import { bonusNotFound, notAWorker } from '../errors';
import { requiredReason } from '../required-reason';
import type { BillingWork } from '../work';
import { requirePositive, transfers, workerAccount } from './ledger';

/** An amount a manager credited to a worker: how much, by whom and for what (B9). */
export interface Bonus {
  id: string;
  worker: { id: string; name: string };
  amount: Minor;
  /** Gone once it is erased. */
  reason: string | null;
  grantedBy: { id: string; name: string };
  at: Date;
}

/** Credits an amount to a worker, with who, how much and for what (B9). */
export async function grantBonus(w: BillingWork, input: { worker: string; amount: Minor; reason: string }): Promise<Bonus> {
  allow(w, 'grant-bonus');
  requirePositive(input.amount);
  const reason = requiredReason(input.reason);
  const worker = await findPerson(w, input.worker);
  if (!worker.roles.includes('worker')) throw notAWorker(input.worker);
  const manager = await findPerson(w, w.actor.personId ?? '');
  await w.billing.lockAll([workerAccount(worker.id)]);
  const bonus = { id: w.newId(), worker: worker.id, amount: input.amount, reason, grantedBy: manager.id, at: w.now };
  await w.billing.addBonus(bonus);
  await w.billing.post([transfers.bonus(bonus.id, worker.id, bonus.amount)]);
  await w.emit({ type: 'bonus_granted', bonus: bonus.id, worker: worker.id, amount_minor: bonus.amount, granted_by: manager.id });
  return { ...bonus, worker: { id: worker.id, name: worker.name }, grantedBy: { id: manager.id, name: manager.name } };
}

/** One bonus, for whoever may see the worker's payouts. */
export async function showBonus(w: BillingWork, id: string): Promise<Bonus> {
  const bonus = await w.billing.bonus(id);
  allow(w, 'list-payouts', bonus?.worker ?? null);
  if (!bonus) throw bonusNotFound(id);
  const people = await peopleById(w, [bonus.worker, bonus.grantedBy]);
  const named = (person: string) => ({ id: person, name: people.get(person)?.name ?? '' });
  return { ...bonus, worker: named(bonus.worker), grantedBy: named(bonus.grantedBy) };
}
