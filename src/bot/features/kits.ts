import { Composer } from 'telegraf';

import { handOverKit, isToComeBack, issueKit, kitHolders, listKits, returnKit } from '../../domain/consumables';
import { listTasks, type CardKey } from '../../domain/notifications';
import { DomainError } from '../../domain/shared/errors';
import { peopleById } from '../../domain/users';
import { cardContent, cardOf, isLive, replaceLive } from '../cards';
import { errorText } from '../errors';
import { say as sayBelow, show } from '../reply';
import { begin } from '../scenes/engine';
import type { PostButton } from '../../gateways/telegram-api';
import type { BotContext, Talk } from '../talk';
import { kitState, orderState, when } from '../views/facts';
import { inRows, PAGE_SIZE, pageAt, turns } from '../views/pages';
import { elsewhere, holderMark, mayTakeBack } from '../views/kit-card';
import { toPurchases } from '../views/purchase-card';
import { button, escapeHtml, labelled, plain, post, say } from '../views/view';
import { explainStale } from './answers';
import { onPlace, onThing, type OnThing } from './route';

/** Kits for supplies staff: what to hand out and that it was (C1), what to take back and that it came (O6). */
export function kitsFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('kits', listOpen));
  feature.use(onThing('kit', { show: (talk, press) => postBelow(talk, press.id), issue, other, over, back, partly, undo }));
  return feature;
}

/** Kits to hand out a page at a time, the most urgent first, and those to take back; `arg` is the page. */
export async function listOpen(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  const { kits, page, names } = await talk.query(async (w) => {
    const open = (await listKits(w, { open: true })).filter(({ status }) => status === 'requested');
    const page = pageAt(open, Number(/^p(\d{1,4})$/.exec(arg)?.[1] ?? 0));
    return { kits: page.items, page, names: await peopleById(w, page.items.map(({ worker }) => worker)) };
  });
  const rows = kits.map((kit) => {
    const label = plain(talk, 'bot:kits.line', { due: when(talk, kit.dueAt), no: kit.order.number, worker: names.get(kit.worker)?.name ?? '' });
    return [labelled(label, { kind: 'thing', thing: 'kit', action: 'show', id: kit.order.id, version: kit.status })];
  });
  const back = await kitsToTakeBack(talk);
  const lines = [say(talk, kits.length === 0 ? 'bot:kits.empty' : 'bot:kits.title'), back.length > 0 && say(talk, 'bot:kits.to_take_back')];
  await show(talk, messageId, post(lines, [...rows, turns('kits', page, (at) => `p${at}`), ...inRows(back, 4)]));
}

/** A button for each kit that is to come back. */
async function kitsToTakeBack(talk: Talk): Promise<PostButton[]> {
  const tasks = (await talk.query((w) => listTasks(w))).filter(({ kind }) => kind === 'kit_return');
  return tasks.slice(0, PAGE_SIZE).map(({ subject, data }) => labelled(plain(talk, 'messages:order.number', { no: Number(data.order) }), { kind: 'thing', thing: 'kit', action: 'show', id: subject, version: 'withdrawn' }));
}

const issue: OnThing<'kit'> = async (talk, press, messageId) => {
  if (await isCurrent(talk, press)) await issueOr(talk, press.id);
  await renew(talk, press.id, messageId);
};

/** Issues a kit; where there is too little in stock, says so below, with the ways out: its card goes on offering to note what was really handed out. */
async function issueOr(talk: Talk, order: string): Promise<void> {
  try {
    await talk.run((w) => issueKit(w, { order }));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'consumables.out_of_stock') throw error;
    const other = button(talk, 'messages:button.issued_other', { kind: 'thing', thing: 'kit', action: 'other', id: order, version: 'requested' });
    const came = button(talk, 'bot:button.received_else', { kind: 'go', to: 'purchases', arg: 'else' });
    await sayBelow(talk, post([escapeHtml(errorText(talk, error) ?? '')], [[toPurchases(talk), came], [other]]));
  }
}

/** Whoever had the order before handed the kit over to whoever has it now; the button says who, unless that one has none any more. */
const over: OnThing<'kit'> = async (talk, press, messageId) => {
  if (await isCurrent(talk, { id: press.id, version: 'requested' })) {
    const holders = await talk.query((w) => kitHolders(w, press.id));
    const from = holders.find(({ id }) => holderMark(id) === press.version);
    if (from) await talk.run((w) => handOverKit(w, { order: press.id, from: from.id }));
    else explainStale(talk, kitState(talk, { status: 'requested' }));
  }
  await renew(talk, press.id, messageId);
};

const other: OnThing<'kit'> = async (talk, press, messageId) => {
  if (await isCurrent(talk, press)) return begin(talk, 'issue', { step: 'items', subject: press.id, messageId });
  await renew(talk, press.id, messageId);
};

/** All of it came back that left the stock for it. */
const back: OnThing<'kit'> = async (talk, press, messageId) => {
  if (await isOut(talk, press.id)) await talk.run((w) => returnKit(w, { order: press.id }));
  else talk.toast = plain(talk, 'bot:wrong.done');
  await renew(talk, press.id, messageId);
};

const partly: OnThing<'kit'> = async (talk, press, messageId) => {
  if (await isOut(talk, press.id)) return begin(talk, 'return', { step: 'items', subject: press.id, messageId });
  talk.toast = plain(talk, 'bot:wrong.done');
  await renew(talk, press.id, messageId);
};

/** It was not issued after all: asks why, and whether that is sure. */
const undo: OnThing<'kit'> = async (talk, press, messageId) => {
  const content = await cardContent(talk, 'kit_card', press.id);
  if (content && 'kit' in content && mayTakeBack(content.kit, content.order.status)) return begin(talk, 'unissue', { step: 'why', subject: press.id, messageId });
  if (content && 'kit' in content) explainStale(talk, content.kit.status === 'issued' ? orderState(talk, content.order) : kitState(talk, content.kit));
  await renew(talk, press.id, messageId);
};

/** Whether something of a kit is to come back. */
async function isOut(talk: Talk, order: string): Promise<boolean> {
  const content = await cardContent(talk, 'kit_card', order);
  return content !== undefined && 'kit' in content && isToComeBack(content.kit);
}

/** Whether the kit is as the button showed it; if not, says what it is. */
async function isCurrent(talk: Talk, press: { id: string; version: string }): Promise<boolean> {
  const content = await cardContent(talk, 'kit_card', press.id);
  if (!content || !('kit' in content) || content.kit.status === press.version) return true;
  if (content.kit.status === 'issued') talk.toast = plain(talk, 'bot:wrong.done');
  else explainStale(talk, kitState(talk, content.kit));
  return false;
}

async function renew(talk: Talk, order: string, messageId: number): Promise<void> {
  const cards = ['kit_withdrawn', 'kit_missing'] as const;
  const live = await Promise.all(cards.map((card) => isLive(talk, card, order, messageId)));
  const card = cards[live.indexOf(true)] ?? 'kit_card';
  await takePlace(talk, card, order, await show(talk, messageId, await cardOf(talk, card, order)));
}

/** Posts a kit's card below: what was its card before says so. */
async function postBelow(talk: Talk, order: string): Promise<void> {
  await takePlace(talk, 'kit_card', order, await sayBelow(talk, await cardOf(talk, 'kit_card', order)));
}

/** Makes a message the live card, so that what was it before neither can be pressed on nor says what may cease to be true. */
async function takePlace(talk: Talk, card: CardKey, order: string, messageId: number | undefined): Promise<void> {
  const content = await cardContent(talk, card, order);
  await replaceLive(talk, card, order, messageId, content && 'order' in content && content.order ? elsewhere(talk, content.order) : undefined);
}
