import { z } from 'zod';
import { invalid, type Answer } from '../service/answers';
import { Desk } from '../service/desk';
import type { World } from '../world/world';
import type { CardMode, Charge, KeptCard, Settled } from './types';
import { Wallet } from './wallet';
import { Webhooks } from './webhooks';

const chargeBody = z.strictObject({
  amount_minor: z.int().positive(),
  currency: z.literal('CAT'),
  card: z.string().min(1).max(200),
  reference: z.string().max(200),
});
const sessionBody = z.strictObject({ customer: z.string().trim().min(1).max(200) });

type Order = z.infer<typeof chargeBody>;

/** The card gateway's switches, its cards and its book of charges. */
export class CardControl extends Desk<CardMode> {
  /** Cards on file. */
  readonly wallet: Wallet;
  /** What tells the company of settled charges. */
  readonly webhooks: Webhooks;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(private readonly world: World) {
    super(world.state.card, () => world.changes.emit({ type: 'card' }));
    this.wallet = new Wallet(world, this.changed);
    this.webhooks = new Webhooks(world, this.changed);
    for (const charge of this.pending()) this.settleLater(charge);
  }

  /** All charges, whatever became of them, oldest first. */
  charges(): Charge[] {
    return this.state.charges.map((charge) => ({ ...charge }));
  }

  /** The charge with this idempotency key. */
  find(key: string): Charge | undefined {
    return this.state.charges.find((charge) => charge.key === key);
  }

  /** Enters a card, as a client does on the gateway's page. */
  keep(sessionId: string, number: string): { token: string; last4: string } {
    const { token, last4 } = this.wallet.keep(sessionId, number);
    return { token, last4 };
  }

  /** Ends a pending charge: as told, or as its card's bank wants it. Throws where nothing is pending. */
  settle(key: string, outcome?: Settled, message?: string): Charge {
    const charge = this.find(key);
    if (charge?.status !== 'pending') throw new Error(`No charge ${key} is pending`);
    const refusing = this.wallet.card(charge.card)?.temper === 'declines_later';
    const status = outcome ?? (refusing ? 'declined' : 'paid');
    this.end(charge, status, message ?? (refusing ? 'insufficient_funds' : 'card_declined'), 1);
    return { ...charge };
  }

  /** After how many real ms pending charges settle by themselves; null = never. */
  setSettleAfter(ms: number | null): void {
    this.state.settle_after_ms = ms;
    this.stopTimers();
    for (const charge of this.pending()) this.settleLater(charge);
    this.changed();
  }

  /** Forgets keys, all that are known unless told: they can be neither asked about nor used any more. The money stays where it is. */
  expireKeys(keys: string[] = this.state.charges.map(({ key }) => key)): void {
    this.state.expired = [...new Set([...this.state.expired, ...keys])];
    this.changed();
  }

  /** Treats one request for a charge as the mode says. */
  receive(key: string | undefined, body: unknown): Promise<Answer> {
    return this.treat((mode) => this.charge(key, body, mode));
  }

  /** Tells what became of a charge. */
  ask(key: string): Answer {
    return this.answer(() => {
      if (this.state.expired.includes(key)) return { code: 410, body: { error: 'key_expired' } };
      const charge = this.find(key);
      return charge ? { code: 200, body: charge } : { code: 404, body: { error: 'not_found' } };
    });
  }

  /** Lets a customer enter a card on the page at `urlOf`. */
  begin(body: unknown, urlOf: (session: string) => string): Promise<Answer> {
    return this.treat(() => {
      const parsed = sessionBody.safeParse(body);
      if (!parsed.success) return invalid(z.prettifyError(parsed.error));
      const { id } = this.wallet.begin(parsed.data.customer);
      return { code: 201, body: { id, url: urlOf(id) } };
    });
  }

  /** Tells whether a card was entered. */
  askSession(id: string): Answer {
    return this.answer(() => {
      const session = this.wallet.session(id);
      if (!session) return { code: 404, body: { error: 'not_found' } };
      const card = session.token === null ? undefined : this.wallet.card(session.token);
      return { code: 200, body: card ? { id, status: 'kept', card: { token: card.token, last4: card.last4 } } : { id, status: 'waiting' } };
    });
  }

  /** Ends everything that is under way. */
  override async close(): Promise<void> {
    await super.close();
    this.stopTimers();
    await this.webhooks.close();
  }

  private charge(key: string | undefined, body: unknown, mode: CardMode): Answer {
    if (key === undefined || key.trim() === '') return invalid('The header Idempotency-Key is missing');
    const parsed = chargeBody.safeParse(body);
    if (!parsed.success) return invalid(z.prettifyError(parsed.error));
    if (this.state.expired.includes(key)) return { code: 409, body: { error: 'key_expired' } };
    const order = parsed.data;
    const known = this.find(key);
    if (known) {
      const same = Object.entries(order).every(([field, value]) => known[field as keyof Charge] === value);
      return same ? answerOf(known) : { code: 409, body: { error: 'key_reused' } };
    }
    const card = this.wallet.card(order.card);
    return card ? answerOf(this.book(key, order, card, mode)) : { code: 422, body: { error: 'card_unknown' } };
  }

  private book(key: string, order: Order, card: KeptCard, mode: CardMode): Charge {
    const id = `ch_${String(this.world.next('charge')).padStart(6, '0')}`;
    const created_at = this.world.deps.now().toISOString();
    const charge: Charge = { id, key, status: 'pending', ...order, message: null, created_at, settled_at: null };
    this.state.charges.push(charge);
    if (mode === 'decline' || card.temper === 'declines') this.end(charge, 'declined', 'card_declined', 1);
    else if (mode === 'pending' || card.temper === 'declines_later') this.settleLater(charge);
    else this.end(charge, 'paid', '', mode === 'duplicate' ? 2 : 1);
    this.world.saveNow();
    this.changed();
    return charge;
  }

  private end(charge: Charge, status: Settled, message: string, webhooks: number): void {
    charge.status = status;
    charge.message = status === 'declined' ? message : null;
    charge.settled_at = this.world.deps.now().toISOString();
    this.world.saveNow();
    this.changed();
    this.webhooks.announce(charge.key, webhooks);
  }

  private settleLater({ key }: Charge): void {
    const { settle_after_ms } = this.state;
    if (settle_after_ms === null) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (this.find(key)?.status === 'pending') this.settle(key);
    }, settle_after_ms);
    this.timers.add(timer);
  }

  private pending(): Charge[] {
    return this.state.charges.filter(({ status }) => status === 'pending');
  }

  private stopTimers(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private get state() {
    return this.world.state.card;
  }
}

function answerOf(charge: Charge): Answer {
  if (charge.status === 'declined') return { code: 402, body: { ...charge, error: 'declined' } };
  return { code: charge.status === 'paid' ? 201 : 202, body: { ...charge } };
}
