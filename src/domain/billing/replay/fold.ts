import { clientOf, differ, same, type Books } from './books';
import { foldCreditNote, foldCreditSpent, foldDraft, foldIssue, foldPayment, foldRefund, foldReopening, foldReversal, foldVoid, foldWriteOff } from './fold-invoices';
import { foldEnd, foldOrder, foldPrice } from './fold-orders';
import { foldByHand, foldNews, foldPayout } from './fold-payouts';
import type { Logged, MoneyEvent } from './log';

/** Everything that moves money, one event after the other; what follows by itself (money applied, an invoice paid) is held against what the log tells of it. */
export function fold(books: Books, { id, at, event }: Logged): void {
  books.counts.events += 1;
  switch (event.type) {
    case 'order_placed': case 'order_unmatched': case 'order_assigned': return foldOrder(books, { id, at, event });
    case 'order_completed': case 'order_failed': case 'order_cancelled': return foldEnd(books, { id, at, event });
    case 'price_fixed': return foldPrice(books, { id, at, event });
    case 'tariff_changed': return addTariff(books, event);
    case 'tariff_withdrawn': return void books.newTariffs.add(event.tariff);
    case 'invoice_drafted': return foldDraft(books, { id, at, event });
    case 'invoice_issued': return foldIssue(books, { id, at, event });
    case 'invoice_voided': return foldVoid(books, { id, at, event });
    case 'invoice_written_off': return foldWriteOff(books, { id, at, event });
    case 'invoice_reopened': return foldReopening(books, { id, at, event });
    case 'invoice_paid': return checkPaid(books, event);
    case 'credit_note_issued': return foldCreditNote(books, { id, at, event });
    case 'payment_received': return foldPayment(books, { id, at, event });
    case 'payment_applied': return noteTold(books, event);
    case 'credit_spent': return foldCreditSpent(books, { id, at, event });
    case 'payment_reversed': return foldReversal(books, { id, at, event });
    case 'payment_refunded': return foldRefund(books, { id, at, event });
    case 'bonus_granted': case 'worker_corrected': return foldByHand(books, { id, at, event });
    case 'payout_begun': case 'payout_carried_forward': return foldPayout(books, { id, at, event });
    case 'payout_sent': case 'payout_failed': case 'payout_unknown': case 'payout_parked': return foldNews(books, { id, at, event });
    case 'account_parked': return void books.parked.add(event.account);
    default: return;
  }
}

type Of<T extends MoneyEvent['type']> = Extract<MoneyEvent, { type: T }>;

function addTariff(books: Books, { tariff, from }: Of<'tariff_changed'>): void {
  const found = books.tariffs.find(({ id }) => id === tariff);
  books.newTariffs.delete(tariff);
  same(books, 'tariffs.effective_from', { id: String(tariff), number: String(tariff) }, from, found?.effectiveFrom.toISOString() ?? null);
}

function checkPaid(books: Books, event: Of<'invoice_paid'>): void {
  const invoice = books.invoices.get(event.invoice);
  same(books, 'invoice_paid.status', { id: event.invoice, number: invoice?.number ?? null }, 'paid', invoice?.status ?? null);
}

/** An allocation may be told before the event that it follows from, so it is only noted here and compared at the end. */
function noteTold(books: Books, { invoice, client, n, amount_minor }: Of<'payment_applied'>): void {
  books.told.push({ invoice, client, n, amount: amount_minor });
}

/** At the end the log must have told exactly the allocations that follow from it. */
export function checkTold(books: Books): void {
  for (const { invoice, client, n, amount } of books.told) {
    const applied = clientOf(books, client).applied[n - 1];
    const subject = { id: invoice, number: books.invoices.get(invoice)?.number ?? null };
    same(books, 'payment_applied.invoice', subject, applied?.invoice ?? null, invoice);
    same(books, 'payment_applied.amount_minor', subject, applied?.amount ?? null, amount);
    if (applied) applied.isTold = true;
  }
  for (const { applied } of books.clients.values()) {
    const untold = applied.filter(({ isTold }) => !isTold);
    for (const { invoice, amount } of untold) {
      differ(books, { what: 'payment_applied', id: invoice, number: books.invoices.get(invoice)?.number ?? null, expected: amount, found: null });
    }
  }
}
