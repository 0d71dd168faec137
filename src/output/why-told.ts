import type { AppliedMoney, ClientSide, Collection, ExplainedLine, InCurrency, InvoiceExplanation, OrderExplanation, TariffRecord } from '../domain/billing';
import { share } from '../domain/shared/money';
import { invoiceName } from './invoice';
import { count, inCurrencyTold, money } from './money';
import { setShare } from './percent';
import { date, exact, shortTime, type Clock } from './time';
import { differenceReason, discountReason, discountRounded, lineReasons, sumTold } from './why-price';
import type { Why } from './why';

/** The title and the fields of an order's explanation: each amount with the rule and the numbers it follows from. */
export function orderWhy({ order, ending, client, worker }: OrderExplanation, tariffs: readonly TariffRecord[], clock: Clock): [string, Record<string, string | null>] {
  const fields: Record<string, string | null> = {};
  if (client) {
    const { estimate, price, charge, invoice, voided } = client;
    fields.client = client.client.name;
    fields.estimate = estimate ? `${sumTold(estimate)}${client.comparison === 'same' ? ', and so is the price' : `; ${discountReason(estimate, tariffs)}`}` : 'not recorded';
    fields.price = price ? sumTold(price) : ending ? 'none: nobody had been found for it' : 'none: nobody was found for it yet';
    fields.differs = differenceReason(client) ?? null;
    fields.discount = price ? discountReason(price, tariffs).replace('no discount', 'none') : null;
    fields.charge = charge ? `${money(charge.amount)}, ${chargeRule(ending, charge.at, clock)}` : noCharge(ending);
    fields.invoice = invoice ? `${invoiceName(invoice)}, ${invoice.status}` : charge ? 'none yet: the next run makes it' : null;
    fields['was on'] = voided.map((one) => `${invoiceName(one)}, void`).join('; ');
  }
  if (worker) fields.worker = `${worker.worker.name}: ${workerTold(worker, ending)}`;
  return [`Order ${order.number} · ${ending?.outcome ?? 'on its way'} · ${order.serviceEn}`, fields];
}

function chargeRule(ending: OrderExplanation['ending'], at: Date, clock: Clock): string {
  const what = `${ending?.outcome ?? 'ended'} ${shortTime(at, clock)}`;
  return ending?.rule === 'O7' ? `${what}, paid in full (O7)` : `${what} (B4)`;
}

function noCharge(ending: OrderExplanation['ending']): string {
  if (!ending) return 'none yet: it accrues when the order ends (B4)';
  return ending.rule === 'M5' ? 'none: nobody was free, so it costs nothing (M5)' : 'none';
}

const shareTold = (price: number, shareBp: number) => `${setShare(shareBp)} of ${money(price)}`;

/** What a worker's share was before it was rounded half up (B1), where it was: ` (rounded from 73.3025)`. */
function roundedTold(price: number, shareBp: number): string {
  const exact = price * shareBp;
  return exact % 10_000 === 0 ? '' : ` (rounded from ${(exact / 1_000_000).toFixed(6).replace(/0+$/, '')})`;
}

function workerTold({ price, shareBp, fine, tariff, accrued }: NonNullable<OrderExplanation['worker']>, ending: OrderExplanation['ending']): string {
  const earning = `${shareTold(price, shareBp)} = ${money(share(price, shareBp))}${roundedTold(price, shareBp)}`;
  if (!ending) return `${earning} once it is completed, -${money(fine)} if it fails (B8); tariff ${tariff}`;
  if (accrued?.kind === 'earning') return `${earning} (B8); tariff ${tariff}`;
  if (accrued) return `-${money(accrued.amount)}, the fine for a failed order${ending.reason === null ? '' : ` (${ending.reason.replaceAll('_', ' ')})`} (B8); tariff ${tariff}; if that is unjust: mcf workers correct`;
  if (ending.isFined) return `nothing: the fine for a failed order is ${money(fine)}; tariff ${tariff}`;
  return ending.outcome === 'failed' ? 'nothing: it failed, and the worker is not fined for it' : `nothing: it was ${ending.outcome} (B8)`;
}

/** An invoice's explanation after its title: its orders, why they cost what they do, and all that became of the sum. */
export function invoiceWhy(why: InvoiceExplanation, { tariffs, currencies }: { tariffs: readonly TariffRecord[]; currencies: readonly (InCurrency | null)[] }, clock: Clock): string[] {
  const rows = why.lines.map((line) => [`order ${line.order.number}`, amountTold(line), `${line.outcome} ${date(line.accruedAt, clock)}${line.rule === 'O7' ? ', paid in full (O7)' : ''}${line.nowOn === null ? '' : `, now on ${line.nowOn}`}`]);
  return [...aligned(rows), ...lineReasons(why.lines, tariffs).map((reason) => `  ${reason}`), ...paperLines({ ...why, currencies }, clock), ...openSum(why)];
}

const amountTold = ({ percent, listPrice, amount }: ExplainedLine) => (percent === 0 ? money(amount) : `${money(listPrice)} - ${percent} % = ${money(amount)}${discountRounded({ listPrice, percent })}`);

/** What was done to an invoice, each with what it adds to what is open: money put on it and taken off, credit notes, write-off; and the reason it was voided for. */
export function paperLines({ money: moves, creditNotes, writeOffs, voidReason, currencies }: Omit<InvoiceExplanation, 'lines' | 'invoice'> & { currencies: readonly (InCurrency | null)[] }, clock: Clock): string[] {
  const rows = [
    ...moves.map((move, place) => ({ at: move.at, id: move.id, cells: [MOVES[move.from], money(0 - move.amount), moveTold(move, currencies[place] ?? null, clock)] })),
    ...creditNotes.map(({ at, id, number, amount, reason, issuedBy }) => ({ at, id, cells: [`credit note ${number}`, money(-amount), [reason, issuedBy.name].filter(Boolean).join(', ')] })),
    ...writeOffs.map(({ at, id, amount, reason, madeBy }) => ({ at, id, cells: [amount > 0 ? 'written off' : 'open again', money(-amount), [reason, madeBy.name].filter(Boolean).join(', ')] })),
  ].sort((one, other) => (one.id < other.id ? -1 : 1));
  return [...aligned(rows.map(({ at, cells }) => [...cells, shortTime(at, clock)])), ...(voidReason === null ? [] : [`  void: ${voidReason}`])];
}

/** How money came, and what became of its payment: `manual TRF-2, taken back 22 Nov 20:03 by Boss: another client's money`. */
function moveTold(move: AppliedMoney, inCurrency: InCurrency | null, clock: Clock): string {
  const { from, payment, replaced } = move;
  const told = paymentTold(move, inCurrency);
  if (from === 'taken_off') return 'to credit';
  if (!payment?.reversal || (from === 'payment' && replaced === 0)) return told;
  const { at, by, reason } = payment.reversal;
  const why = [`by ${by.name}`, reason].filter(Boolean).join(': ');
  if (from === 'taken_instead') return `${told}, which paid others, where its money was gone, ${why}`;
  return from === 'taken_back' ? `${told}, ${why}` : `${told}; taken back ${shortTime(at, clock)} ${why}; credit pays ${money(replaced)} of it now`;
}

/** How money came: `manual TRF-1`, `telegram 41.80 EUR at 0.44`. */
function paymentTold({ payment }: Pick<AppliedMoney, 'payment'>, inCurrency: InCurrency | null): string {
  return [payment?.method, inCurrency && inCurrencyTold(inCurrency), payment?.reference].filter(Boolean).join(' ');
}

/** What the client had paid before an order's price, one by one, and the sum that the discount follows from (B3). */
export function paidBeforeLines(paid: NonNullable<ClientSide['paidBefore']>, clock: Clock): string[] {
  const rows = paid.map((move) => [shortTime(move.at, clock), money(move.amount), MOVES[move.from], `invoice ${move.invoice}`, paymentTold(move, null)]);
  const sum = paid.reduce((total, { amount }) => total + amount, 0);
  return ['Paid before', ...aligned(rows), `  together ${money(sum)}`];
}

const MOVES = { payment: 'paid', credit: 'from credit', taken_off: 'taken off again', taken_back: 'taken back', taken_instead: 'taken back' } as const;

function openSum({ invoice: { total, credited, paid, open, status }, money: moves, writeOffs }: InvoiceExplanation): string[] {
  if (status === 'void' || credited + paid + moves.length + writeOffs.length === 0) return [];
  const parts = [money(total), ...(credited > 0 ? [`${money(credited)} credited`] : []), ...(paid === 0 ? [] : [`${money(paid)} paid`])];
  const rest = total - credited - paid;
  return [`  ${parts.join(' - ')} = ${money(rest)}${rest === open ? ' open' : ' given up'}`];
}

/** The attempts to charge a card for an invoice. */
export function collectionLines(collections: readonly Collection[], clock: Clock): string[] {
  return aligned(
    collections.map(({ attempt, amount, status, error, resolution, createdAt, retryAt }) => [
      `charge ${attempt}`,
      money(amount),
      [status, error, resolution].filter(Boolean).join(', '),
      `${shortTime(createdAt, clock)}${retryAt ? `, again ${exact(retryAt, clock)}` : ''}`,
    ]),
  );
}

/** A payout's entries with what each follows from, and what earlier months left over. */
export function payoutWhy(why: Extract<Why, { kind: 'payout' }>, clock: Clock): { at: string; what: string; how: string; amount: number }[] {
  const { carried, entries } = why.of;
  const before = [
    { what: 'carried forward', how: carried.previous ? `from ${carried.previous.month}` : '', amount: carried.forward },
    ...carried.cameBack.map(({ month, amount }) => (amount > 0 ? { what: 'given back', how: `by Gold Hat, for ${month}`, amount } : { what: 'arrived after all', how: `payout for ${month}`, amount })),
    { what: 'booked late', how: 'after its month was paid', amount: carried.late },
  ].filter(({ amount }) => amount !== 0);
  const own = entries.map(({ at, kind, order, amount, reason, by }) => {
    const part = order && kind === 'earning' ? `${shareTold(order.price, order.shareBp)}${roundedTold(order.price, order.shareBp)}; tariff ${order.tariff}` : order ? `failed; tariff ${order.tariff}` : null;
    const how = [part, reason, why.people.get(by ?? '')?.name].filter(Boolean).join(', ');
    return { at: shortTime(at, clock), what: order ? `${kind}, order ${count(order.number)}` : kind, how, amount };
  });
  return [...before.map((row) => ({ at: '', ...row })), ...own];
}

/** Rows as lines below each other, their cells in columns; amounts are in the second and stand right. */
export function aligned(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_cell, at) => rows.reduce((most, row) => Math.max(most, (row[at] ?? '').length), 0));
  const cell = (text: string, at: number) => (at === 1 ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0));
  return rows.map((row) => `  ${row.map(cell).join('  ')}`.trimEnd());
}
