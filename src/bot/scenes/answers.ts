import { DomainError } from '../../domain/shared/errors';
import type { Press } from '../callback-data';
import { isWorthRetrying } from '../errors';
import { say } from '../reply';
import type { Dialogue } from '../store';
import type { Talk } from '../talk';
import { escapeHtml, harmless, MAX_LABEL, plain, post, shortened } from '../views/view';
import { dialoguesOf, keep, newDialogue } from './dialogues';
import { leave, remind, resume } from './engine';
import { sceneOf } from './registry';
import { BACK, LEAVE, OVER, RESUME, type ContactRef, type Data, type Move, type PhotoRef, type Scene, type Stage, type Step } from './scene';
import { attempt, finish, leaveLabel, present, showEnding, stageOf, stepOf } from './stage';
import { wanted } from './wanted';

/** Takes a typed answer; a typed label is the same as its press. */
export async function answerText(talk: Talk, dialogue: Dialogue, text: string, messageId: number): Promise<void> {
  const scene = sceneOf(dialogue.scene);
  const stage = stageOf(talk, dialogue, 'post');
  const step = stepOf(scene, dialogue);
  const value = await chosen(stage, scene, step, text);
  if (value === LEAVE) return leave(talk, dialogue, 'post');
  const move = value === undefined ? await typed(scene, stage, step, text, messageId) : await pressed(scene, stage, step, value);
  await follow(scene, stage, move);
}

/** Takes a photo, where the step wants one. */
export async function answerPhoto(talk: Talk, dialogue: Dialogue, photo: PhotoRef): Promise<void> {
  const scene = sceneOf(dialogue.scene);
  const stage = stageOf(talk, dialogue, 'post');
  const step = stepOf(scene, dialogue);
  const { photo: take } = step;
  await follow(scene, stage, take ? await attempt(scene, stage, () => take(stage, photo)) : early(scene, stage, step, photo));
}

/** A photo that is not asked for is kept where it will be of use. */
function early(scene: Scene, stage: Stage, step: Step, photo: PhotoRef): Move {
  const kept = scene.early?.(stage, photo);
  const again = wanted(stage.talk, step);
  return kept ? { again: `${again} ${plain(stage.talk, 'bot:wrong.photo_kept')}`, data: kept } : { again };
}

/** Takes a shared contact, where the step wants one. */
export async function answerContact(talk: Talk, dialogue: Dialogue, contact: ContactRef): Promise<void> {
  const scene = sceneOf(dialogue.scene);
  const stage = stageOf(talk, dialogue, 'post');
  const step = stepOf(scene, dialogue);
  const { contact: take } = step;
  await follow(scene, stage, take ? await attempt(scene, stage, () => take(stage, contact)) : { again: wanted(talk, step) });
}

/** Says of a message that answers nothing what is wanted instead; the question follows it. */
export async function answerOther(talk: Talk, dialogue: Dialogue, isSticker: boolean): Promise<void> {
  const step = stepOf(sceneOf(dialogue.scene), dialogue);
  await remind(talk, dialogue, isSticker ? plain(talk, 'bot:wrong.sticker', { prompt: '' }).trim() : wanted(talk, step));
}

/** Takes a photo that came before its scene was begun; the message with this id becomes the card, or one below. */
export async function beginWithPhoto(talk: Talk, name: string, subject: string, photo: PhotoRef, messageId: number | null): Promise<void> {
  const dialogue = { ...newDialogue(talk, name, subject, 'photo', {}), messageId };
  const scene = sceneOf(name);
  const stage = stageOf(talk, dialogue, messageId === null ? 'post' : 'edit');
  const { photo: take } = stepOf(scene, dialogue);
  if (!take) throw new Error(`scene ${name} takes no photo`);
  await follow(scene, stage, await attempt(scene, stage, () => take(stage, photo)));
}

/** Takes the press of a dialogue's button; one of an older step or dialogue explains itself. */
export async function answerPress(talk: Talk, press: Extract<Press, { kind: 'dialogue' }>, messageId: number): Promise<void> {
  const found = (await dialoguesOf(talk)).find((dialogue) => dialogue.token === press.token);
  if (!found) {
    talk.toast = plain(talk, 'bot:dialogue.over');
    return;
  }
  const dialogue = { ...found, messageId };
  const scene = sceneOf(dialogue.scene);
  const stage = stageOf(talk, dialogue, 'edit');
  if (dialogue.step === OVER) return isOver(scene, stage);
  // A button of the question where it was left is as good as before; any other one shows that question.
  if (press.value === RESUME || (!dialogue.active && press.step !== dialogue.step)) return resume(talk, dialogue, messageId);
  if (press.value === LEAVE) return leave(talk, dialogue, 'edit');
  if (press.step !== dialogue.step) {
    talk.toast = plain(talk, 'bot:wrong.done');
    return present(scene, stage);
  }
  const step = stepOf(scene, dialogue);
  await follow(scene, stage, await pressed(scene, stage, step, press.value));
}

/** A dialogue that is over was pressed on again. */
async function isOver(scene: Scene, stage: Stage): Promise<void> {
  stage.talk.toast = plain(stage.talk, 'bot:wrong.done');
  await showEnding(scene, stage);
}

/** Takes the changed text of a message that answered a step, as long as nothing came of it yet; false where it answered none. */
export async function answerEdit(talk: Talk, text: string, messageId: number): Promise<boolean> {
  const open = (await dialoguesOf(talk)).filter((dialogue) => dialogue.step !== OVER);
  for (const dialogue of open) {
    const name = Object.keys(dialogue.data).find((key) => key.startsWith('$m.') && dialogue.data[key] === String(messageId))?.slice(3);
    const scene = sceneOf(dialogue.scene);
    const step = name === undefined ? undefined : scene.steps[name];
    if (!step) continue;
    const stage = stageOf(talk, dialogue, 'post');
    const move = await typed(scene, stage, step, text, messageId);
    const isOpen = dialogue.active && name === dialogue.step;
    if (isOpen || 'again' in move) await follow(scene, stage, move);
    else await changed(scene, stage, 'data' in move ? move.data : undefined);
    return true;
  }
  return false;
}

async function changed(scene: Scene, stage: Stage, data: Data | undefined): Promise<void> {
  const { talk, dialogue } = stage;
  const notice = plain(talk, 'bot:wrong.edited');
  Object.assign(stage.data, data);
  if (dialogue.active) return present(scene, stage, notice);
  await keep(talk, { ...dialogue, data: stage.data });
  await say(talk, post([escapeHtml(notice)]));
}

/** The value of the choice with this label, if there is one. */
async function chosen(stage: Stage, scene: Scene, step: Step, text: string): Promise<string | undefined> {
  const { talk } = stage;
  const said = normal(text);
  if (['bot:button.cancel', leaveLabel(scene)].some((key) => said === normal(plain(talk, key)))) return LEAVE;
  if (step.back?.(stage) !== undefined && said === normal(plain(talk, 'bot:button.back'))) return BACK;
  const choices = await step.prompt(stage).then(
    (prompt) => prompt.choices,
    // What cannot be asked any more offers nothing; the answer will tell why.
    (error: unknown) => (error instanceof DomainError && !isWorthRetrying(error) ? [] : Promise.reject(error as Error)),
  );
  return choices.flat().find(({ label }) => normal(label) === said || normal(shortened(label, MAX_LABEL)) === said)?.value;
}

const normal = (label: string): string => harmless(label).trim().toLowerCase().replace(/\s+/g, ' ').replace(/(…|\.\.\.)$/, '');

async function pressed(scene: Scene, stage: Stage, step: Step, value: string): Promise<Move> {
  const before = value === BACK ? step.back?.(stage) : undefined;
  if (before !== undefined) return { to: before };
  const { press } = step;
  if (!press) return { again: wanted(stage.talk, step) };
  return attempt(scene, stage, () => press(stage, value));
}

async function typed(scene: Scene, stage: Stage, step: Step, text: string, messageId: number): Promise<Move> {
  const { talk, data } = stage;
  const name = Object.keys(scene.steps).find((known) => scene.steps[known] === step) ?? '';
  const answer = harmless(text).replace(/[\u200b-\u200d\ufeff]/g, (mark) => (mark === '\u200d' ? mark : '')).trim();
  if (!step.text) return step.photo ? { again: plain(talk, 'bot:wrong.photo'), data: { said: answer.slice(0, 500) } } : { again: plain(talk, 'bot:wrong.press') };
  const length = [...answer].length;
  // A text beyond Telegram's own limit comes in pieces: the rest of one that was refused is refused too.
  const isTail = data.$long === String(messageId - 1);
  if (step.max !== undefined && (length > step.max || isTail)) {
    const notice = plain(talk, 'bot:wrong.too_long', { count: length, max: step.max, text: shortened(answer, step.max) });
    return { again: notice, data: { [`$m.${name}`]: String(messageId), ...(text.length >= 4096 && { $long: String(messageId) }) } };
  }
  if (answer === '') return { again: plain(talk, 'bot:wrong.type') };
  const take = step.text;
  const move = await attempt(scene, stage, () => take(stage, answer));
  const answered = { [`$m.${name}`]: String(messageId) };
  return 'to' in move || 'again' in move ? { ...move, data: { ...move.data, ...answered } } : move;
}

async function follow(scene: Scene, stage: Stage, move: Move): Promise<void> {
  const { dialogue, talk } = stage;
  if ('over' in move) return finish(scene, stage, move.over, move.notice);
  Object.assign(stage.data, move.data);
  if ('rest' in move) {
    Object.assign(dialogue, { step: move.rest, active: false, data: { ...stage.data, $u: String(talk.updateId) } });
    await keep(talk, dialogue);
    return showEnding(scene, stage);
  }
  if ('to' in move) dialogue.step = move.to;
  await present(scene, stage, 'again' in move ? move.again : move.notice);
}
