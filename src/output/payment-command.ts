import type { AppWork } from '../app';
import type { Minor } from '../domain/shared/money';
import type { Question } from './ask';
import { MoneyCommand } from './money-command';

/** Money that arrived, as it is told on the command line. */
interface Paid {
  amount: Minor;
  reference?: string | undefined;
  yes: boolean;
}

/** The two ways to record money that arrived: for an invoice, or on account. */
export abstract class PaymentCommand extends MoneyCommand {
  /** What the bank calls the payment: asked for where somebody sits, and may be left empty; none where nobody does. */
  protected askReference({ reference, yes }: { reference?: string | undefined; yes: boolean }): Question<string> {
    const given = reference ?? (yes || !this.interactive() ? '' : undefined);
    return { name: '--reference', given, ask: (prompts) => prompts.text("The payment's own reference (may be empty)", { check: () => true }) };
  }

  /** Asks, and books it on an invoice. */
  protected async forInvoice(number: string, { amount, reference, yes }: Paid) {
    const [{ issuedBy }, { money }, { recordPayment }, { openTold }, { creditOf, paymentAsked }, json] = await Promise.all([
      import('./invoice'),
      import('./money'),
      import('../domain/billing'),
      import('./papers'),
      import('./money-asked'),
      import('./money-json'),
    ]);
    const found = await this.query((w) => issuedBy(w, number));
    if (!(await this.agreed(yes, (w) => paymentAsked(w, found, { amount, reference })))) return json.invoice(found);
    const { invoice, kept, elsewhere, repeated } = await this.change(async (w) => {
      const repeated = await this.repeated(w, found.client.id, { amount, reference, yes, invoice: found.number });
      const [{ id, client, open }, before] = [await issuedBy(w, number), await creditOf(w, found.client.id)];
      const invoice = await recordPayment(w, { invoice: id, amount, reference });
      const kept = Math.max(0, (await creditOf(w, client.id)) - before);
      return { invoice, kept, elsewhere: Math.max(0, amount - open - kept), repeated };
    });
    const rest = `${elsewhere === 0 ? '' : ` · ${money(elsewhere)} on other open invoices`}${kept === 0 ? '' : ` · ${money(kept)} kept as credit`}`;
    this.done(`${money(amount)} for invoice ${invoice.number} · ${openTold(invoice)}${rest}`);
    if (repeated !== undefined) this.caution(repeated);
    this.next(`mcf invoices show ${invoice.number}`);
    return json.invoice(invoice);
  }

  /** Asks, and books it on the client's account: the oldest open invoices first, the rest is credit. */
  protected async onAccount({ client, amount, reference, yes }: Paid & { client: string }) {
    const [{ money }, { recordPaymentOnAccount }, { openTold }, { catOf }, { onAccountAsked }, values, json] = await Promise.all([
      import('./money'),
      import('../domain/billing'),
      import('./papers'),
      import('./people'),
      import('./money-asked'),
      import('./json-values'),
      import('./money-json'),
    ]);
    if (!(await this.agreed(yes, (w) => onAccountAsked(w, client, { amount, reference })))) return null;
    const { findPerson } = await import('../domain/users');
    const { invoices, credit, repeated } = await this.change(async (w) => {
      const { roles } = await findPerson(w, client);
      const repeated = roles.includes('client') ? await this.repeated(w, client, { amount, reference, yes, invoice: null }) : undefined;
      return { ...(await recordPaymentOnAccount(w, { client, amount, reference })), repeated };
    });
    const { id, name } = await this.query((w) => findPerson(w, client));
    this.done(`${money(amount)} of ${name}'s on account${credit === 0 ? '' : ` · ${money(credit)} of credit`}`);
    for (const invoice of invoices) this.log(`  invoice ${invoice.number}  ${openTold(invoice)}`);
    if (repeated !== undefined) this.caution(repeated);
    this.next(`mcf billing statement ${await this.query((w) => catOf(w, id))}`);
    return { client: { id, name }, amount: values.amount(amount), credit: values.amount(credit), invoices: invoices.map(json.invoice) };
  }
  /** Says what a terminal would have asked, where nobody was: that the same may be booked for the second time. */
  private async repeated(w: AppWork, client: string, { yes, ...paying }: Paid & { invoice: string | null }): Promise<string | undefined> {
    if (this.interactive() && !yes) return undefined;
    return (await import('./money-asked')).repeatedCaution(w, client, { ...paying, reference: paying.reference });
  }
}
