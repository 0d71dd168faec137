import type { AppWork } from '../app';
import { listCollections, resolveCollection, type Collection } from '../domain/billing';
import { DomainError } from '../domain/shared/errors';
import type { Question } from './ask';
import { money } from './money';
import { exact, type Clock } from './time';

type Outcome = 'paid' | 'declined';

/** What became of a charge, as a person says. */
export const askOutcome = (given: Outcome | undefined): Question<Outcome> => ({
  name: '--outcome',
  given,
  ask: (prompts) => prompts.pick('What became of it', [{ name: 'the card was charged', value: 'paid' }, { name: 'it was not', value: 'declined' }]),
});

/** Settles the charge of an invoice (id) that waits for a person; throws `billing.collection_not_found` where none was ever begun, else as `resolveCollection`. */
export async function resolveCharge(w: AppWork, input: { invoice: string; outcome: Outcome; reason: string }): Promise<Collection> {
  const charges = await listCollections(w, { invoice: input.invoice });
  const open = charges.find(({ status }) => status === 'parked') ?? charges.at(-1);
  if (!open) throw new DomainError('billing.collection_not_found', 'not_found', { collection: input.invoice });
  return resolveCollection(w, { collection: open.id, outcome: input.outcome, reason: input.reason });
}

/** What became of a charge that brought no money, or not for certain. */
export function collectionTold({ amount, status, error, retryAt }: Collection, clock: Clock): string {
  const what = [`${money(amount)} ${WORDS[status]}`, error].filter(Boolean).join(': ');
  return retryAt ? `${what}; again ${exact(retryAt, clock)}` : what;
}

const WORDS: Record<Collection['status'], string> = {
  pending: 'waits: nobody could be asked',
  unknown: 'may or may not have been charged; it is asked about again',
  paid: 'charged',
  declined: 'declined',
  withdrawn: 'was not charged: nobody wants it any more',
  parked: 'may or may not have been charged, and somebody has to look at the gateway',
};
