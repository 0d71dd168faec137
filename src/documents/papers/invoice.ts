import { money } from '../../locales/format';
import type { InvoicePaper, InvoicePaperLine } from './paper';
import { drawPaper } from './pages';
import { BELOW_SUMS, drawFacts, drawHeading, drawMasthead, drawNotice, drawParagraphs, drawSums, headingHeight, paragraphsHeight, sumsHeight, type Beside, type Sum } from './parts';
import { COLOUR, type Sheet } from './sheet';
import { drawTable, type Below, type Column } from './table';
import { catName, fullDay, fullTime, percent, say, timeIn, yearOf } from './words';

/** Renders an invoice as a PDF in the client's language (B5, B6). The same invoice gives the same bytes. */
export async function renderInvoice(paper: InvoicePaper): Promise<Buffer> {
  const title = say(paper, 'invoice.title', { number: paper.number });
  const running = `${title} · ${catName(paper.client, 'inHead')}`;
  return drawPaper({ reader: paper, title, running, createdAt: paper.issuedAt }, (sheet) => draw(sheet, paper, title));
}

function draw(sheet: Sheet, paper: InvoicePaper, title: string): void {
  drawMasthead(sheet, {
    title,
    state: { text: say(paper, `messages:invoicestate.${paper.status}`), colour: STATE_COLOUR[paper.status] },
    sum: { label: say(paper, 'invoice.due'), amount: money(paper.open, paper.language) },
  });
  drawFacts(sheet, facts(paper));
  const notice = noticeOf(paper);
  if (notice !== undefined) drawNotice(sheet, notice, COLOUR.alarm);
  const rules = paper.lines.some(isByRule) ? [say(paper, 'invoice.by_rules', { rule: say(paper, 'messages:order.by_rules') })] : [];
  drawTable(sheet, columns(paper), paper.lines, below(sheet, paper, rules));
  sheet.y += ABOVE_SUMS;
  drawParagraphs(sheet, rules, COLOUR.muted);
  drawSums(sheet, sums(paper), howToPay(paper));
  if (paper.why.length === 0) return;
  drawHeading(sheet, say(paper, 'messages:button.why'), 12);
  drawParagraphs(sheet, paper.why);
}

const ABOVE_SUMS = 6;

/** How high what stands below the orders is: the sums, and why they are what they are. */
function below(sheet: Sheet, paper: InvoicePaper, rules: readonly string[]): Below {
  const least = ABOVE_SUMS + paragraphsHeight(sheet, rules) + sumsHeight(sheet, sums(paper), howToPay(paper));
  const why = paper.why.length === 0 ? 0 : BELOW_SUMS + headingHeight(sheet, say(paper, 'messages:button.why')) + paragraphsHeight(sheet, paper.why);
  return { least, all: least + why };
}

/** Where to pay, or that a card pays it: an invoice never asks for both. */
function howToPay(paper: InvoicePaper): Beside | undefined {
  if (paper.status !== 'open' || paper.open <= 0) return undefined;
  if (paper.card) return { heading: say(paper, 'invoice.by_card'), lines: chargeOf(paper, paper.card) };
  return paper.payTo.length > 0 ? { heading: say(paper, 'invoice.pay_to'), lines: paper.payTo } : undefined;
}

function chargeOf(paper: InvoicePaper, card: NonNullable<InvoicePaper['card']>): string[] {
  if (card.state === 'parked') return [say(paper, 'messages:invoice.charge_parked')];
  const told = card.state === 'due' ? say(paper, 'messages:invoice.by_card', { last4: card.last4 }) : say(paper, 'messages:invoice.charging');
  return [told, say(paper, 'invoice.no_transfer')];
}

const STATE_COLOUR: Record<InvoicePaper['status'], string> = { open: COLOUR.ink, paid: COLOUR.good, void: COLOUR.alarm, uncollectible: COLOUR.alarm };

function facts(paper: InvoicePaper): [string, string][] {
  const replaces: [string, string][] = paper.replaces === null ? [] : [[say(paper, 'invoice.replaces'), paper.replaces]];
  return [
    [say(paper, 'invoice.client'), catName(paper.client)],
    [say(paper, 'invoice.issued'), fullDay(paper, paper.issuedAt)],
    [say(paper, 'invoice.cutoff'), fullTime(paper, paper.cutOff)],
    ...replaces,
  ];
}

function noticeOf(paper: InvoicePaper): string | undefined {
  if (paper.status === 'void') {
    return paper.replacedBy === null ? say(paper, 'invoice.void') : say(paper, 'invoice.void_replaced', { number: paper.replacedBy });
  }
  const rest = paper.total - paper.credited - paper.paid;
  return paper.status === 'uncollectible' ? say(paper, 'invoice.uncollectible', { rest: money(rest, paper.language) }) : undefined;
}

/** Whether an order is paid in full though it was not completed (O7). */
const isByRule = ({ outcome }: InvoicePaperLine): boolean => outcome !== 'completed';

function columns(paper: InvoicePaper): Column<InvoicePaperLine>[] {
  const year = yearOf(paper, paper.issuedAt);
  const discount = { head: say(paper, 'head.discount'), of: (line: InvoicePaperLine) => percent(paper, line.percent), right: true };
  return [
    { head: say(paper, 'head.order'), of: (line) => say(paper, 'messages:order.number', { no: line.orderNumber }) },
    { head: say(paper, 'head.service'), of: (line) => line.service, wraps: true },
    { head: say(paper, 'head.when'), of: (line) => timeIn(paper, year, line.at) },
    { head: say(paper, 'head.outcome'), of: (line) => `${say(paper, `messages:state.${line.outcome}`)}${isByRule(line) ? ' *' : ''}` },
    { head: say(paper, 'head.list_price'), of: (line) => money(line.listPrice, paper.language), right: true },
    ...(paper.lines.some((line) => line.percent !== 0) ? [discount] : []),
    { head: say(paper, 'head.amount'), of: (line) => money(line.amount, paper.language), right: true },
  ];
}

function sums(paper: InvoicePaper): Sum[] {
  const sum = (key: string, amount: number): Sum => ({ label: say(paper, key), amount: money(amount, paper.language) });
  const listed = paper.lines.reduce((total, line) => total + line.listPrice, 0);
  const discount = listed === paper.total ? [] : [sum('invoice.list_total', listed), sum('invoice.discount', paper.total - listed)];
  const givenUp = paper.total - paper.credited - paper.paid - paper.open;
  return [
    ...discount,
    sum('invoice.total', paper.total),
    ...(paper.creditNotes.length > 0 || paper.credited === 0 ? [] : [sum('invoice.credited', 0 - paper.credited)]),
    ...(paper.payments.length > 0 || paper.paid === 0 ? [] : [sum('invoice.paid', 0 - paper.paid)]),
    ...moves(paper),
    ...(givenUp === 0 ? [] : [sum(paper.status === 'void' ? 'invoice.voided' : 'invoice.written_off', 0 - givenUp)]),
    { ...sum('invoice.due', paper.open), strong: true },
  ];
}

/** Credit notes and payments in the order they happened. */
function moves(paper: InvoicePaper): Sum[] {
  const told = [
    ...paper.creditNotes.map(({ amount, at, number, place, reason }) => ({ place, amount, label: say(paper, 'invoice.credit_note', { number, day: fullDay(paper, at), reason }) })),
    ...paper.payments.map(({ place, ...payment }) => ({ place, amount: payment.amount, label: paymentLabel(paper, payment) })),
  ];
  return told.sort((one, other) => one.place - other.place).map(({ amount, label }) => ({ label, amount: money(0 - amount, paper.language) }));
}

function paymentLabel(paper: InvoicePaper, { amount, at, method, of }: Omit<InvoicePaper['payments'][number], 'place'>): string {
  const facts = { day: fullDay(paper, at), method };
  if (amount < 0) return say(paper, 'invoice.taken_off', facts);
  return of === null ? say(paper, 'invoice.payment', facts) : say(paper, 'invoice.payment_of', { ...facts, whole: money(of, paper.language) });
}
