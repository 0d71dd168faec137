import { Composer } from 'telegraf';

import { issueKit, listKits } from '../../domain/consumables';
import { DomainError } from '../../domain/shared/errors';
import { peopleById } from '../../domain/users';
import { cardContent, cardOf, makeLive, postCard } from '../cards';
import { errorText } from '../errors';
import { show } from '../reply';
import { begin } from '../scenes/engine';
import type { BotContext, Talk } from '../talk';
import { kitState, when } from '../views/facts';
import { pageAt, turns } from '../views/pages';
import { labelled, plain, post, say } from '../views/view';
import { explainStale } from './answers';
import { onPlace, onThing, type OnThing } from './route';

/** Kits for supplies staff: what to hand out, and that it was (C1). */
export function kitsFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('kits', listOpen));
  feature.use(onThing('kit', { show: (talk, press) => postCard(talk, 'kit_card', press.id), issue, other }));
  return feature;
}

/** Kits to hand out a page at a time, the most urgent first; `arg` is the page. */
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
  await show(talk, messageId, post([say(talk, kits.length === 0 ? 'bot:kits.empty' : 'bot:kits.title')], [...rows, turns('kits', page, (at) => `p${at}`)]));
}

const issue: OnThing<'kit'> = async (talk, press, messageId) => {
  if (await isCurrent(talk, press)) await issueOr(talk, press.id);
  await renew(talk, press.id, messageId);
};

/** Issues a kit; where there is too little in stock, says so over its card, which goes on offering to note what was really handed out. */
async function issueOr(talk: Talk, order: string): Promise<void> {
  try {
    await talk.run((w) => issueKit(w, { order }));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'consumables.out_of_stock') throw error;
    talk.toast = errorText(talk, error) ?? '';
  }
}

const other: OnThing<'kit'> = async (talk, press, messageId) => {
  if (await isCurrent(talk, press)) return begin(talk, 'issue', { step: 'items', subject: press.id, messageId });
  await renew(talk, press.id, messageId);
};

/** Whether the kit is as the button showed it; if not, says what it is. */
async function isCurrent(talk: Talk, press: { id: string; version: string }): Promise<boolean> {
  const content = await cardContent(talk, 'kit_card', press.id);
  if (!content || !('kit' in content) || content.kit.status === press.version) return true;
  if (content.kit.status === 'issued') talk.toast = plain(talk, 'bot:wrong.done');
  else explainStale(talk, kitState(talk, content.kit));
  return false;
}

async function renew(talk: Talk, order: string, messageId: number): Promise<void> {
  const shown = await show(talk, messageId, await cardOf(talk, 'kit_card', order));
  await makeLive(talk, 'kit_card', order, shown);
}
