import type { EntryExplanation, OrderExplanation } from '../domain/billing';
import { catNumber } from '../domain/shared/ids';
import { plainMoney } from '../domain/shared/money';
import { invoiceName } from './invoice';
import { ExplainCommand } from './screening/explain-command';
import type { Why } from './why';

/** What explains an amount: shared by `billing why` and `explain`. */
export abstract class WhyCommand extends ExplainCommand {
  /** Tells why an order, an invoice, a credit note, a payout or an entry of the ledger is what it is (B2-B9). */
  protected async tellWhy(why: Why) {
    const [{ invoiceWhy, orderWhy, paidBeforeLines, payoutWhy }, { whyJson }, { money }] = await Promise.all([import('./why-told'), import('./why-json'), import('./money')]);
    if (why.kind === 'order') {
      await this.card(...orderWhy(why.of, why.tariffs, this.clock));
      if (why.of.client?.paidBefore) this.lines(paidBeforeLines(why.of.client.paidBefore, this.clock));
    } else if (why.kind === 'invoice') {
      const { invoice } = why.of;
      await this.card([`Invoice ${invoiceName(invoice)}`, invoice.client.name, invoice.status, money(invoice.total)].join(' · '), { replaces: invoice.replaces, 'replaced by': invoice.replacedBy });
      this.lines(invoiceWhy(why.of, why, this.clock));
    } else if (why.kind === 'credit_note') {
      await this.card(...(await import('./credit-note')).creditNoteCard(why.of, this.clock));
    } else if (why.kind === 'entry') {
      const { entryCard, wentOnLines } = await import('./entry-why');
      await this.card(...entryCard(why.of, this.clock));
      this.lines(wentOnLines(why.of));
    } else {
      const { payout } = why.of;
      await this.card([`Payout ${why.cat}/${payout.month}`, payout.worker.name, payout.status, money(payout.amount)].join(' · '), { why: payout.error });
      await this.table(payoutWhy(why, this.clock), [
        { head: 'WHEN', of: (row) => row.at },
        { head: 'WHAT', of: (row) => row.what },
        { head: 'HOW', of: (row) => row.how, cuttable: true },
        { head: 'AMOUNT', of: (row) => money(row.amount), right: true },
      ]);
    }
    this.next(nextOf(why));
    return whyJson(why);
  }
}

function nextOf(why: Why): string {
  if (why.kind === 'payout') return `mcf workers statement ${why.cat}`;
  if (why.kind === 'entry') return nextOfEntry(why.of);
  if (why.kind === 'credit_note') return `mcf billing why ${why.of.invoice.number}`;
  if (why.kind === 'order') return nextOfOrder(why.of);
  const { invoice } = why.of;
  return invoice.status === 'open' ? `mcf invoices pay ${invoice.number} --amount ${plainMoney(invoice.open)}` : `mcf invoices show ${invoiceName(invoice)}`;
}

function nextOfEntry({ kind, person, payment }: EntryExplanation): string {
  const [first] = payment?.wentOn ?? [];
  if (first) return `mcf billing why ${first.invoice}`;
  return `mcf ${kind === 'bonus' || kind === 'correction' ? 'workers' : 'billing'} statement ${catNumber(person.number)}`;
}

/** Where the payments that a discount counts are not told yet, how to ask for them. */
function nextOfOrder({ order, client }: OrderExplanation): string {
  const on = client?.invoice ? `mcf billing why ${invoiceName(client.invoice)}` : `mcf orders show ${order.number}`;
  const counted = client?.price?.isRecorded ? client.price.paid : (client?.estimate?.paid ?? 0);
  return client && client.paidBefore === null && counted !== 0 ? `mcf billing why ${order.number} --payments · ${on}` : on;
}
