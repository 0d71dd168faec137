import { say, show } from '../reply';
import type { Dialogue } from '../store';
import type { Talk } from '../talk';
import { button, plain, post } from '../views/view';
import { activeDialogue, dialoguesOf, keep, newDialogue } from './dialogues';
import { sceneOf } from './registry';
import { OVER, RESUME, type Data, type How } from './scene';
import { finish, giveBack, present, pressOf, showEnding, stageOf } from './stage';

/** Begins a scene; an older dialogue of the same scene on the same subject gives way, others become drafts. */
export async function begin(
  talk: Talk,
  name: string,
  options: { step: string; subject?: string; data?: Data; messageId?: number | null },
): Promise<void> {
  const dialogue = newDialogue(talk, name, options.subject ?? '', options.step, options.data ?? {});
  dialogue.messageId = options.messageId ?? null;
  await present(sceneOf(name), stageOf(talk, dialogue, dialogue.messageId === null ? 'post' : 'edit'));
}

/** Goes on with a dialogue that was left. */
export async function resume(talk: Talk, dialogue: Dialogue, messageId: number | null): Promise<void> {
  const resumed = { ...dialogue, active: true, messageId: messageId ?? dialogue.messageId };
  await present(sceneOf(dialogue.scene), stageOf(talk, resumed, messageId === null ? 'post' : 'edit'));
}

/** Leaves a dialogue: what can be resumed stays as a draft, anything else shows what it was about. */
export async function leave(talk: Talk, dialogue: Dialogue, how: How): Promise<void> {
  const scene = sceneOf(dialogue.scene);
  if (!scene.keepsDraft) return finish(scene, stageOf(talk, dialogue, how), {});
  if (dialogue.data.$letters === '1') await giveBack(talk);
  await keep(talk, { ...dialogue, active: false });
  const again = button(talk, 'bot:button.resume', pressOf(dialogue, RESUME));
  const left = post([plain(talk, 'bot:draft.kept')], [[again]]);
  const messageId = how === 'edit' ? await show(talk, dialogue.messageId, left) : await say(talk, left);
  await keep(talk, { ...dialogue, active: false, messageId: messageId ?? null });
}

/** Leaves the question that is open, so that what is typed next is no answer to it; returns a word on that, undefined where nothing is asked. */
export async function setAside(talk: Talk): Promise<string | undefined> {
  const dialogue = await activeDialogue(talk);
  if (!dialogue) return undefined;
  const scene = sceneOf(dialogue.scene);
  if (!scene.keepsDraft) {
    await finish(scene, stageOf(talk, dialogue, 'edit'), {});
    return plain(talk, 'bot:draft.aside');
  }
  if (dialogue.data.$letters === '1') await giveBack(talk);
  await keep(talk, { ...dialogue, active: false });
  return plain(talk, `bot:draft.aside_${scene.name}`);
}

/** Asks the dialogue's question again, with a word on why; the word may hold the question itself. */
export async function remind(talk: Talk, dialogue: Dialogue, notice: string): Promise<void> {
  await present(sceneOf(dialogue.scene), stageOf(talk, dialogue, 'post'), notice);
}

/** Whether this update was handled before and only its answer got lost; shows that again. */
export async function replayed(talk: Talk): Promise<boolean> {
  const dialogue = (await dialoguesOf(talk)).find((known) => known.data.$u === String(talk.updateId));
  if (!dialogue) return false;
  const scene = sceneOf(dialogue.scene);
  const stage = stageOf(talk, dialogue, 'post');
  if (dialogue.active) await present(scene, stage);
  else if (dialogue.step === OVER || !scene.keepsDraft) await showEnding(scene, stage);
  return true;
}
