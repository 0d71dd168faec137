import type { Minor } from '../../domain/shared/money';
import { money, monthName } from '../../locales/format';
import type { Granted, PayslipPaper, PayslipPaperJob } from './paper';
import { drawPaper } from './pages';
import { drawFacts, drawHeading, drawMasthead, drawNotice, drawParagraphs, drawSums, type Sum } from './parts';
import { COLOUR, type Sheet } from './sheet';
import { drawTable, type Column } from './table';
import { catName, endOfMonth, fullDay, fullTime, percent, say, timeIn } from './words';

/** Renders a worker's month as a PDF in the worker's language (B8, B9). The same month gives the same bytes. */
export async function renderPayslip(paper: PayslipPaper): Promise<Buffer> {
  const title = say(paper, 'payslip.title', { month: monthName(paper.month, paper.language) });
  const running = `${title} · ${catName(paper.worker)}`;
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
  if (paper.jobs.length > 0) drawTable(sheet, jobColumns(paper), paper.jobs);
  else drawParagraphs(sheet, [say(paper, 'payslip.no_jobs')], COLOUR.muted);
  drawGranted(sheet, paper, 'payslip.bonuses', paper.bonuses);
  drawGranted(sheet, paper, 'payslip.corrections', paper.corrections);
  sheet.y += 6;
  drawSums(sheet, sums(paper));
  if (paper.key !== null) drawParagraphs(sheet, [`${say(paper, 'payslip.key')}: ${paper.key}`], COLOUR.muted);
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
  const share: Column<PayslipPaperJob> = {
    head: say(paper, 'head.share'),
    of: (job) => (job.shareBp === null ? '' : percent(paper, job.shareBp / 100)),
    right: true,
  };
  return [
    { head: say(paper, 'head.order'), of: (job) => say(paper, 'messages:order.number', { no: job.orderNumber }) },
    { head: say(paper, 'head.service'), of: (job) => job.service, wraps: true },
    { head: say(paper, 'head.when'), of: (job) => timeIn(paper, year, job.at) },
    { head: say(paper, 'head.what'), of: (job) => say(paper, `payslip.kind.${job.kind}`) },
    ...(paper.jobs.some((job) => job.price !== null) ? [price] : []),
    ...(paper.jobs.some((job) => job.shareBp !== null) ? [share] : []),
    { head: say(paper, 'head.amount'), of: (job) => money(job.amount, paper.language), right: true },
  ];
}

function drawGranted(sheet: Sheet, paper: PayslipPaper, heading: string, granted: readonly Granted[]): void {
  if (granted.length === 0) return;
  sheet.y += 14;
  drawHeading(sheet, say(paper, heading), 40);
  const columns: Column<Granted>[] = [
    { head: say(paper, 'head.when'), of: ({ at }) => fullDay(paper, at) },
    { head: say(paper, 'head.reason'), of: ({ reason }) => reason, wraps: true },
    { head: say(paper, 'head.by'), of: ({ by }) => by },
    { head: say(paper, 'head.amount'), of: ({ amount }) => money(amount, paper.language), right: true },
  ];
  drawTable(sheet, columns, granted);
}

function sums(paper: PayslipPaper): Sum[] {
  const sum = (key: string, amount: Minor): Sum => ({ label: say(paper, key), amount: money(amount, paper.language) });
  const jobs = (kind: PayslipPaperJob['kind']) => totalOf(paper.jobs.filter((job) => job.kind === kind));
  const parts: [key: string, amount: Minor][] = [
    ['payslip.total.fines', jobs('fine')],
    ['payslip.total.bonuses', totalOf(paper.bonuses)],
    ['payslip.total.corrections', totalOf(paper.corrections)],
    ['payslip.total.carried', paper.carried],
  ];
  return [
    sum('payslip.total.earned', jobs('earning')),
    ...parts.filter(([, amount]) => amount !== 0).map(([key, amount]) => sum(key, amount)),
    { ...sum(paper.status === 'carried_forward' ? 'payslip.carry' : 'payslip.due', paper.amount), strong: true },
  ];
}

function totalOf(parts: readonly { amount: Minor }[]): Minor {
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}
