import { money } from '../../locales/format';
import type { InvoicePaper, InvoicePaperLine } from './paper';
import { drawPaper } from './pages';
import { drawFacts, drawHeading, drawMasthead, drawNotice, drawParagraphs, drawSums, type Sum } from './parts';
import { COLOUR, type Sheet } from './sheet';
import { drawTable, type Column } from './table';
import { catName, fullDay, fullTime, percent, say, timeIn, yearOf } from './words';

/** Renders an invoice as a PDF in the client's language (B5, B6). The same invoice gives the same bytes. */
export async function renderInvoice(paper: InvoicePaper): Promise<Buffer> {
  const title = say(paper, 'invoice.title', { number: paper.number });
  const running = `${title} · ${catName(paper.client)}`;
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
  drawTable(sheet, columns(paper), paper.lines);
  sheet.y += 6;
  if (paper.lines.some(isByRule)) drawParagraphs(sheet, [say(paper, 'invoice.by_rules', { rule: say(paper, 'messages:order.by_rules') })], COLOUR.muted);
  const hasBank = paper.status === 'open' && paper.open > 0 && paper.payTo.length > 0;
  drawSums(sheet, sums(paper), hasBank ? { heading: say(paper, 'invoice.pay_to'), lines: paper.payTo } : undefined);
  if (paper.why.length === 0) return;
  drawHeading(sheet, say(paper, 'messages:button.why'), 12);
  drawParagraphs(sheet, paper.why);
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
  const credited = paper.creditNotes.map(({ amount, at, number, reason }): Sum => {
    return { label: say(paper, 'invoice.credit_note', { number, day: fullDay(paper, at), reason }), amount: money(0 - amount, paper.language) };
  });
  const paid = paper.payments.map(({ amount, at, method }): Sum => {
    return { label: say(paper, amount < 0 ? 'invoice.taken_off' : 'invoice.payment', { day: fullDay(paper, at), method }), amount: money(0 - amount, paper.language) };
  });
  const givenUp = paper.total - paper.credited - paper.paid - paper.open;
  return [
    ...discount,
    sum('invoice.total', paper.total),
    ...(credited.length > 0 || paper.credited === 0 ? credited : [sum('invoice.credited', 0 - paper.credited)]),
    ...(paid.length > 0 || paper.paid === 0 ? paid : [sum('invoice.paid', 0 - paper.paid)]),
    ...(givenUp === 0 ? [] : [sum(paper.status === 'void' ? 'invoice.voided' : 'invoice.written_off', 0 - givenUp)]),
    { ...sum('invoice.due', paper.open), strong: true },
  ];
}
