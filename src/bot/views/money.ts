import type { ClientStatement, Invoice, StatementEntry } from '../../domain/billing';
import type { OrderView } from '../../domain/orders';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { day } from '../../locales/format';
import type { Place } from '../callback-data';
import { sum, when } from './facts';
import { button, labelled, plain, post, say, type Reader } from './view';

const MAX_INVOICES = 8;
const MAX_ENTRIES = 10;

/** What a client's money is told from. */
export interface MoneyFacts {
  statement: ClientStatement;
  invoices: readonly Invoice[];
  planned: readonly OrderView[];
  nextInvoices: Date;
}

/** Everything a client owes, has paid and is invoiced for (B10). */
export function moneyCard(reader: Reader, { statement, invoices, planned, nextInvoices }: MoneyFacts): Post {
  const issued = invoices.filter((invoice) => invoice.number !== null);
  const latest = issued.toReversed().sort((one, other) => Number(other.status === 'open') - Number(one.status === 'open')).slice(0, MAX_INVOICES);
  const open = issued.reduce((total, invoice) => total + invoice.open, 0);
  const accrued = statement.entries.filter(({ kind, invoice }) => kind === 'charge' && invoice === null);
  const plannedSum = planned.reduce((total, order) => total + (order.price?.price ?? order.estimate), 0);
  const parts = { charged: sum(reader, statement.charged), paid: sum(reader, statement.paid), off: sum(reader, statement.takenOff) };
  return post(
    [
      `<b>${say(reader, 'bot:money.owed', { owed: sum(reader, Math.max(0, statement.owedAtWeekEnd)) })}</b>`,
      say(reader, statement.takenOff > 0 ? 'bot:money.parts_off' : 'bot:money.parts', parts),
      open > 0 && say(reader, 'bot:money.open', { open: sum(reader, open) }),
      accrued.length > 0 && say(reader, 'bot:money.accrued', { count: accrued.length, sum: sum(reader, totalOf(accrued)) }),
      statement.credit > 0 && say(reader, 'bot:money.credit', { credit: sum(reader, statement.credit) }),
      planned.length > 0 && say(reader, 'bot:money.planned', { count: planned.length, sum: sum(reader, plannedSum) }),
      say(reader, 'bot:money.next', { at: when(reader, nextInvoices) }),
      latest.length === 0 && say(reader, 'bot:money.no_invoices'),
    ],
    [
      ...latest.map((invoice) => [invoiceButton(reader, invoice)]),
      [button(reader, 'messages:button.method', { kind: 'go', to: 'method', arg: '' }), ...(statement.entries.length > 0 ? [button(reader, 'bot:button.history', { kind: 'go', to: 'money', arg: 'all0' })] : [])],
    ],
  );
}

const totalOf = (entries: readonly StatementEntry[]) => entries.reduce((total, { amount }) => total + amount, 0);

function invoiceButton(reader: Reader, invoice: Invoice): PostButton {
  const state = plain(reader, `messages:invoicestate.${invoice.status}`);
  return labelled(`${invoice.number ?? ''} · ${sum(reader, invoice.total)} · ${state}`, { kind: 'thing', thing: 'invoice', action: 'show', id: invoice.id, version: invoice.status });
}

/** Everything ever charged to a client and paid by it, the latest first, a page at a time (B10). */
export function moneyHistory(reader: Reader, statement: ClientStatement, page: number): Post {
  const { entries, buttons } = pageOf(reader, statement.entries, page, 'money');
  const back = button(reader, 'bot:button.back', { kind: 'go', to: 'money', arg: '' });
  return post([`<b>${say(reader, 'bot:money.history')}</b>`, ...entries.map((entry) => entryLine(reader, 'money', entry))], [buttons, [back]]);
}

/** One page of a statement, the latest first, and the buttons to the others. */
export function pageOf(reader: Reader, all: readonly StatementEntry[], page: number, to: Place): { entries: StatementEntry[]; buttons: PostButton[] } {
  const last = Math.max(0, Math.ceil(all.length / MAX_ENTRIES) - 1);
  const at = Math.min(Math.max(page, 0), last);
  const turn = (label: string, next: number): PostButton[] => (next < 0 || next > last ? [] : [labelled(label, { kind: 'go', to, arg: `all${next}` })]);
  const entries = all.toReversed().slice(at * MAX_ENTRIES, (at + 1) * MAX_ENTRIES);
  return { entries, buttons: [...turn('‹', at - 1), ...turn('›', at + 1)] };
}

/** One entry of a client's or worker's statement. */
export function entryLine(reader: Reader, of: 'money' | 'pay', entry: StatementEntry): string {
  const { kind, note, status, invoice, outcome } = entry;
  const key = `bot:${of}.entry.${kind}${kind === 'payment' && invoice !== null ? '_of' : ''}`;
  return say(reader, key, {
    day: day(entry.at, reader.zone, reader.language),
    no: entry.order?.number ?? '',
    service: (reader.language === 'ru' ? entry.serviceRu : entry.serviceEn) ?? '',
    // Reasons are gone once they are erased.
    note: note ?? '…',
    invoice: invoice ?? '',
    state: status ? plain(reader, `messages:payoutstate.${status}`) : outcome ? plain(reader, `messages:state.${outcome}`) : '',
    amount: sum(reader, entry.amount),
  });
}
