import { Composer } from 'telegraf';
import type { Message } from 'telegraf/types';

import { photoOf } from '../photo';
import { say } from '../reply';
import { answerContact, answerEdit, answerOther, answerPhoto, answerPress, answerText } from '../scenes/answers';
import { activeDialogue } from '../scenes/dialogues';
import { remind, replayed } from '../scenes/engine';
import type { BotContext, Talk } from '../talk';
import { plain, post } from '../views/view';
import type { Albums } from './albums';
import { commandOf, onPress } from './route';

/** What goes to the dialogue that is under way: presses, texts, photos, and whatever doesn't fit its question. */
export function dialogueFeature(albums: Albums): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPress('dialogue', answerPress));
  feature.on('edited_message', async (ctx) => {
    const edited = ctx.editedMessage;
    const text = 'text' in edited ? edited.text : '';
    if (await answerEdit(ctx.talk, text, edited.message_id)) return;
    await say(ctx.talk, post([plain(ctx.talk, 'bot:wrong.edited_late')]));
  });
  feature.on('message', async (ctx, next) => {
    const { talk, message } = ctx;
    if (commandOf(ctx) !== undefined) return next();
    if (await albums.isRest(talk, message)) return;
    if (await replayed(talk)) return;
    const dialogue = await activeDialogue(talk);
    if (!dialogue) return next();
    if ('forward_origin' in message) return remind(talk, dialogue, plain(talk, 'bot:wrong.forwarded'));
    if ('text' in message) return answerText(talk, dialogue, message.text, message.message_id);
    const photo = photoOf(message);
    if (photo) return answerPhoto(talk, dialogue, photo);
    if ('contact' in message) {
      const { phone_number: phone, user_id: owner } = message.contact;
      return answerContact(talk, dialogue, { phone, isOwn: owner === ctx.from.id });
    }
    await answerOther(talk, dialogue, 'sticker' in message);
  });
  return feature;
}

/** What to say of a message while nothing is asked. */
export function wrongKind(talk: Talk, message: Message): string {
  return plain(talk, 'sticker' in message ? 'bot:wrong.sticker' : 'bot:wrong.type', { prompt: '' }).trim();
}
