import { share, type Minor } from '../../domain/shared/money';
import { hasText } from '../../locales';
import { money, monthName } from '../../locales/format';
import type { Granted, PayslipPaper, PayslipPaperJob } from './paper';
import { drawPaper } from './pages';
import { BELOW_SUMS, drawFacts, drawHeading, drawMasthead, drawNotice, drawParagraphs, drawSums, paragraphsHeight, sumsHeight, type Sum } from './parts';
import { COLOUR, type Sheet } from './sheet';
import { drawTable, leastHeight, type Below, type Column } from './table';
import { catName, decimal, endOfMonth, fullDay, fullTime, percent, say, timeIn } from './words';

/** Renders a worker's month as a PDF in the worker's language (B8, B9). The same month gives the same bytes. */
export async function renderPayslip(paper: PayslipPaper): Promise<Buffer> {
  const title = say(paper, 'payslip.title', { month: monthName(paper.month, paper.language) });
  const running = `${title} · ${catName(paper.worker, 'inHead')}`;
  const createdAt = paper.paidAt ?? endOfMonth(paper, paper.month);
  return drawPaper({ reader: paper, title, running, createdAt }, (sheet) => draw(sheet, paper, title));
}

function draw(sheet: Sheet, paper: PayslipPaper, title: string): void {
  const isCarried = paper.status === 'carried_forward';
  drawMasthead(sheet, {
    title,
    state: { text: say(paper, `messages:payoutstate.${paper.status}`), colour: stateColour(paper.status) },
    sum: { label: say(paper, isCarried ? 'payslip.carry' : 'payslip.due'), amount: money(paper.amount, paper.language) },
  });
  drawFacts(sheet, facts(paper));
  if (isCarried) drawNotice(sheet, say(paper, 'payslip.carried_on', { sum: money(paper.amount, paper.language) }), COLOUR.muted);
  drawHeading(sheet, say(paper, 'payslip.jobs'), 40);
  const key = paper.key === null ? [] : [`${say(paper, 'payslip.key')}: ${paper.key}`];
  const totals = ABOVE_SUMS + sumsHeight(sheet, sums(paper)) + (key.length > 0 ? BELOW_SUMS + paragraphsHeight(sheet, key) : 0);
  const hasGranted = paper.bonuses.length + paper.corrections.length > 0;
  drawJobs(sheet, paper, hasGranted ? 0 : totals);
  drawGranted(sheet, paper, 'bonuses', paper.corrections.length > 0 ? 0 : totals);
  drawGranted(sheet, paper, 'corrections', totals);
  sheet.y += ABOVE_SUMS;
  drawSums(sheet, sums(paper));
  drawParagraphs(sheet, key, COLOUR.muted);
}

const ABOVE_SUMS = 6;

/** `below`: how high what has to stand below is. */
function drawJobs(sheet: Sheet, paper: PayslipPaper, below: number): void {
  if (paper.jobs.length === 0) return drawParagraphs(sheet, [say(paper, 'payslip.no_jobs')], COLOUR.muted);
  const rounded = paper.jobs.some((job) => roundedFrom(job) !== null) ? [say(paper, 'payslip.rounded')] : [];
  const high = below + (rounded.length > 0 ? ABOVE_SUMS + paragraphsHeight(sheet, rounded) : 0);
  drawTable(sheet, jobColumns(paper), paper.jobs, { least: high, all: high });
  if (rounded.length === 0) return;
  sheet.y += ABOVE_SUMS;
  drawParagraphs(sheet, rounded, COLOUR.muted);
}

function stateColour(status: PayslipPaper['status']): string {
  if (status === 'sent') return COLOUR.good;
  return status === 'failed' ? COLOUR.alarm : COLOUR.ink;
}

function facts(paper: PayslipPaper): [string, string][] {
  const paid: [string, string][] = paper.paidAt === null ? [] : [[say(paper, 'payslip.paid_at'), fullTime(paper, paper.paidAt)]];
  return [
    [say(paper, 'payslip.worker'), catName(paper.worker)],
    [say(paper, 'payslip.month'), monthName(paper.month, paper.language)],
    ...paid,
  ];
}

function jobColumns(paper: PayslipPaper): Column<PayslipPaperJob>[] {
  const year = Number(paper.month.slice(0, 4));
  const price: Column<PayslipPaperJob> = {
    head: say(paper, 'head.price'),
    of: (job) => (job.price === null ? '' : money(job.price, paper.language)),
    right: true,
  };
  const part: Column<PayslipPaperJob> = {
    head: say(paper, 'head.share'),
    of: (job) => shareTold(paper, job),
    right: true,
  };
  return [
    { head: say(paper, 'head.order'), of: (job) => say(paper, 'messages:order.number', { no: job.orderNumber }) },
    { head: say(paper, 'head.service'), of: (job) => serviceTold(paper, job), wraps: true },
    { head: say(paper, 'head.when'), of: (job) => timeIn(paper, year, job.at) },
    { head: say(paper, 'head.what'), of: (job) => say(paper, `payslip.kind.${job.kind}`) },
    ...(paper.jobs.some((job) => job.price !== null) ? [price] : []),
    ...(paper.jobs.some((job) => job.shareBp !== null) ? [part] : []),
    { head: say(paper, 'head.amount'), of: (job) => money(job.amount, paper.language), right: true },
  ];
}

/** A fine tells why its order failed, in the words of the chat. */
function serviceTold(paper: PayslipPaper, { service, reason }: PayslipPaperJob): string {
  const key = `messages:reason.${reason ?? ''}`;
  return hasText(paper.language, key) ? say(paper, 'payslip.fined', { service, reason: say(paper, key) }) : service;
}

function shareTold(paper: PayslipPaper, job: PayslipPaperJob): string {
  if (job.shareBp === null) return '';
  const [told, exact] = [percent(paper, job.shareBp / 100), roundedFrom(job)];
  return exact === null ? told : `${told} = ${decimal(paper, exact)}`;
}

/** What the share comes to with all its digits, where it was rounded to whole minor units (B1). */
function roundedFrom({ amount, price, shareBp }: PayslipPaperJob): string | null {
  if (price === null || shareBp === null || share(price, shareBp) !== amount) return null;
  const exact = BigInt(price) * BigInt(shareBp);
  if (exact % 10_000n === 0n) return null;
  const digits = String(exact).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6).replace(/0+$/, '')}`;
}

/** `below`: how high what has to stand below is. */
function drawGranted(sheet: Sheet, paper: PayslipPaper, kind: 'bonuses' | 'corrections', below: number): void {
  const granted = paper[kind];
  if (granted.length === 0) return;
  sheet.y += 14;
  const columns: Column<Granted>[] = [
    { head: say(paper, 'head.when'), of: ({ at }) => fullDay(paper, at) },
    { head: say(paper, 'head.reason'), of: ({ reason }) => reason, wraps: true },
    { head: say(paper, 'head.by'), of: ({ by }) => by },
    { head: say(paper, 'head.amount'), of: ({ amount }) => money(amount, paper.language), right: true },
  ];
  const together: Below = { least: below, all: below };
  drawHeading(sheet, say(paper, `payslip.${kind}`), leastHeight(sheet, columns, granted, together));
  drawTable(sheet, columns, granted, together);
}

function sums(paper: PayslipPaper): Sum[] {
  const sum = (key: string, amount: Minor): Sum => ({ label: say(paper, key), amount: money(amount, paper.language) });
  const jobs = (kind: PayslipPaperJob['kind']) => totalOf(paper.jobs.filter((job) => job.kind === kind));
  const parts: [key: string, amount: Minor][] = [
    ['payslip.total.fines', jobs('fine')],
    ['payslip.total.bonuses', totalOf(paper.bonuses)],
    ['payslip.total.corrections', totalOf(paper.corrections)],
  ];
  return [
    sum('payslip.total.earned', jobs('earning')),
    ...parts.filter(([, amount]) => amount !== 0).map(([key, amount]) => sum(key, amount)),
    ...carried(paper),
    { ...sum(paper.status === 'carried_forward' ? 'payslip.carry' : 'payslip.due', paper.amount), strong: true },
  ];
}

/** What earlier months left over, each part with its month. */
function carried(paper: PayslipPaper): Sum[] {
  return paper.carriedFrom.map(({ amount, from, month }) => {
    const label = month === null ? say(paper, 'payslip.total.carried') : say(paper, `payslip.from.${from}`, { month: monthName(month, paper.language) });
    return { label, amount: money(amount, paper.language) };
  });
}

function totalOf(parts: readonly { amount: Minor }[]): Minor {
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}
