import type { ClientStatement, Invoice, Payslip, StatementEntry, WorkerStatement } from '../../domain/billing';
import type { OrderView } from '../../domain/orders';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { day, monthName } from '../../locales/format';
import { sum, when } from './facts';
import { whyThisSum } from './order-card';
import { button, labelled, plain, post, say, type Reader } from './view';

const MAX_INVOICES = 8;
const MAX_LINES = 30;
const MAX_ENTRIES = 12;

/** An invoice as its client sees it; `why` opens its lines (B2, B6). */
export function invoiceCard(reader: Reader, invoice: Invoice, options: { why?: boolean; back?: boolean } = {}): Post {
  const state = plain(reader, `messages:invoicestate.${invoice.status}`);
  const partly = invoice.open > 0 && invoice.open < invoice.total;
  const stateLine = partly ? say(reader, 'messages:invoice.state', { state, open: sum(reader, invoice.open) }) : state;
  const why = button(reader, 'messages:button.why', invoicePress(invoice, 'why'));
  const back = button(reader, 'bot:button.back', { kind: 'go', to: 'money', arg: 'edit' });
  return post(
    [`<b>${issuedLine(reader, invoice)}</b>`, stateLine, ...(options.why ? whyLines(reader, invoice) : [])],
    [options.why ? [] : [why], options.back ? [back] : []],
  );
}

/** That an invoice is there. */
export function invoiceIssued(reader: Reader, invoice: Invoice): Post {
  return post([issuedLine(reader, invoice)], [[button(reader, 'messages:button.why', invoicePress(invoice, 'why'))]]);
}

/** That an invoice is paid. */
export function invoicePaid(reader: Reader, invoice: Invoice): Post {
  return post([say(reader, 'messages:invoice.paid', { number: invoice.number ?? '', sum: sum(reader, invoice.total) })]);
}

const invoicePress = (invoice: Invoice, action: 'show' | 'why') =>
  ({ kind: 'thing', thing: 'invoice', action, id: invoice.id, version: invoice.status }) as const;

function issuedLine(reader: Reader, invoice: Invoice): string {
  const orders = plain(reader, 'messages:invoice.orders', { count: invoice.lines.length });
  return say(reader, 'messages:invoice.issued', {
    number: invoice.number ?? '',
    orders,
    total: sum(reader, invoice.total),
    cutoff: when(reader, invoice.cutOff),
  });
}

function whyLines(reader: Reader, invoice: Invoice): string[] {
  const shown = invoice.lines.slice(0, MAX_LINES).map((line) =>
    whyThisSum(reader, {
      number: line.order.number,
      at: line.order.at,
      service: reader.language === 'ru' ? line.serviceRu : line.serviceEn,
      state: plain(reader, `messages:state.${line.outcome}`),
      isRule: line.outcome !== 'completed',
      ...line,
    }),
  );
  const more = invoice.lines.length - shown.length;
  return more > 0 ? [...shown, say(reader, 'messages:invoice.more', { count: more })] : shown;
}

/** Everything a client owes, has paid and is invoiced for (B10). */
export function moneyCard(
  reader: Reader,
  facts: { statement: ClientStatement; invoices: readonly Invoice[]; planned: readonly OrderView[]; nextInvoices: Date },
): Post {
  const { statement, planned } = facts;
  const latest = facts.invoices.filter((invoice) => invoice.number !== null).toReversed().slice(0, MAX_INVOICES);
  const plannedSum = planned.reduce((total, order) => total + (order.price?.price ?? order.estimate), 0);
  return post(
    [
      `<b>${say(reader, 'bot:money.owed', { owed: sum(reader, Math.max(0, statement.owedAtWeekEnd)) })}</b>`,
      say(reader, 'bot:money.parts', { charged: sum(reader, statement.charged), paid: sum(reader, statement.paid) }),
      statement.credit > 0 && say(reader, 'bot:money.credit', { credit: sum(reader, statement.credit) }),
      planned.length > 0 && say(reader, 'bot:money.planned', { count: planned.length, sum: sum(reader, plannedSum) }),
      say(reader, 'bot:money.next', { at: when(reader, facts.nextInvoices) }),
      latest.length === 0 && say(reader, 'bot:money.no_invoices'),
    ],
    latest.map((invoice) => [invoiceButton(reader, invoice)]),
  );
}

function invoiceButton(reader: Reader, invoice: Invoice): PostButton {
  const state = plain(reader, `messages:invoicestate.${invoice.status}`);
  return labelled(`${invoice.number ?? ''} · ${sum(reader, invoice.total)} · ${state}`, invoicePress(invoice, 'show'));
}

/** Everything a worker earned and was paid (B10). */
export function payCard(reader: Reader, statement: WorkerStatement, payday: Date): Post {
  const { balance } = statement;
  const head =
    balance < 0
      ? say(reader, 'bot:pay.negative', { balance: sum(reader, balance) })
      : say(reader, 'bot:pay.due', { balance: sum(reader, balance), payday: when(reader, payday) });
  const parts = { earned: statement.earned, fined: statement.fined, bonuses: statement.bonuses, paidOut: statement.paidOut };
  const told = Object.fromEntries(Object.entries(parts).map(([name, amount]) => [name, sum(reader, amount)]));
  const latest = statement.entries.toSorted((one, other) => other.at.getTime() - one.at.getTime()).slice(0, MAX_ENTRIES);
  return post([`<b>${head}</b>`, say(reader, 'bot:pay.parts', told), ...latest.map((entry) => payLine(reader, entry))]);
}

function payLine(reader: Reader, entry: StatementEntry): string {
  return say(reader, `bot:pay.entry.${entry.kind}`, {
    day: day(entry.at, reader.zone, reader.language),
    no: entry.order?.number ?? '',
    service: (reader.language === 'ru' ? entry.serviceRu : entry.serviceEn) ?? '',
    note: entry.note ?? '',
    state: entry.status ? plain(reader, `messages:payoutstate.${entry.status}`) : '',
    amount: sum(reader, entry.amount),
  });
}

/** A worker's month, and what its sum is made of. */
export function payslip(reader: Reader, { payout, jobs, ...parts }: Payslip): Post {
  const sums = Object.fromEntries(Object.entries(parts).map(([name, amount]) => [name, sum(reader, amount)]));
  const told = {
    ...sums,
    month: monthName(payout.month, reader.language),
    jobs: plain(reader, 'messages:jobs', { count: jobs }),
    net: sum(reader, payout.amount),
    state: plain(reader, `messages:payoutstate.${payout.status}`),
  };
  const outcome = payout.status === 'carried_forward' ? 'messages:payslip.carried' : 'messages:payslip.due';
  return post([say(reader, 'messages:payslip', told), say(reader, outcome, told)], [[button(reader, 'messages:button.pay', { kind: 'go', to: 'pay', arg: '' })]]);
}
