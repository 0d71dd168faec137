import { DateTime } from 'luxon';

import type { Payout, PayoutExplanation, Payslip, PayslipPaperFacts, StatementEntry, WorkerStatement } from '../../domain/billing';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { monthName } from '../../locales/format';
import type { ActionOf } from '../callback-data';
import { sum, when } from './facts';
import { entryLine, pageOf } from './money';
import { button, capital, escapeHtml, labelled, plain, post, say, type Reader } from './view';
import { whyPayout } from './why';

const MAX_PAYOUTS = 6;

/** What a worker's pay is told from. */
export interface PayFacts {
  statement: WorkerStatement;
  payouts: readonly Payout[];
  payday: Date;
}

/** Everything a worker earned and was paid, a page at a time (B10). */
export function payCard(reader: Reader, { statement, payouts, payday }: PayFacts, page = 0): Post {
  const { balance, corrections } = statement;
  const head =
    balance < 0
      ? say(reader, 'bot:pay.negative', { balance: sum(reader, balance) })
      : say(reader, 'bot:pay.due', { balance: sum(reader, balance), payday: when(reader, payday) });
  const parts = { earned: statement.earned, fined: statement.fined, bonuses: statement.bonuses, corrections, paidOut: statement.paidOut };
  const told = Object.fromEntries(Object.entries(parts).map(([name, amount]) => [name, sum(reader, amount)]));
  const { entries, buttons } = pageOf(reader, statement.entries, page, 'pay');
  const latest = payouts.toReversed().slice(0, MAX_PAYOUTS);
  return post(
    [`<b>${head}</b>`, monthLine(reader, statement), say(reader, corrections === 0 ? 'bot:pay.parts' : 'bot:pay.parts_corrected', told), ...entries.map((entry) => entryLine(reader, 'pay', entry))],
    [buttons, ...latest.map((payout) => [payoutButton(reader, payout)]), [button(reader, 'bot:button.ratings', { kind: 'go', to: 'ratings', arg: '' })]],
  );
}

/** What the month has brought so far. */
function monthLine(reader: Reader, { entries }: WorkerStatement): string {
  const monthOf = (at: Date) => DateTime.fromJSDate(at, { zone: reader.zone }).toFormat('yyyy-MM');
  const month = monthOf(reader.now);
  const ofMonth = entries.filter(({ at }) => monthOf(at) === month);
  const total = (kind: StatementEntry['kind']) => ofMonth.reduce((all, entry) => all + (entry.kind === kind ? entry.amount : 0), 0);
  const jobs = plain(reader, 'messages:jobs', { count: ofMonth.filter(({ kind }) => kind === 'earning').length });
  const sums = { earned: sum(reader, total('earning')), fined: sum(reader, -total('fine')), bonuses: sum(reader, total('bonus')) };
  return say(reader, 'bot:pay.month', { month: monthAtStart(month, reader), jobs, ...sums });
}

/** A month as a line begins with it. */
const monthAtStart = (month: string, reader: Reader): string => capital(monthName(month, reader.language));

function payoutButton(reader: Reader, payout: Payout): PostButton {
  const state = plain(reader, `messages:payoutshort.${payout.status}`);
  return labelled(`${monthAtStart(payout.month, reader)} · ${sum(reader, payout.amount)} · ${state}`, press(payout, 'show'));
}

/** A worker's month, and what its sum is made of. */
export function payslip(reader: Reader, slip: Payslip): Post {
  return post(slipLines(reader, slip), [[button(reader, 'messages:button.why', press(slip.payout, 'why'))], [button(reader, 'messages:button.pay', { kind: 'go', to: 'pay', arg: '' })]]);
}

/** A payout as its worker sees it; `why` opens the sum (B8). */
export function payoutCard(reader: Reader, slip: Payslip, why?: { explanation: PayoutExplanation; paper: PayslipPaperFacts }): Post {
  const { payout } = slip;
  const pdf = button(reader, 'messages:button.pdf', press(payout, 'pdf'));
  const back = button(reader, 'bot:button.back', { kind: 'go', to: 'pay', arg: 'all0' });
  return post(
    [...slipLines(reader, slip), ...(why ? whyPayout(reader, why.explanation, why.paper).map(escapeHtml) : [])],
    [why ? [] : [button(reader, 'messages:button.why', press(payout, 'why'))], [pdf, back]],
  );
}

function slipLines(reader: Reader, { payout, jobs, ...parts }: Payslip): string[] {
  const sums = Object.fromEntries(Object.entries(parts).map(([name, amount]) => [name, sum(reader, amount)]));
  const told = {
    ...sums,
    month: monthAtStart(payout.month, reader),
    jobs: plain(reader, 'messages:jobs', { count: jobs }),
    net: sum(reader, payout.amount),
    state: plain(reader, `messages:payoutstate.${payout.status}`),
  };
  const outcome = payout.status === 'carried_forward' ? 'messages:payslip.carried' : 'messages:payslip.due';
  return [say(reader, parts.corrections === 0 ? 'messages:payslip' : 'messages:payslip.corrected', told), say(reader, outcome, told)];
}

/** A button on a payout, bound to the state it is shown in. */
const press = ({ id, status }: Payout, action: ActionOf<'payout'>) => ({ kind: 'thing', thing: 'payout', action, id, version: status.replaceAll('_', '') }) as const;
