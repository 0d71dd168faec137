import { listInvoices, type InvoiceStatus } from '../domain/billing';
import type { Question } from './ask';
import { byNeed } from './billing';
import type { Look } from './choose';
import { money } from './money';
import { clean } from './style';
import { nothingToChoose } from './usage';

/** An invoice by its number. */
export const askInvoice = (given: string | undefined, look: Look, status?: InvoiceStatus): Question<string> => ({
  name: 'NUMBER',
  given,
  ask: async (prompts) => {
    const invoices = (await look((w) => listInvoices(w, { status }))).toSorted(byNeed);
    if (invoices.length === 0) throw nothingToChoose('invoice');
    return prompts.search(
      'Invoice',
      invoices.map(({ id, number, client, status: state, open }) => ({ name: `${number ?? 'draft'} ${clean(client.name)}, ${state}, ${money(open)}`, value: number ?? id })),
    );
  },
});
