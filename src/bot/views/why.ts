import type { AppliedMoney, ExplainedLine, FixedStory, InCurrency, InvoiceExplanation, InvoicePaperFacts, OrderExplanation, PayoutExplanation, PayslipPaperFacts, PriceStory, Pricing } from '../../domain/billing';
import { plainMoney } from '../../domain/shared/money';
import { day, monthName } from '../../locales/format';
import { inCurrency, percent, sum } from './facts';
import { plain, type Reader } from './view';

// Whatever is said here is plain text, for papers as well as for the chat, where it is made harmless.

/** One order's sum. */
interface Line {
  number: number;
  at: Date;
  service: string;
  /** What became of the order, in words. */
  state: string;
  /** Whether it is paid in full though it was not completed (O7). */
  isRule: boolean;
  listPrice: number;
  percent: number;
  amount: number;
}

/** More lines than these are on the paper. */
const MAX_LINES = 20;
/** More numbers than these tell nobody anything. */
const MAX_LISTED = 10;

/** How one order's sum came about: list price, discount, and that an order that did not come off is paid in full (B2, O7). */
function whyThisSum(reader: Reader, line: Line): string {
  const exact = plain(reader, 'messages:order.why_sum', { list: sum(reader, line.listPrice), percent: line.percent, price: sum(reader, line.amount) });
  const total = line.isRule ? `${exact}, ${plain(reader, 'messages:order.by_rules')}` : exact;
  const { service, state } = line;
  return plain(reader, 'messages:order.why', { no: line.number, service, day: day(line.at, reader.zone, reader.language), state, sum: total });
}

/** More than how much has to be paid for the first discount, by each version of the tariff. */
export type Starts = ReadonlyMap<number, number>;

/** Why an order costs what it does, and when discounts begin. */
export interface OrderWhy {
  explanation: OrderExplanation;
  starts: Starts;
}

/** Why an invoice asks for what it does, what of it was paid in another currency, and when discounts begin. */
export interface InvoiceWhy {
  explanation: InvoiceExplanation;
  /** For each of its moneys, in their order. */
  currencies: readonly (InCurrency | null)[];
  starts: Starts;
}

/** Why an order costs its client what it does, term by term (B2, B3, O7). */
export function whyOrder(reader: Reader, { explanation: { order, ending, client }, starts }: OrderWhy): string[] {
  if (!client?.price || !ending) return [];
  const { price, charge, invoice, voided } = client;
  const service = serviceOf(reader, order);
  const state = plain(reader, `messages:state.${ending.outcome}`);
  const amount = charge?.amount ?? price.price;
  const last = voided.at(-1);
  return [
    whyThisSum(reader, { ...order, service, state, isRule: ending.rule === 'O7', listPrice: price.listPrice, percent: percentOf(price), amount }),
    ...whyPrices(reader, [{ number: order.number, ...client }], starts),
    ...(last?.number ? [plain(reader, 'messages:why.was_on', { number: last.number })] : []),
    ...(invoice?.number ? [plain(reader, 'messages:why.on', { number: invoice.number, state: plain(reader, `messages:invoicestate.${invoice.status}`) })] : []),
    ...(charge && !invoice?.number ? [plain(reader, 'messages:why.not_on')] : []),
  ];
}

/** Why an invoice asks for what it does: each order, the discounts, credit notes, and all that was paid of it (B5, B6). */
export function whyInvoice(reader: Reader, { explanation: why, currencies, starts }: InvoiceWhy): string[] {
  const { invoice, lines } = why;
  const more = lines.length - MAX_LINES;
  return [
    ...lines.slice(0, MAX_LINES).map((line) => whyLine(reader, line)),
    ...(more > 0 ? [plain(reader, 'messages:invoice.more', { count: more })] : []),
    ...whyPrices(reader, lines.map((line) => ({ ...line, number: line.order.number })), starts),
    ...(lines.length > 1 || hasMoves(why) ? [plain(reader, 'messages:why.total', { total: sum(reader, invoice.total) })] : []),
    ...moves(reader, why, currencies),
    ...(invoice.status === 'open' && hasMoves(why) ? [plain(reader, 'messages:why.open', { open: sum(reader, invoice.open) })] : []),
  ];
}

function whyLine(reader: Reader, line: ExplainedLine): string {
  const state = plain(reader, `messages:state.${line.outcome}`);
  return whyThisSum(reader, { ...line, number: line.order.number, at: line.order.at, service: serviceOf(reader, line), state, isRule: line.rule === 'O7' });
}

/** What the prices of some orders follow from: their discounts, what was rounded, and why a price is not its estimate; what is true of several is told once. */
export function whyPrices(reader: Reader, orders: readonly (Pricing & { number: number })[], starts: Starts): string[] {
  const discounts = grouped(orders, ({ price }) => (price ? whyDiscount(reader, price, starts) : null));
  const differences = grouped(orders, (order) => whyDiffers(reader, order));
  return [
    ...[...discounts].map(([reason, numbers]) => (discounts.size === 1 ? reason : `${listed(reader, numbers)}: ${reason}`)),
    ...[...differences].map(([reason, numbers]) => `${listed(reader, numbers)}: ${reason}`),
  ];
}

function grouped<T extends { number: number }>(orders: readonly T[], reasonOf: (order: T) => string | null): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const order of orders) {
    const reason = reasonOf(order);
    if (reason !== null) groups.set(reason, [...(groups.get(reason) ?? []), order.number]);
  }
  return groups;
}

function listed(reader: Reader, numbers: readonly number[]): string {
  const shown = numbers.slice(0, MAX_LISTED).map((no) => plain(reader, 'messages:order.number', { no }));
  return [...shown, ...(numbers.length > MAX_LISTED ? ['…'] : [])].join(', ');
}

const percentOf = (story: PriceStory | FixedStory): number => ('tier' in story ? story.tier.percent : story.percent);

function whyDiscount(reader: Reader, story: FixedStory, starts: Starts): string {
  const facts = { percent: percentOf(story), tariff: story.tariff ?? '' };
  if (!story.isRecorded) return plain(reader, 'messages:why.not_recorded', facts);
  const start = starts.get(story.tariff) ?? 0;
  const told = { ...facts, paid: sum(reader, story.paid), over: sum(reader, facts.percent > 0 ? story.tier.over : start) };
  const reason = plain(reader, facts.percent > 0 ? 'messages:why.discount' : start > 0 ? 'messages:why.no_discount_yet' : 'messages:why.no_discount', told);
  const exact = story.listPrice * facts.percent;
  // In hundredths of a minor unit, of which nobody can pay a part.
  return exact % 100 === 0 ? reason : `${reason} ${plain(reader, 'messages:why.rounded', { exact: inHundredths(reader, exact), discount: sum(reader, story.discount) })}`;
}

/** An amount in hundredths of a minor unit, with all its digits. */
function inHundredths(reader: Reader, exact: number): string {
  const digits = `${plainMoney(Math.floor(exact / 100))}${String(exact % 100).padStart(2, '0')}`.replace(/0$/, '');
  return reader.language === 'ru' ? digits.replace('.', ',') : digits;
}

/** Why a price is not its estimate; null where it is, or where nobody can tell (B2). */
function whyDiffers(reader: Reader, { estimate, price, comparison, causes }: Pricing): string | null {
  if (comparison !== 'differs' || !estimate || !price) return null;
  const facts = { estimate: sum(reader, estimate.price), price: sum(reader, price.price), percent: percentOf(price), tariff: price.tariff ?? '' };
  const why = causes.map((cause) => plain(reader, `messages:why.cause.${cause}`, facts)).join(', ');
  return plain(reader, 'messages:why.differs', { ...facts, why });
}

const hasMoves = ({ money, creditNotes, writeOffs, voidReason, invoice }: InvoiceExplanation) =>
  money.length + creditNotes.length + writeOffs.length > 0 || voidReason !== null || invoice.status === 'void';

/** What became of an invoice's sum, in the order it happened. */
function moves(reader: Reader, { money, creditNotes, writeOffs, voidReason, invoice }: InvoiceExplanation, currencies: InvoiceWhy['currencies']): string[] {
  const told = [
    ...money.map((one, place) => ({ at: one.at, id: one.id, line: moveLine(reader, one, currencies[place] ?? null) })),
    ...creditNotes.map(({ at, id, number, amount, reason, issuedBy }) => {
      const why = reason === null ? issuedBy.name : `«${reason}», ${issuedBy.name}`;
      return { at, id, line: plain(reader, 'messages:why.note', { number, day: dayOf(reader, at), amount: sum(reader, amount), why }) };
    }),
    ...writeOffs.map(({ at, id, amount }) => {
      return { at, id, line: plain(reader, amount > 0 ? 'messages:why.write_off' : 'messages:why.reopened', { day: dayOf(reader, at), amount: sum(reader, Math.abs(amount)) }) };
    }),
  ].sort((one, other) => (one.id < other.id ? -1 : 1));
  const end = voidReason === null ? 'messages:why.void' : 'messages:why.void_because';
  return [...told.map(({ line }) => line), ...(invoice.status === 'void' ? [plain(reader, end, { why: voidReason ?? '' })] : [])];
}

function moveLine(reader: Reader, { at, amount, from, payment, replaced }: AppliedMoney, inCurrency: InCurrency | null): string {
  const way = from === 'payment' ? (payment?.method ?? 'manual') : from;
  const told = plain(reader, `messages:why.money.${way}`, { day: dayOf(reader, at), amount: sum(reader, Math.abs(amount)) });
  const reversed = replaced > 0 && payment?.reversal ? plain(reader, 'messages:why.money.replaced', { day: dayOf(reader, payment.reversal.at), amount: sum(reader, replaced) }) : null;
  if (reversed !== null) return `${told} ${reversed}`;
  return inCurrency === null ? told : `${told} ${currencyLine(reader, inCurrency, payment?.amount ?? amount)}`;
}

/** What a payment was in its own currency, at which rate (B7). */
function currencyLine(reader: Reader, paid: InCurrency, worth: number): string {
  const { currency, rateMinor } = paid;
  const facts = { paid: inCurrency(paid.amount, currency, reader.language), worth: sum(reader, worth), rate: inCurrency(rateMinor, currency, reader.language), one: sum(reader, 100) };
  return plain(reader, 'messages:why.in_currency', facts);
}

/** How money was paid, in words, for a paper; with what it was in its own currency. */
export function paidBy(reader: Reader, { method, inCurrency: paid }: InvoicePaperFacts['payments'][number]): string {
  const way = plain(reader, `messages:paidby.${method}`);
  if (paid === null) return way;
  const { amount, currency, rateMinor } = paid;
  return plain(reader, 'messages:paidby.in_currency', { way, paid: inCurrency(amount, currency, reader.language), rate: inCurrency(rateMinor, currency, reader.language), one: sum(reader, 100) });
}

/** Why a payout is what it is: what earlier months left over, each job with the worker's share, and what was granted (B8, B9). */
export function whyPayout(reader: Reader, { payout }: PayoutExplanation, paper: PayslipPaperFacts): string[] {
  const left = paper.carriedFrom.map(({ from, month, amount }) => {
    return plain(reader, `messages:why.carried.${from}`, { month: month === null ? '' : monthName(month, reader.language), amount: sum(reader, amount) });
  });
  const jobs = paper.jobs.map((job) => {
    const { orderNumber: no, price, shareBp } = job;
    const facts = { no, service: serviceOf(reader, job), day: dayOf(reader, job.at), amount: sum(reader, job.amount) };
    if (job.kind === 'fine') return plain(reader, 'messages:why.fine', facts);
    if (price === null || shareBp === null) return plain(reader, 'messages:why.job', facts);
    return plain(reader, 'messages:why.job_share', { ...facts, share: percent(shareBp, reader.language), price: sum(reader, price) });
  });
  const granted = (['bonuses', 'corrections'] as const).flatMap((kind) =>
    paper[kind].map(({ at, amount, reason, by }) => {
      const why = reason === null ? by : `«${reason}», ${by}`;
      return plain(reader, `messages:why.${kind}`, { day: dayOf(reader, at), amount: sum(reader, amount), why });
    }),
  );
  const shown = [...left, ...granted, ...jobs].slice(0, 2 * MAX_LINES);
  const more = left.length + granted.length + jobs.length - shown.length;
  const total = plain(reader, 'messages:why.payout', { amount: sum(reader, payout.amount), state: plain(reader, `messages:payoutstate.${payout.status}`) });
  return [...shown, ...(more > 0 ? [plain(reader, 'messages:invoice.more', { count: more })] : []), total];
}

const dayOf = (reader: Reader, at: Date) => day(at, reader.zone, reader.language);

/** A service's name in the reader's language. */
const serviceOf = (reader: Reader, { serviceRu, serviceEn }: { serviceRu: string; serviceEn: string }) => (reader.language === 'ru' ? serviceRu : serviceEn);
