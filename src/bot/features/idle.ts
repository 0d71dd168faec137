import { Composer } from 'telegraf';
import type { Message } from 'telegraf/types';

import { MAX_DESCRIPTION } from '../../domain/orders';
import { firstWords } from '../applications';
import { codeIn, redeem } from '../invitations';
import { photoOf } from '../photo';
import { say } from '../reply';
import { draftOf, keep, newDialogue } from '../scenes/dialogues';
import type { Dialogue } from '../store';
import type { BotContext, Talk } from '../talk';
import { greeting, menu } from '../views/menu';
import { contact, harmless, plain, post, shortened } from '../views/view';
import { wrongKind } from './dialogue';
import { jobsOf } from './jobs';
import { offerOrder } from './orders';
import { askWhatItShows } from './stray-photos';
import { doLabel } from './typed-labels';

/** What comes while no dialogue is under way: nothing is lost, and everything is answered. */
export function idleFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('message', (ctx) => answerIdle(ctx.talk, ctx.message));
  feature.on('callback_query', (ctx) => {
    ctx.talk.toast = plain(ctx.talk, 'bot:dialogue.over');
  });
  return feature;
}

async function answerIdle(talk: Talk, message: Message): Promise<void> {
  if ('forward_origin' in message) return withMenu(talk, plain(talk, 'bot:wrong.forwarded'));
  if ('text' in message) return answerIdleText(talk, message.text, message.message_id);
  const photo = photoOf(message);
  if (photo && talk.is('worker')) return askWhatItShows(talk, photo, await jobsOf(talk, ['assigned', 'started']));
  await withMenu(talk, wrongKind(talk, message));
}

async function answerIdleText(talk: Talk, text: string, messageId: number): Promise<void> {
  if (await doLabel(talk, text)) return;
  if (talk.actor.kind === 'stranger') return answerStranger(talk, text);
  if (!talk.is('client') || text.startsWith('/')) return withMenu(talk, plain(talk, 'bot:wrong.idle'));
  const said = harmless(text).trim();
  const draft = await draftOf(talk, 'order');
  await keepText(talk, said, messageId, draft);
  await offerOrder(talk, said, draft !== undefined);
}

/** A stranger may paste an invitation's link without being asked for it. */
async function answerStranger(talk: Talk, text: string): Promise<void> {
  const code = /start=/.test(text) ? codeIn(text) : undefined;
  if (code !== undefined && !(await redeem(talk, code))) await say(talk, post([plain(talk, 'bot:invitation.spent')], [contact(talk), ...greeting(talk).keyboard]));
  else if (talk.person) await say(talk, await firstWords(talk));
  else await say(talk, menu(talk, { canResume: (await draftOf(talk)) !== undefined }));
}

/** Keeps a text as the task of an order to come; a draft under way keeps its own task. */
async function keepText(talk: Talk, text: string, messageId: number, draft: Dialogue | undefined): Promise<void> {
  if (draft?.data.text !== undefined) return;
  const data = { text: shortened(text, MAX_DESCRIPTION), '$m.text': String(messageId) };
  if (draft) return keep(talk, { ...draft, data: { ...draft.data, ...data } });
  await keep(talk, { ...newDialogue(talk, 'order', '', 'service', { ...data, $kept: '1', order: talk.deps.app.newId() }), active: false });
}

async function withMenu(talk: Talk, notice: string): Promise<void> {
  const offered = menu(talk, { canResume: (await draftOf(talk)) !== undefined });
  await say(talk, post([notice], offered.keyboard));
}
