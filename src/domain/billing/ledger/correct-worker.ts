import { allow, findPerson } from '../../users';
import type { Minor } from '../../shared/money';
import { notAWorker } from '../errors';
import { requiredReason } from '../required-reason';
import type { BillingWork } from '../work';
import { requirePositive, transfers, workerAccount } from './ledger';

/** A worker's account put right by a new entry: how much, by whom and for what (B11). */
export interface Correction {
  id: string;
  worker: { id: string; name: string };
  /** Above zero in the worker's favour. */
  amount: Minor;
  reason: string;
  madeBy: { id: string; name: string };
  at: Date;
}

/** Puts a worker's account right by an entry dated today, in the worker's favour or against it; nothing that was written changes (B11). */
export async function correctWorker(w: BillingWork, input: { worker: string; amount: Minor; reason: string }): Promise<Correction> {
  allow(w, 'correct-worker');
  requirePositive(Math.abs(input.amount));
  const reason = requiredReason(input.reason);
  const worker = await findPerson(w, input.worker);
  if (!worker.roles.includes('worker')) throw notAWorker(input.worker);
  const manager = await findPerson(w, w.actor.personId ?? '');
  await w.billing.lockAll([workerAccount(worker.id)]);
  const correction = { id: w.newId(), worker: worker.id, amount: input.amount, reason, madeBy: manager.id, at: w.now };
  await w.billing.addCorrection(correction);
  await w.billing.post([transfers.correction(correction.id, worker.id, correction.amount)]);
  await w.emit({ type: 'worker_corrected', correction: correction.id, worker: worker.id, amount_minor: correction.amount, corrected_by: manager.id });
  return { ...correction, worker: { id: worker.id, name: worker.name }, madeBy: { id: manager.id, name: manager.name } };
}
