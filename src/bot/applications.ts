import { showMyApplication, type MyApplication } from '../domain/staffing';
import type { Post } from '../gateways/telegram-api';
import { activeDialogue, draftOf } from './scenes/dialogues';
import type { Dialogue } from './store';
import type { Talk } from './talk';
import { mayApply, statusCard } from './views/application';
import { greeting, isOnlyCandidate } from './views/menu';
import { post } from './views/view';

/** How the writer's own application stands; null for strangers and whoever never applied. */
export async function myApplication(talk: Talk): Promise<MyApplication | null> {
  return talk.actor.kind === 'person' ? talk.query(showMyApplication) : null;
}

/** The form that was begun and is not sent yet. */
export async function formOf(talk: Talk): Promise<Dialogue | undefined> {
  const active = await activeDialogue(talk);
  return active?.scene === 'apply' ? active : draftOf(talk, 'apply');
}

/** Where the writer's own application stands, and what it can do next. */
export async function statusOf(talk: Talk): Promise<Post> {
  if (talk.person?.status === 'deactivated') return greeting(talk);
  const application = await myApplication(talk);
  return statusCard(talk, application, mayApply(talk, application) && (await formOf(talk)) !== undefined);
}

/** The first words: who is here for an application hears where that stands. */
export async function firstWords(talk: Talk): Promise<Post> {
  const hello = greeting(talk);
  if (!isOnlyCandidate(talk)) return hello;
  const card = await statusOf(talk);
  return post([hello.text, card.text], [...card.keyboard, ...hello.keyboard]);
}
