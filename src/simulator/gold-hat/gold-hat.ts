import { z } from 'zod';
import type { World } from '../world/world';
import type { GoldHatMode, Transfer } from './types';

const transferBody = z.strictObject({
  amount_minor: z.int().positive(),
  currency: z.literal('CAT'),
  recipient: z.string().trim().min(1).max(200),
  reference: z.string().max(200),
});

/** Gold Hat's answer; `hang` means that none ever comes. */
export type GoldHatAnswer = { code: number; body: object } | 'hang';

/** Gold Hat's switches and its book of transfers. */
export class GoldHatControl {
  private waiting: (() => void)[] = [];

  constructor(private readonly world: World) {}

  /** How the next request will be treated. */
  get mode(): GoldHatMode {
    return this.state.once[0] ?? this.state.mode;
  }

  /** Changes the mode, for good or for the next `times` requests. */
  setMode(mode: GoldHatMode, times?: number): void {
    if (times === undefined) {
      this.state.mode = mode;
      this.state.once = [];
    } else {
      this.state.once = Array.from({ length: times }, () => mode);
    }
    this.world.changes.emit({ type: 'gold_hat' });
  }

  /** Only these recipients can be paid from now on; null lifts it. */
  setRecipients(recipients: string[] | null): void {
    this.state.recipients = recipients;
    this.world.changes.emit({ type: 'gold_hat' });
  }

  /** All transfers that happened, oldest first. */
  transfers(): Transfer[] {
    return [...this.state.transfers];
  }

  /** The transfer with this idempotency key. */
  find(key: string): Transfer | undefined {
    return this.state.transfers.find((transfer) => transfer.key === key);
  }

  /** Waits for the next request to be treated, answered or not. */
  receives(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Treats one request as the mode says. */
  receive(key: string | undefined, body: unknown): GoldHatAnswer {
    const answer = this.treat(key, body);
    for (const tell of this.waiting.splice(0)) tell();
    return answer;
  }

  private treat(key: string | undefined, body: unknown): GoldHatAnswer {
    const mode = this.takeMode();
    if (mode === 'timeout_before') return 'hang';
    if (mode === 'error_500_before') return failure();
    const answer = this.transfer(key, body, mode === 'reject');
    if (mode === 'timeout_after') return 'hang';
    return mode === 'error_500_after' ? failure() : answer;
  }

  private transfer(key: string | undefined, body: unknown, rejecting: boolean): GoldHatAnswer {
    if (key === undefined || key.trim() === '') return invalid('The header Idempotency-Key is missing');
    const parsed = transferBody.safeParse(body);
    if (!parsed.success) return invalid(z.prettifyError(parsed.error));
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
    this.world.changes.emit({ type: 'gold_hat' });
    return transfer;
  }

  private takeMode(): GoldHatMode {
    const once = this.state.once.shift();
    if (once) this.world.changes.emit({ type: 'gold_hat' });
    return once ?? this.state.mode;
  }

  private get state() {
    return this.world.state.gold_hat;
  }
}

const failure = (): GoldHatAnswer => ({ code: 500, body: { error: 'internal_error' } });
const invalid = (message: string): GoldHatAnswer => ({ code: 422, body: { error: 'invalid', message } });
