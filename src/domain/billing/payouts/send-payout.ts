import { DomainError } from '../../shared/errors';
import type { Actor } from '../../shared/work';
import { catNumber } from '../../shared/ids';
import { findPerson } from '../../users';
import { payoutNotFound } from '../errors';
import { workerAccount } from '../ledger/ledger';
import { tariffAt } from '../pricing/tariff';
import { parkAccount } from '../runs/park-account';
import type { BillingApp, BillingWork } from '../work';
import type { GoldHat, GoldHatTransfer } from './gold-hat';
import { keyExpired, type PayoutStatus, type Settlement } from './payout';
import { settlePayout } from './settle-payout';

type News = { outcome: Settlement; reason?: string } | { outcome: 'not_sent' };

/** A payout on its way: what to ask Gold Hat for, always in the same words (B8). */
interface Sending {
  worker: string;
  status: PayoutStatus;
  transfer: GoldHatTransfer;
  expired: boolean;
}

/** What came of asking Gold Hat about a payout: `settled` where this very asking changed its state, `parked` with the worker's account; it `waits` where there was nobody to ask. */
export type Sent = 'settled' | 'parked' | 'waits' | 'unchanged';

/**
 * Brings a payout to an end, with no transaction open while Gold Hat is asked: one that was never sent is sent, one whose fate is unknown is
 * asked about, and sent again under the same key only if it never happened. What nobody can find out is parked for a person. Where
 * there is nobody to ask, the payout stays as it is.
 */
export async function sendPayout(app: BillingApp, actor: Actor, payout: string): Promise<Sent> {
  const sending = await app.query(actor, (w) => sendingOf(w, payout));
  const news = await newsOf(app.goldHat, sending);
  if (news.outcome === 'not_sent') return 'waits';
  return app.run(actor, async (w): Promise<Sent> => {
    const changed = await settlePayout(w, { payout, news });
    const reason = `${sending.transfer.reference}: ${news.reason}`;
    if (!changed) return 'unchanged';
    if (news.outcome !== 'disputed') return 'settled';
    await parkAccount(w, { account: workerAccount(sending.worker), reason });
    return 'parked';
  });
}

async function sendingOf(w: BillingWork, id: string): Promise<Sending> {
  const payout = (await w.billing.payouts({ ids: [id] }))[0];
  if (payout?.transferKey == null) throw payoutNotFound(id);
  const recipient = catNumber((await findPerson(w, payout.worker)).number);
  const tariff = tariffAt(await w.billing.tariffs(), w.now);
  return {
    worker: payout.worker,
    status: payout.status,
    transfer: { key: payout.transferKey, amount: payout.amount, recipient, reference: `${recipient}/${payout.month}` },
    expired: keyExpired(payout.createdAt, tariff.transferKeyDays, w.now),
  };
}

async function newsOf(goldHat: GoldHat, { status, transfer, expired }: Sending): Promise<News> {
  try {
    if (status === 'pending' && !expired) return await goldHat.send(transfer);
    const answer = await goldHat.ask(transfer);
    if (answer.outcome === 'sent' || answer.outcome === 'rejected' || answer.outcome === 'disputed' || answer.outcome === 'not_sent') return answer;
    if (expired) return { outcome: 'disputed', reason: `no certain answer before the key ${transfer.key} expired` };
    return answer.outcome === 'absent' ? await goldHat.send(transfer) : answer;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    return { outcome: 'unknown', reason: error instanceof Error ? error.message : String(error) };
  }
}
