import { Composer } from 'telegraf';

import { listAlerts, listTasks, settleAlert, showAlert, takeAlert, type AlertView } from '../../domain/notifications';
import { canDo } from '../../domain/orders';
import { listReviews } from '../../domain/quality';
import { replaceLive } from '../cards';
import { show } from '../reply';
import { begin } from '../scenes/engine';
import type { BotContext, Talk } from '../talk';
import { alertCard, alertState } from '../views/alert-card';
import { alertList } from '../views/alert-list';
import { plain } from '../views/view';
import { explainStale } from './answers';
import { matchOnceMore } from './match-again';
import { onPlace, onThing, type OnThing } from './route';

/** Managers' alerts: what needs a hand, who has taken it on, and what can be done about it. */
export function alertsFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('alerts', listOpenAlerts));
  feature.use(onThing('alert', { show: (talk, press) => place(talk, press.id, null), take, match, assign, settle }));
  return feature;
}

/** Open alerts a page at a time, those that nobody has taken on first; `arg` is the page. */
export async function listOpenAlerts(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  const { alerts, ...also } = await talk.query(async (w) => ({ alerts: await listAlerts(w), reviews: (await listReviews(w, { open: true })).length, tasks: (await listTasks(w)).length }));
  await show(talk, messageId, alertList(talk, alerts, Number(/^p(\d{1,4})$/.exec(arg)?.[1] ?? 0), also));
}

/** Shows an alert in the message, or below; that is its live card from then on. */
async function place(talk: Talk, id: string, messageId: number | null): Promise<void> {
  const alert = await talk.query((w) => showAlert(w, { alert: id }));
  await replaceLive(talk, `alert_${alert.kind}`, id, await show(talk, messageId, alertCard(talk, alert)));
}

const take: OnThing<'alert'> = async (talk, press, messageId) => {
  const { alert, isMine } = await talk.run((w) => takeAlert(w, { alert: press.id }));
  if (!alert.isOpen) explainOver(talk, alert);
  else if (!isMine) talk.toast = plain(talk, 'messages:alert.taken', { who: alert.takenBy?.name ?? '' });
  await place(talk, press.id, messageId);
};

const settle: OnThing<'alert'> = async (talk, press, messageId) => {
  await talk.run((w) => settleAlert(w, { alert: press.id }));
  await place(talk, press.id, messageId);
};

/** Asks the pipeline once more and says what came of it; the card shows it too. */
const match: OnThing<'alert'> = async (talk, press, messageId) => {
  const order = await openOrder(talk, press.id, messageId);
  if (!order) return;
  await matchOnceMore(talk, order.id);
  await place(talk, press.id, messageId);
};

/** Asks below who is to come: the card above goes on showing how things stand. */
const assign: OnThing<'alert'> = async (talk, press, messageId) => {
  const order = await openOrder(talk, press.id, messageId);
  if (order) await begin(talk, 'assign', { step: 'who', subject: order.id });
};

/** The order of an alert that still needs a worker; of one that is over the card is renewed, and the button explained. */
async function openOrder(talk: Talk, id: string, messageId: number) {
  const alert = await talk.query((w) => showAlert(w, { alert: id }));
  if (alert.isOpen && alert.order && canDo(alert.order.status, 'assign-order')) return alert.order;
  explainOver(talk, alert);
  await place(talk, id, messageId);
  return undefined;
}

const explainOver = (talk: Talk, alert: AlertView): void => (alert.kind === 'photo' ? void (talk.toast = plain(talk, 'bot:wrong.done')) : explainStale(talk, alertState(talk, alert)));
