import type { BillingPlan, BillingRun, Parked, PlannedInvoice, PlannedPayout } from '../domain/billing';
import { accountName, draftsTold, invoicesTold, payoutsTold, payoutStatesTold, statesTold } from './billing';
import { counted, money } from './money';
import type { Column } from './table';
import { exact, exactAndRelative, type Clock } from './time';
import type { People } from './work';

/** Invoices of a plan or a run: those that are issued, and those that are made as drafts first. */
function byReview<I extends Pick<PlannedInvoice, 'status'>>(invoices: readonly I[]): { issued: I[]; drafts: I[] } {
  return { issued: invoices.filter(({ status }) => status !== 'draft'), drafts: invoices.filter(({ status }) => status === 'draft') };
}

/** What a run would do, in one sentence; where there is nothing, when it will be due. */
export function planTold(plan: BillingPlan, next: { invoices: Date; payouts: Date }, clock: Clock): string {
  const parts = planParts(plan);
  const told = [
    ...(parts.length > 0 ? [`would ${parts.join(', ')}`] : []),
    ...(plan.invoices.length === 0 ? [`no invoices before ${exact(next.invoices, clock)}`] : []),
    ...(plan.payouts.length === 0 ? [`no payouts before ${exact(next.payouts, clock)}`] : []),
  ];
  return `${capital(told.join('; '))}.`;
}

/** What is asked before money moves: `Issue 2 invoices, 290.00, and charge them; make 1 payout, 60.00?`, and what is missed where it is early. */
export function planAsked(plan: Early, clock: Clock): string {
  const early = earlyTold(plan, clock);
  const parts = planParts(plan).map((part) => (part.startsWith('issue') ? `${part}, and charge them` : part));
  return `${capital(parts.join('; '))}?${early === undefined ? '' : ` ${early}`}`;
}

type Early = Pick<BillingPlan, 'invoices' | 'payouts'> & { asOf: Date };

/** That a run is early, and what that leaves to later invoices and payouts; undefined where it is not, or only goes on with what was made before. */
export function earlyTold({ asOf, invoices, payouts }: Early, clock: Clock): string | undefined {
  const made = invoices.filter(({ draft }) => draft === null);
  const left = [
    ...(made.length > 0 ? [`orders that end until then will not be on ${made.length === 1 ? 'it' : 'them'}, but on later ones`] : []),
    ...(payouts.some(({ payout }) => payout === null) ? [`what is earned until then will wait for the next payouts`] : []),
  ];
  if (asOf <= clock.now || left.length === 0) return undefined;
  return `This is early: as of ${exactAndRelative(asOf, clock)}; ${left.join(', ')}.`;
}

function planParts({ invoices, payouts }: Pick<BillingPlan, 'invoices' | 'payouts'>): string[] {
  const { issued, drafts } = byReview(invoices);
  const [made, begun] = [payouts.filter(({ payout }) => payout === null), payouts.filter(({ payout }) => payout !== null)];
  const carried = made.filter(({ amount }) => amount <= 0).length;
  return [
    ...(issued.length > 0 ? [`issue ${invoicesTold(issued)}`] : []),
    ...(drafts.length > 0 ? [`make ${draftsTold(drafts)}`] : []),
    ...(made.length > carried ? [`make ${payoutsTold(made)}`] : []),
    ...(carried > 0 ? [`carry ${counted(carried, 'balance')} forward`] : []),
    ...(begun.length > 0 ? [`go on with ${payoutsTold(begun)}`] : []),
  ];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What a run came to: `2 invoices, 290.00: 1 paid, 1 open; 3 payouts, 250.00: 3 prepared, not sent; 1 carried forward`. */
export function runTold({ invoices, payouts }: BillingRun, clock: Clock): string {
  const { issued, drafts } = byReview(invoices);
  const reviewed = drafts.flatMap(({ reviewUntil }) => (reviewUntil ? [reviewUntil] : [])).sort((one, other) => one.getTime() - other.getTime())[0];
  return [
    ...(issued.length > 0 || drafts.length === 0 ? [`${invoicesTold(issued)}${statesTold(issued)}`] : []),
    ...(drafts.length > 0 ? [`${draftsTold(drafts)}${reviewed ? `, to be looked at until ${exact(reviewed, clock)}` : ''}`] : []),
    `${payoutsTold(payouts)}${payoutStatesTold(payouts)}`,
  ].join('; ');
}

/** Invoices and payouts that are due, in one table. */
export const plannedColumns: Column<PlannedInvoice | PlannedPayout>[] = [
  { head: 'WHO', of: (row) => ('client' in row ? row.client.name : row.worker.name), cuttable: true },
  { head: 'WHAT', of: (row) => ('client' in row ? `${invoiceKind(row)}, ${counted(row.lines.length, 'charge')}` : `payout ${row.month}${row.amount > 0 ? '' : ', carried forward'}`) },
  { head: 'AMOUNT', of: (row) => money('client' in row ? row.total : row.amount), right: true },
];

const invoiceKind = ({ status, draft }: PlannedInvoice) => (status === 'draft' ? 'draft' : draft === null ? 'invoice' : 'invoice of a draft');

/** Who is left out, and why. */
export const tellParked = (parked: readonly Parked[], people: People): string[] =>
  parked.map(({ account, reason }) => `parked: ${accountName(account, people)}, ${reason}`);
