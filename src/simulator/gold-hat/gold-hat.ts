import { z } from 'zod';
import { invalid, type Answer } from '../service/answers';
import { Desk } from '../service/desk';
import type { World } from '../world/world';
import type { GoldHatMode, Transfer } from './types';

const transferBody = z.strictObject({
  amount_minor: z.int().positive(),
  currency: z.literal('CAT'),
  recipient: z.string().trim().min(1).max(200),
  reference: z.string().max(200),
});

/** Gold Hat's switches and its book of transfers. */
export class GoldHatControl extends Desk<GoldHatMode> {
  constructor(private readonly world: World) {
    super(world.state.gold_hat, () => world.changes.emit({ type: 'gold_hat' }));
  }

  /** Only these recipients can be paid from now on; null lifts it. */
  setRecipients(recipients: string[] | null): void {
    this.state.recipients = recipients;
    this.changed();
  }

  /** Forgets keys, all that are known unless told: they can be neither asked about nor used any more. The money stays where it is. */
  expireKeys(keys: string[] = this.state.transfers.map(({ key }) => key)): void {
    this.state.expired = [...new Set([...this.state.expired, ...keys])];
    this.changed();
  }

  /** All transfers that happened, oldest first. */
  transfers(): Transfer[] {
    return [...this.state.transfers];
  }

  /** The transfer with this idempotency key. */
  find(key: string): Transfer | undefined {
    return this.state.transfers.find((transfer) => transfer.key === key);
  }

  /** Treats one request for a transfer as the mode says. */
  receive(key: string | undefined, body: unknown): Promise<Answer> {
    return this.treat((mode) => {
      const answer = this.transfer(key, body, mode === 'reject');
      return mode === 'duplicate' ? this.transfer(key, body, false) : answer;
    });
  }

  /** Tells what became of a transfer. */
  ask(key: string): Answer {
    return this.answer(() => {
      if (this.state.expired.includes(key)) return { code: 410, body: { error: 'key_expired' } };
      const transfer = this.find(key);
      return transfer ? { code: 200, body: transfer } : { code: 404, body: { error: 'not_found' } };
    });
  }

  private transfer(key: string | undefined, body: unknown, rejecting: boolean): Answer {
    if (key === undefined || key.trim() === '') return invalid('The header Idempotency-Key is missing');
    const parsed = transferBody.safeParse(body);
    if (!parsed.success) return invalid(z.prettifyError(parsed.error));
    if (this.state.expired.includes(key)) return { code: 409, body: { error: 'key_expired' } };
    const order = parsed.data;
    const known = this.find(key);
    if (known) {
      const same = Object.entries(order).every(([field, value]) => known[field as keyof Transfer] === value);
      return same ? { code: 200, body: known } : { code: 409, body: { error: 'key_reused' } };
    }
    const stranger = this.state.recipients !== null && !this.state.recipients.includes(order.recipient);
    if (rejecting || stranger) return { code: 422, body: { error: 'recipient_rejected' } };
    return { code: 201, body: this.book(key, order) };
  }

  private book(key: string, order: z.infer<typeof transferBody>): Transfer {
    const id = `gh_${String(this.world.next('transfer')).padStart(6, '0')}`;
    const created_at = this.world.deps.now().toISOString();
    const transfer: Transfer = { id, key, status: 'done', ...order, created_at };
    this.state.transfers.push(transfer);
    this.world.saveNow();
    this.changed();
    return transfer;
  }

  private get state() {
    return this.world.state.gold_hat;
  }
}
