import { DomainError } from '../../shared/errors';
import type { Actor } from '../../shared/work';
import { openOf } from '../invoicing/invoice';
import { clientAccount } from '../ledger/ledger';
import { keyExpired } from '../payouts/payout';
import { tariffAt } from '../pricing/tariff';
import type { BillingApp, BillingWork } from '../work';
import type { CardGateway, ChargeAnswer } from './card-gateway';
import { chargeOf, isBeingSent, sendingUntil, type ChargeNews, type CollectionRecord } from './collection';
import { findCollection } from './list-collections';
import { noteCharge } from './note-charge';

/** What was heard of an attempt; `nothing` where nobody could be asked (`isSilent`), or another is sending it. */
type News = { outcome: ChargeNews; reason?: string } | { outcome: 'nothing'; isSilent: boolean };

/** An attempt on its way. */
interface Sending {
  collection: CollectionRecord;
  /** The card to charge; null where that is not wanted any more: the money came, or the card went. */
  card: string | null;
  expired: boolean;
  /** Whether a request that was begun before may still be on its way. */
  isBeingSent: boolean;
}

/** What came of an attempt to bring a charge to an end. */
export interface Sent {
  changed: boolean;
  /** Whether the gateway said anything certain. */
  answered: boolean;
}

/**
 * Brings an attempt to an end, with no transaction open while the gateway is asked: one that was never sent is sent, one whose fate is
 * unknown is asked about, and sent again in the same words only if it never happened. What nobody can find out is parked for a person;
 * what never happened and is not wanted any more is withdrawn. While a request may be on its way it is neither sent again nor withdrawn.
 */
export async function sendCollection(app: BillingApp, actor: Actor, id: string): Promise<Sent> {
  const { cards } = app;
  if (cards === null) return { changed: false, answered: false };
  const sending = await app.query(actor, (w) => sendingOf(w, id));
  const { status, sendingUntil: seen } = sending.collection;
  if (status !== 'pending' && status !== 'unknown') return { changed: false, answered: true };
  const news = await newsOf({ cards, sending, send: () => send(app, actor, sending) });
  if (news.outcome === 'nothing') return { changed: false, answered: !news.isSilent };
  const changed = await app.run(actor, (w) => noteCharge(w, { collection: id, news, seen }));
  return { changed, answered: news.outcome !== 'unknown' };
}

async function sendingOf(w: BillingWork, id: string): Promise<Sending> {
  const collection = await findCollection(w, id);
  const [invoice] = await w.billing.invoices({ ids: [collection.invoice] });
  const kept = await w.billing.paymentMethod(collection.client);
  const isOwed = invoice !== undefined && openOf(invoice) >= collection.amount;
  const isSameCard = kept?.method === 'card' && kept.card?.token === collection.card;
  const { transferKeyDays } = tariffAt(await w.billing.tariffs(), w.now);
  return {
    collection,
    card: isOwed && isSameCard ? collection.card : null,
    expired: keyExpired(collection.createdAt, transferKeyDays, w.now),
    isBeingSent: isBeingSent(collection, w.wall),
  };
}

async function newsOf({ cards, sending, send }: { cards: CardGateway; sending: Sending; send: () => Promise<News> }): Promise<News> {
  const { collection, card, expired, isBeingSent } = sending;
  const { status, key, amount } = collection;
  if (status === 'pending' && card !== null && !expired && !isBeingSent) return send();
  const answer = await heard(() => cards.ask({ key, amount }));
  if (answer.outcome !== 'absent' && answer.outcome !== 'unknown') return newsIn(answer);
  if (isBeingSent) return answer.outcome === 'unknown' ? newsIn(answer) : { outcome: 'nothing', isSilent: false };
  if (expired) return { outcome: 'disputed', reason: 'no certain answer before the key expired' };
  if (answer.outcome === 'unknown') return newsIn(answer);
  return card === null ? { outcome: 'withdrawn' } : send();
}

const newsIn = ({ outcome, ...rest }: ChargeAnswer): News =>
  outcome === 'not_sent' ? { outcome: 'nothing', isSilent: true } : { outcome, ...('reason' in rest && { reason: rest.reason }) };

/** Charges the card once it is in the books that this is being done: until that is over nobody says that it never happened. */
async function send(app: BillingApp, actor: Actor, { collection, card }: Sending): Promise<News> {
  const { cards } = app;
  const until = await app.run(actor, (w) => takeUp(w, collection));
  if (cards === null || card === null || until === undefined) return { outcome: 'nothing', isSilent: false };
  const answer = await heard(() => cards.charge(chargeOf(collection, card)));
  if (answer.outcome === 'not_sent') await app.run(actor, (w) => w.billing.moveSending({ id: collection.id, sendingUntil: until }, null));
  return newsIn(answer);
}

/** Takes an attempt up as it was seen, and tells until when; undefined where another was quicker. */
async function takeUp(w: BillingWork, { id, client, status, sendingUntil: seen }: CollectionRecord): Promise<Date | undefined> {
  await w.billing.lockAll([clientAccount(client)]);
  const now = await findCollection(w, id);
  if (now.status !== status || isBeingSent(now, w.wall)) return undefined;
  const until = sendingUntil(w.wall);
  return (await w.billing.moveSending({ id, sendingUntil: seen }, until)) ? until : undefined;
}

/** A question to the gateway; one that breaks tells nothing. */
export async function heard<A>(question: () => Promise<A>): Promise<A | { outcome: 'unknown'; reason: string }> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    return { outcome: 'unknown', reason: error instanceof Error ? error.message : String(error) };
  }
}
