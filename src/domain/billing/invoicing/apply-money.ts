import type { Minor } from '../../shared/money';
import type { BillingWork } from '../work';
import { openOf, takes, type InvoiceRecord, type Owing, type PaymentMethod } from './invoice';

/** The parts of an invoice that money is put on. */
type Payable = Owing & Pick<InvoiceRecord, 'id' | 'number' | 'client'>;

/** Puts a client's money on an open invoice and closes it once it is covered; returns how much it took, the rest stays credit (B6). */
export async function applyMoney(w: BillingWork, invoice: Payable, money: { available: Minor; method: PaymentMethod | 'credit' }): Promise<Minor> {
  const amount = takes(invoice, money.available);
  if (amount === 0) return 0;
  await moveOnInvoice(w, invoice, amount);
  if (amount === openOf(invoice)) await closePaid(w, invoice, money.method);
  return amount;
}

/** Money that went on an invoice (id). */
export interface WentOn {
  invoice: string;
  amount: Minor;
}

/** Puts what credit a client has on its open invoices, oldest first: nobody is asked for what was paid already. Returns where it went. */
export async function spendCredit(w: BillingWork, client: string): Promise<WentOn[]> {
  const credit = (await w.billing.credit([client])).get(client) ?? 0;
  return credit > 0 ? putCredit(w, await w.billing.invoices({ client, status: 'open' }), credit) : [];
}

/** The same where no paper made the credit: says so first, since it follows from nothing else in the log. Returns the ids of the invoices it went to. */
export async function spendWaitingCredit(w: BillingWork, client: string): Promise<string[]> {
  const credit = (await w.billing.credit([client])).get(client) ?? 0;
  const open = credit > 0 ? await w.billing.invoices({ client, status: 'open' }) : [];
  if (open.length === 0) return [];
  await w.emit({ type: 'credit_spent', client });
  return (await putCredit(w, open, credit)).map(({ invoice }) => invoice);
}

async function putCredit(w: BillingWork, open: readonly InvoiceRecord[], credit: Minor): Promise<WentOn[]> {
  const went: WentOn[] = [];
  let left = credit;
  for (const invoice of open) {
    if (left === 0) break;
    const amount = await applyMoney(w, invoice, { available: left, method: 'credit' });
    left -= amount;
    went.push({ invoice: invoice.id, amount });
  }
  return went;
}

/** Takes money off an invoice again, so that it is the client's credit; 0 does nothing. */
export async function releaseMoney(w: BillingWork, invoice: Pick<InvoiceRecord, 'id' | 'client'>, amount: Minor): Promise<void> {
  if (amount > 0) await moveOnInvoice(w, invoice, -amount);
}

/** An open invoice of which nothing is left to pay is paid. */
export async function closePaid(w: BillingWork, invoice: Pick<InvoiceRecord, 'id' | 'client' | 'total'>, method: PaymentMethod | 'credit' | 'credit_note'): Promise<void> {
  await w.billing.moveInvoice(invoice.id, 'open', 'paid');
  await w.emit({ type: 'invoice_paid', invoice: invoice.id, client: invoice.client, total_minor: invoice.total, method });
}

async function moveOnInvoice(w: BillingWork, { id, client }: Pick<InvoiceRecord, 'id' | 'client'>, amount: Minor): Promise<void> {
  const n = ((await w.billing.allocationsOf([client])).get(client) ?? 0) + 1;
  await w.billing.allocate([{ id: w.newId(), invoice: id, client, n, amount }]);
  await w.emit({ type: 'payment_applied', invoice: id, client, n, amount_minor: amount });
}
