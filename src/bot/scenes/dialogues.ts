import { randomBytes } from 'node:crypto';

import type { Dialogue } from '../store';
import type { Talk } from '../talk';
import { OVER, type Data } from './scene';

/** All dialogues of the chat, the latest first. */
export function dialoguesOf(talk: Talk): Promise<Dialogue[]> {
  return talk.deps.app.query(talk.actor, (w) => w.chat.dialogues(talk.chatId));
}

/** The dialogue that what the chat sends is meant for. */
export async function activeDialogue(talk: Talk): Promise<Dialogue | undefined> {
  return (await dialoguesOf(talk)).find((dialogue) => dialogue.active);
}

/** The scenes that can be left and resumed. */
const DRAFTED = ['order', 'apply'];

/** The latest order or form that was begun and left, and can be resumed; a text that only waits for an order to begin is none. */
export async function draftOf(talk: Talk, of?: 'order' | 'apply'): Promise<Dialogue | undefined> {
  const scenes = of === undefined ? DRAFTED : [of];
  return (await dialoguesOf(talk)).find(({ scene, active, step, data }) => scenes.includes(scene) && !active && step !== OVER && data.$kept === undefined);
}

/** The dialogue of a scene on a subject. */
export async function dialogueOf(talk: Talk, scene: string, subject: string): Promise<Dialogue | undefined> {
  return (await dialoguesOf(talk)).find((dialogue) => dialogue.scene === scene && dialogue.subject === subject);
}

/** A dialogue that begins, with a token of its own. */
export function newDialogue(talk: Talk, scene: string, subject: string, step: string, data: Data): Dialogue {
  const token = randomBytes(6).toString('base64url');
  return { chatId: talk.chatId, scene, subject, step, token, active: true, data, messageId: null };
}

/** Stores where a dialogue stands. */
export async function keep(talk: Talk, dialogue: Dialogue): Promise<void> {
  await talk.deps.app.run(talk.actor, (w) => w.chat.keepDialogue(dialogue));
}

/** Stores that a dialogue is over: what was typed in it goes, its token stays so that a late press is understood. */
export async function close(talk: Talk, dialogue: Dialogue): Promise<void> {
  await talk.deps.app.run(talk.actor, async (w) => {
    await w.chat.dropDialogues(dialogue.chatId, dialogue.scene, OVER, dialogue.subject);
    await w.chat.keepDialogue({ ...dialogue, step: OVER, active: false });
  });
}
