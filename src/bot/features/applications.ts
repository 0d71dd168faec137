import { Composer } from 'telegraf';

import type { Post } from '../../gateways/telegram-api';
import { day } from '../../locales/format';
import { formOf, myApplication, statusOf } from '../applications';
import { retire, say, show } from '../reply';
import { firstStep, openVacancies } from '../scenes/apply';
import { begin, resume } from '../scenes/engine';
import { dialogueOf } from '../scenes/dialogues';
import { OVER } from '../scenes/scene';
import { openTest, testData } from '../scenes/take-test';
import type { BotContext, Talk } from '../talk';
import { isOpen, toldAs } from '../views/application';
import { greeting, menu } from '../views/menu';
import { plain, post } from '../views/view';
import { onPlace } from './route';

/** Cats who want to work: the form, where it stands, the tests, and taking it back (S1, S2). */
export function applicationsFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('apply', apply));
  feature.use(onPlace('status', showStatus));
  feature.use(onPlace('test', takeTest));
  feature.use(onPlace('withdraw', withdraw));
  return feature;
}

/** Begins the form, or goes on with the one that was left; whoever cannot apply now is told why, and from when on it may. */
export async function apply(talk: Talk): Promise<void> {
  if (talk.person?.status === 'deactivated') return tell(talk, greeting(talk));
  if (talk.is('worker')) return tell(talk, post([plain(talk, 'bot:apply.worker')], menu(talk).keyboard));
  const before = await myApplication(talk);
  if (before && isOpen(before.status)) return showStatus(talk, '', null);
  if (before?.reapplyAt && before.reapplyAt > talk.now) {
    const from = day(before.reapplyAt, talk.zone, talk.language);
    return tell(talk, post([plain(talk, 'bot:apply.later', { day: from })]));
  }
  const draft = await formOf(talk);
  return draft ? resume(talk, draft, null) : fillIn(talk);
}

async function fillIn(talk: Talk): Promise<void> {
  const vacancies = await openVacancies(talk);
  const [only] = vacancies;
  if (!only) await tell(talk, post([plain(talk, 'bot:apply.closed')]));
  else if (vacancies.length > 1) await begin(talk, 'apply', { step: 'vacancy' });
  else await begin(talk, 'apply', { step: firstStep(talk), data: { vacancy: only.key } });
}

const tell = async (talk: Talk, told: Post): Promise<void> => void (await say(talk, told));

/** Where one's own application stands. */
export async function showStatus(talk: Talk, _arg: string, messageId: number | null): Promise<void> {
  await show(talk, messageId, await statusOf(talk));
}

/** Tells what the next test is; one that was told of begins, and one under way goes on: its time has not stopped. */
export async function takeTest(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  const next = (await myApplication(talk))?.tests.next;
  if (!next) return showStatus(talk, '', messageId);
  const move = next.begun || arg === toldAs(next) ? await openTest(talk, next.test) : { to: 'intro' };
  if (!('to' in move)) return showStatus(talk, '', messageId);
  const before = await dialogueOf(talk, 'test', next.test);
  if (before && before.step !== OVER && before.messageId !== messageId) await retire(talk, before.messageId);
  await begin(talk, 'test', { step: move.to, subject: next.test, data: { ...testData(next), ...move.data }, messageId });
}

/** Asks whether the application is really to be taken back. */
export async function withdraw(talk: Talk, _arg: string, messageId: number | null): Promise<void> {
  const application = await myApplication(talk);
  if (application && isOpen(application.status)) await begin(talk, 'withdraw', { step: 'sure', messageId });
  else await showStatus(talk, '', messageId);
}
