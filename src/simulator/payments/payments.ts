import { randomBytes } from 'node:crypto';
import { ModeSwitch } from '../service/modes';
import { addMessage } from '../world/messages';
import type { CatRecord, ChatRecord, InvoiceRecord, StoredMessage, TgMessage } from '../world/types';
import { userOf, type World } from '../world/world';
import type { PaymentMode, PaymentOutcome } from './types';

/** How long a bot may take to agree to a payment. */
const DEADLINE_MS = 10_000;

/** A payment that waits for the bot's consent. */
interface Checkout {
  chat: ChatRecord;
  cat: CatRecord;
  bill: Bill;
  mode: PaymentMode;
  real_ms: number;
  timer: NodeJS.Timeout;
  end(outcome: PaymentOutcome): void;
}

/** What is paid. */
interface Bill {
  message: StoredMessage;
  invoice: InvoiceRecord;
  currency: string;
  total_amount: number;
}

/** Telegram's payments: who pays which invoice, and whether the bot agrees in time. */
export class PaymentsControl {
  private readonly open = new Map<string, Checkout>();
  private readonly switch: ModeSwitch<PaymentMode>;

  constructor(private readonly world: World) {
    this.switch = new ModeSwitch(world.state.payments, () => world.changes.emit({ type: 'payments' }));
  }

  /** How the next payment will go. */
  get mode(): PaymentMode {
    return this.switch.mode;
  }

  /** Changes the mode, for good or for the next `times` payments. */
  setMode(mode: PaymentMode, times?: number): void {
    this.switch.set(mode, times);
  }

  /** Pays an invoice: asks the bot for its consent, then takes the money and tells the bot. */
  pay(chat: ChatRecord, cat: CatRecord, message: StoredMessage): Promise<PaymentOutcome> {
    const bill = billOf(message);
    if (!bill) throw new Error(`Message ${message.body.message_id} is no invoice`);
    if (chat.blocked) throw new Error(`${cat.name} has blocked the bot and can't pay it`);
    if (bill.invoice.paid) return Promise.resolve(refused('INVOICE_ALREADY_PAID'));
    const mode = this.switch.take();
    if (mode === 'never') return Promise.resolve(refused('BOT_PRECHECKOUT_TIMEOUT'));
    return new Promise((resolve) => {
      const id = `${cat.id}${randomBytes(5).readUIntBE(0, 5)}`;
      const timer = setTimeout(() => this.end(id, refused('BOT_PRECHECKOUT_TIMEOUT')), DEADLINE_MS);
      this.open.set(id, { chat, cat, bill, mode, real_ms: this.world.deps.realNow(), timer, end: resolve });
      const { currency, total_amount, invoice } = bill;
      this.world.update({ pre_checkout_query: { id, from: userOf(cat), currency, total_amount, invoice_payload: invoice.payload } });
      if (mode === 'late') this.end(id, refused('BOT_PRECHECKOUT_TIMEOUT'));
    });
  }

  /** Takes the bot's consent, or its reason against; false where nobody waits for it any more. */
  answer(id: string, refusal: string | null): boolean {
    const checkout = this.open.get(id);
    if (checkout && this.world.deps.realNow() - checkout.real_ms > DEADLINE_MS) this.end(id, refused('BOT_PRECHECKOUT_TIMEOUT'));
    if (!checkout || !this.open.has(id)) return false;
    this.end(id, refusal === null ? this.take(checkout) : refused(refusal));
    return true;
  }

  /** Lets time run out for every payment that waits for the bot. */
  expire(): void {
    for (const id of [...this.open.keys()]) this.end(id, refused('BOT_PRECHECKOUT_TIMEOUT'));
  }

  private take({ chat, cat, bill, mode }: Checkout): PaymentOutcome {
    if (bill.invoice.paid) return refused('INVOICE_ALREADY_PAID');
    if (mode === 'decline') return refused('PAYMENT_FAILED');
    bill.invoice.paid = true;
    bill.message.revision = this.world.next('revision');
    const number = this.world.next('payment');
    const charge_id = `tg_${cat.id}_${number}_${randomBytes(6).toString('hex')}`;
    const { currency, total_amount, invoice } = bill;
    const paid = addMessage(this.world, chat, userOf(cat), {
      successful_payment: {
        currency,
        total_amount,
        invoice_payload: invoice.payload,
        telegram_payment_charge_id: charge_id,
        provider_payment_charge_id: `pr_${String(number).padStart(6, '0')}`,
      },
    });
    for (let times = mode === 'double' ? 2 : 1; times > 0; times -= 1) this.tell(paid.body);
    this.world.saveNow();
    // The invoice looks paid from now on, which is no new version of what the bot said.
    this.world.changes.emit({ type: 'message', chatId: chat.id, message: bill.message });
    return { outcome: 'paid', charge_id };
  }

  private tell(message: TgMessage): void {
    this.world.update({ message });
  }

  private end(id: string, outcome: PaymentOutcome): void {
    const checkout = this.open.get(id);
    if (!checkout) return;
    clearTimeout(checkout.timer);
    this.open.delete(id);
    checkout.end(outcome);
  }
}

const refused = (reason: string): PaymentOutcome => ({ outcome: 'refused', reason });

function billOf(message: StoredMessage): Bill | undefined {
  const { body, invoice } = message;
  if (!body.invoice || !invoice) return undefined;
  const { currency, total_amount } = body.invoice;
  return { message, invoice, currency, total_amount };
}
