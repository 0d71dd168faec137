import { allow, findPerson, type Person } from '../../users';
import type { BillingWork } from '../work';
import { sumOf, type ClientStatement, type Statement, type WorkerStatement } from './statement';

/**
 * Everything ever charged or credited to a client or a worker, up to an instant if one is named (B10). The person is named by id or number;
 * who is both is shown as a client unless asked otherwise. Orders still planned are not here: orders knows them.
 */
export async function showStatement(
  w: BillingWork,
  input: { person: string; as?: 'client' | 'worker' | undefined; asOf?: Date | undefined },
): Promise<Statement> {
  const person = await findPerson(w, input.person);
  allow(w, 'show-statement', person.id);
  const as = input.as ?? (person.roles.includes('client') || !person.roles.includes('worker') ? 'client' : 'worker');
  return as === 'client' ? clientStatement(w, person, input.asOf) : workerStatement(w, person, input.asOf);
}

async function clientStatement(w: BillingWork, person: Person, asOf: Date | undefined): Promise<ClientStatement> {
  const entries = await w.billing.clientEntries(person.id, asOf);
  const paid = 0 - sumOf(entries, 'payment', 'reversal', 'refund');
  return {
    as: 'client',
    ...headOf(w, person, asOf),
    charged: sumOf(entries, 'charge'),
    paid,
    takenOff: 0 - sumOf(entries, 'credit_note', 'write_off', 'reopening'),
    owedAtWeekEnd: sumOf(entries),
    credit: paid - (await w.billing.paidBy(person.id, asOf)).paid,
    entries,
  };
}

async function workerStatement(w: BillingWork, person: Person, asOf: Date | undefined): Promise<WorkerStatement> {
  const entries = await w.billing.workerEntries(person.id, asOf);
  return {
    as: 'worker',
    ...headOf(w, person, asOf),
    earned: sumOf(entries, 'earning'),
    fined: 0 - sumOf(entries, 'fine'),
    bonuses: sumOf(entries, 'bonus'),
    corrections: sumOf(entries, 'correction'),
    paidOut: 0 - sumOf(entries, 'payout', 'payout_returned', 'payout_resent'),
    balance: sumOf(entries),
    entries,
  };
}

const headOf = (w: BillingWork, { id, number, name }: Person, asOf: Date | undefined) => ({ person: { id, number, name }, asOf: asOf ?? w.now });
