import type { OrderStatus } from '../../domain/orders';
import type { Place } from '../callback-data';
import { postCard } from '../cards';
import { show } from '../reply';
import { begin } from '../scenes/engine';
import type { Talk } from '../talk';
import { commandsOf, help, settings } from '../views/menu';
import { plain } from '../views/view';
import { showAway } from './absences';
import { listOpenAlerts } from './alerts';
import { apply, showStatus, takeTest, withdraw } from './applications';
import { showBoard } from './board';
import { finishJob, jobsOf, listJobs, startJob } from './jobs';
import { listOpen } from './kits';
import { payTyped, showMoney } from './money';
import { beginOrder, doTyped, listOwn } from './orders';
import { showPay, showRatings } from './pay';
import { showMethod } from './payments';
import { openPurchases } from './purchases';
import { listOpenReviews } from './reviews';
import { resumeDraft, showMenu } from './start';

type Go = (talk: Talk) => Promise<unknown>;

/** Where the labels of buttons lead that have no subject. */
const PLACES: Partial<Record<Place, Go>> = {
  order: beginOrder,
  orders: (talk) => listOwn(talk, '', null),
  money: (talk) => showMoney(talk, '', null),
  jobs: (talk) => listJobs(talk, '', null),
  pay: (talk) => showPay(talk, '', null),
  kits: (talk) => listOpen(talk, '', null),
  purchases: (talk) => openPurchases(talk, '', null),
  alerts: (talk) => listOpenAlerts(talk, '', null),
  board: (talk) => showBoard(talk, '', null),
  reviews: (talk) => listOpenReviews(talk, '', null),
  menu: (talk) => showMenu(talk, '', null),
  help: (talk) => show(talk, null, help(talk)),
  apply,
  status: (talk) => showStatus(talk, '', null),
  settings: (talk) => show(talk, null, settings(talk)),
};

/** A button's label, typed while nothing is asked, does what the button would: presses get lost in an outage, messages don't (reliability 22). */
export async function doLabel(talk: Talk, text: string): Promise<boolean> {
  const said = text.trim().toLowerCase();
  const is = (key: string) => plain(talk, key).toLowerCase() === said;
  const work = workOf(talk, is) ?? orderWorkOf(talk, is) ?? applicationOf(talk, is);
  if (work) return work();
  const place = commandsOf(talk).find((one) => is(`bot:command.${one}`)) as Place | undefined;
  const go = place && PLACES[place];
  if (!go) return false;
  await go(talk);
  return true;
}

const ORDER_LABELS = [['cancel', 'cancel_order'], ['move', 'move'], ['directions', 'directions'], ['repeat', 'repeat'], ['complain', 'complain']] as const;

function orderWorkOf(talk: Talk, is: (key: string) => boolean): (() => Promise<boolean>) | undefined {
  if (is('bot:button.resume')) return () => resumeDraft(talk, '', null).then(() => true);
  const typed = talk.is('client') && ORDER_LABELS.find(([, label]) => is(`messages:button.${label}`));
  if (typed) return () => doTyped(talk, typed[0]).then(() => true);
  if (talk.is('client') && is('messages:button.pay_invoice')) return () => payTyped(talk).then(() => true);
  if (talk.is('client') && is('messages:button.method')) return () => showMethod(talk, '', null).then(() => true);
  return talk.is('supplies') && is('messages:button.issued') ? () => listOpen(talk, '', null).then(() => true) : undefined;
}

function applicationOf(talk: Talk, is: (key: string) => boolean): (() => Promise<boolean>) | undefined {
  if (is('bot:button.work')) return () => apply(talk).then(() => true);
  if (talk.actor.kind === 'stranger') return is('bot:button.invitation') ? () => begin(talk, 'invitation', { step: 'link' }).then(() => true) : undefined;
  if (['bot:button.take_test', 'bot:button.go_on_test', 'messages:button.begin'].some(is)) return () => takeTest(talk, '', null).then(() => true);
  return is('bot:button.withdraw') ? () => withdraw(talk, '', null).then(() => true) : undefined;
}

function workOf(talk: Talk, is: (key: string) => boolean): (() => Promise<boolean>) | undefined {
  if (!talk.is('worker')) return undefined;
  if (is('messages:button.here') || is('messages:button.begin')) return () => onJob(talk, 'assigned', 'start');
  if (is('messages:button.done')) return () => onJob(talk, 'started', 'finish');
  if (is('messages:button.cannot')) return () => onJob(talk, 'assigned', 'cannot');
  if (is('bot:button.away')) return () => showAway(talk, '', null).then(() => true);
  if (is('bot:button.ratings')) return () => showRatings(talk, '', null).then(() => true);
  return is('messages:button.fail') ? () => onJob(talk, 'started', 'fail') : undefined;
}

/** With one job in that state it is that one; of several each shows its card, to press on. */
async function onJob(talk: Talk, status: OrderStatus, scene: 'start' | 'finish' | 'fail' | 'cannot'): Promise<boolean> {
  // A job that was passed on already need not be told of again.
  const jobs = (await jobsOf(talk, [status])).filter(({ cannotCome }) => scene !== 'cannot' || cannotCome === null);
  const [only] = jobs;
  if (!only) await listJobs(talk, '', null);
  else if (jobs.length > 1) for (const job of jobs.slice(0, 5)) await postCard(talk, 'job_card', job.id);
  else if (scene === 'start') await startJob(talk, only, null);
  else if (scene === 'finish') await finishJob(talk, only, null);
  else await begin(talk, scene, { step: 'why', subject: only.id });
  return true;
}
