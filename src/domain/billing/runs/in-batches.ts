import type { Actor } from '../../shared/work';
import type { BillingApp, BillingWork } from '../work';
import { parkAccount } from './park-account';
import { isAccountsOwn, isBillings, reasonOf } from './reason-of';

/** So many accounts share a transaction: a commit for each would take most of a run's time (ADR 14). */
const BATCH = 250;
/** Where so many accounts break one after the other, and none does not, something else is broken. */
const TOO_MANY = 3;

/** Who works through accounts, and which accounts are left alone; an account that breaks joins them. */
export interface Working {
  app: BillingApp;
  actor: Actor;
  broken: Set<string>;
}

/**
 * Does the same for many people's accounts, a batch of them in one transaction. Where one account breaks its batch, each of the batch goes
 * alone, and the one that breaks again is parked with the reason (B12). `keep` hears what each transaction came to once it is committed.
 */
export async function inBatches<T>(
  working: Working,
  people: readonly string[],
  accountOf: (person: string) => string,
  work: (w: BillingWork, people: readonly string[]) => Promise<T>,
  keep: (made: T, people: readonly string[]) => void,
): Promise<void> {
  const { app, actor, broken } = working;
  const free = people.filter((person) => !broken.has(accountOf(person)));
  for (let at = 0; at < free.length; at += BATCH) {
    const batch = free.slice(at, at + BATCH);
    const together = async (some: readonly string[]) => keep(await app.run(actor, (w) => work(w, some)), some);
    const fault = await faultOf(() => together(batch));
    if (!fault) continue;
    const faults = new Map<string, Error>();
    for (const person of batch) {
      const own = await faultOf(() => together([person]));
      if (own) faults.set(accountOf(person), own);
      // Nobody is parked for a fault of the whole.
      if (own && faults.size === TOO_MANY && batch.indexOf(person) + 1 === TOO_MANY && !isBillings(own)) throw own;
    }
    for (const [account, own] of faults) await park(working, account, own);
  }
}

/** Does something, and returns the fault where it is one account's own trouble (B12). */
async function faultOf(step: () => Promise<void>): Promise<Error | undefined> {
  try {
    await step();
    return undefined;
  } catch (error) {
    if (!isAccountsOwn(error)) throw error;
    return error;
  }
}

/** Does something for one account, which is parked with the reason where it breaks (B12). */
export async function alone(working: Working, account: string, step: () => Promise<void>): Promise<void> {
  if (working.broken.has(account)) return;
  const fault = await faultOf(step);
  if (fault) await park(working, account, fault);
}

async function park({ app, actor, broken }: Working, account: string, fault: Error): Promise<void> {
  broken.add(account);
  await app.run(actor, (w) => parkAccount(w, { account, reason: reasonOf(fault) }));
}
