import { Composer } from 'telegraf';

import { chooseLanguage } from '../../domain/users';
import type { Post } from '../../gateways/telegram-api';
import { firstWords } from '../applications';
import { codeIn, redeem } from '../invitations';
import { say, show } from '../reply';
import { begin, leave, resume, setAside } from '../scenes/engine';
import { activeDialogue, draftOf } from '../scenes/dialogues';
import type { BotContext, Talk } from '../talk';
import { greeting, help, isOnlyCandidate, menu, resumeRow, settings } from '../views/menu';
import { contact, plain, post } from '../views/view';
import { PAY_LINK, showMoney } from './money';
import { commandOf, onPlace, onPress } from './route';

/** First contact, the menu, help, leaving off, and the language. */
export function startFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use((ctx, next) => {
    const command = commandOf(ctx);
    if (command === 'start') return start(ctx.talk, ctx.text ?? '');
    return command === 'cancel' ? cancel(ctx.talk) : next();
  });
  feature.use(onPlace('menu', showMenu));
  feature.use(onPlace('help', async (talk, _arg, messageId) => void (await show(talk, messageId, help(talk)))));
  feature.use(onPlace('settings', async (talk, _arg, messageId) => void (await show(talk, messageId, talk.actor.kind === 'person' ? settings(talk) : greeting(talk)))));
  feature.use(onPlace('invitation', (talk) => begin(talk, 'invitation', { step: 'link' })));
  feature.use(onPlace('resume', resumeDraft));
  feature.use(onPress('language', switchLanguage));
  return feature;
}

async function start(talk: Talk, text: string): Promise<void> {
  const payload = text.split(/\s+/).slice(1).join(' ');
  if (payload === PAY_LINK && talk.is('client')) return showMoney(talk, '', null);
  const left = await setAside(talk);
  const code = payload === '' ? undefined : codeIn(payload);
  const isRefused = payload !== '' && (code === undefined || !(await redeem(talk, code)));
  const refused = post([plain(talk, 'bot:invitation.spent')], [contact(talk), ...(talk.person ? [] : greeting(talk).keyboard)]);
  const told = isRefused ? refused : await firstWords(talk);
  // Where an application stands tells of the form that was left, too.
  const canResume = !isOnlyCandidate(talk) && (await draftOf(talk)) !== undefined;
  await say(talk, post([left, told.text], [...(canResume ? [resumeRow(talk)] : []), ...told.keyboard]));
}

async function cancel(talk: Talk): Promise<void> {
  const dialogue = await activeDialogue(talk);
  if (dialogue) return leave(talk, dialogue, 'post');
  await say(talk, post([plain(talk, 'bot:draft.none')]));
}

/** What can be done; a question that was open is left, so that the labels of the menu may be typed. */
export async function showMenu(talk: Talk, _arg: string, messageId: number | null): Promise<void> {
  const left = await setAside(talk);
  const { text, keyboard } = await menuOf(talk);
  await show(talk, messageId, post([left, text], keyboard));
}

async function menuOf(talk: Talk): Promise<Post> {
  return menu(talk, { canResume: (await draftOf(talk)) !== undefined });
}

/** Goes on with the order that was left. */
export async function resumeDraft(talk: Talk, _arg: string, messageId: number | null): Promise<void> {
  const draft = (await activeDialogue(talk)) ?? (await draftOf(talk));
  if (draft) return resume(talk, draft, messageId);
  talk.toast = plain(talk, 'bot:dialogue.over');
  await show(talk, messageId, await menuOf(talk));
}

async function switchLanguage(talk: Talk, press: { language: 'ru' | 'en'; where: 'greeting' | 'settings' }, messageId: number): Promise<void> {
  const person = talk.person?.id ?? '';
  await talk.run((w) => chooseLanguage(w, { person, language: press.language }));
  await talk.meet();
  await show(talk, messageId, press.where === 'greeting' ? await firstWords(talk) : settings(talk));
}
