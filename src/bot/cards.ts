import { listKits, listPurchases } from '../domain/consumables';
import { contentOf, keepCard, keptCard, type CardKey, type Content } from '../domain/notifications';
import type { OrderView } from '../domain/orders';
import { SYSTEM } from '../domain/shared/work';
import type { Post } from '../gateways/telegram-api';
import { photoForStart } from './kept-photo';
import { retire, say, show } from './reply';
import type { Talk } from './talk';
import { plain, post } from './views/view';
import { render, type Extra } from './views/render';

/** Cards that say that the thing is over when they are asked for. */
const SHOWN_WHEN_OVER: readonly CardKey[] = ['kit_card', 'kit_withdrawn', 'kit_missing', 'purchase_needed', 'alert_review'];

/** The facts of a card as whoever writes may see them; undefined where it is not theirs. Throws as the use case does. */
export async function cardContent(talk: Talk, card: CardKey, subject: string): Promise<Content | undefined> {
  const { person } = talk;
  if (!person) return undefined;
  const content = await talk.query(async (w) => {
    // What these show is looked at by everybody's eyes: the lists they are from say who may.
    if (card === 'kit_card' || card === 'kit_withdrawn' || card === 'kit_missing') await listKits(w, { open: true });
    if (card === 'purchase_needed') await listPurchases(w, { open: true });
    return contentOf(w, { message: card, subject, person: person.id }, SHOWN_WHEN_OVER.includes(card));
  });
  return content ?? undefined;
}

/** A card as it is now. */
export async function cardOf(talk: Talk, card: CardKey, subject: string): Promise<Post> {
  const content = await cardContent(talk, card, subject);
  if (!content) return post([plain(talk, 'bot:wrong.no_access')]);
  return render(content, talk, content.message === 'job_card' ? await keptPhotoOf(talk, content.order) : {});
}

/** Posts a card below, which from then on is the live one. */
export async function postCard(talk: Talk, card: CardKey, subject: string): Promise<void> {
  const messageId = await say(talk, await cardOf(talk, card, subject));
  await makeLive(talk, card, subject, messageId);
}

/** Makes a message the live card of a thing. */
export async function makeLive(talk: Talk, card: CardKey, subject: string, messageId: number | undefined): Promise<void> {
  const { person, chatId } = talk;
  if (!person || messageId === undefined) return;
  await talk.run((w) => keepCard(w, { person: person.id, card, subject, chatId, messageId }));
}

/** Whether a message is the writer's live card of a thing. */
export async function isLive(talk: Talk, card: CardKey, subject: string, messageId: number): Promise<boolean> {
  const { person, chatId } = talk;
  const kept = person && (await talk.query((w) => keptCard(w, { person: person.id, card, subject })));
  return kept?.chatId === chatId && kept.messageId === messageId;
}

/** Makes a message the live card of a thing, and takes the buttons from the one that was it before, or puts something else in its place. */
export async function replaceLive(talk: Talk, card: CardKey, subject: string, messageId: number | undefined, instead?: Post): Promise<void> {
  const { person, chatId } = talk;
  const before = person && (await talk.query((w) => keptCard(w, { person: person.id, card, subject })));
  await makeLive(talk, card, subject, messageId);
  if (messageId === undefined || before?.chatId !== chatId || before.messageId === messageId) return;
  if (instead) await show(talk, before.messageId, instead);
  else await retire(talk, before.messageId);
}

/** What is left to say of a job to whoever had it; undefined for anybody who never did. Only the card that was posted tells, so it is no use case's to look. */
export async function withdrawnJob(talk: Talk, order: string): Promise<Post | undefined> {
  const { person } = talk;
  if (!person) return undefined;
  const content = await talk.deps.app.query(SYSTEM, async (w) => {
    const kept = await keptCard(w, { person: person.id, card: 'job_card', subject: order });
    return kept ? contentOf(w, { message: 'job_card', subject: order, person: person.id }, true) : null;
  });
  return content?.message === 'job_withdrawn' ? render(content, talk) : undefined;
}

/** The photo of the place that waits for the kit. */
async function keptPhotoOf(talk: Talk, order: OrderView): Promise<Extra> {
  const kept = await talk.query((w) => photoForStart(w, talk.chatId, order));
  return kept ? { keptAt: kept.takenAt } : {};
}
