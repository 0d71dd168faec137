import { DomainError } from '../../domain/shared/errors';
import { keepCard } from '../../domain/notifications';
import type { Post, PostButton } from '../../gateways/telegram-api';
import type { Press } from '../callback-data';
import { errorText, isWorthRetrying } from '../errors';
import { giveLettersBack, retire, say as sendPost, sayWithLetters, show as showPost } from '../reply';
import type { Dialogue } from '../store';
import type { Talk } from '../talk';
import { button, escapeHtml, harmless, labelled, MAX_LABEL, plain, post, shortened } from '../views/view';
import { activeDialogue, close, dialoguesOf, keep, newDialogue } from './dialogues';
import { sceneOf } from './registry';
import { BACK, LEAVE, OVER, RESUME, type ContactRef, type Data, type Ending, type How, type Move, type PhotoRef, type Prompt, type Scene, type Stage, type Step } from './scene';
import { wanted } from './wanted';

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
  const messageId = how === 'edit' ? await showPost(talk, dialogue.messageId, left) : await sendPost(talk, left);
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
  await sendPost(talk, post([escapeHtml(notice)]));
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

const stageOf = (talk: Talk, dialogue: Dialogue, how: How): Stage => ({ talk, dialogue, data: { ...dialogue.data }, subject: dialogue.subject, how });

function stepOf(scene: Scene, dialogue: Dialogue): Step {
  const step = scene.steps[dialogue.step];
  if (!step) throw new Error(`scene ${scene.name} has no step ${dialogue.step}`);
  return step;
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

/** Does what a step does with an answer; an error of the domain leads to the step where it can be mended, or ends the dialogue. */
async function attempt(scene: Scene, stage: Stage, work: () => Promise<Move>): Promise<Move> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || isWorthRetrying(error)) throw error;
    const notice = errorText(stage.talk, error);
    if (notice === undefined) throw error;
    const step = scene.mend?.(error.code, String(error.params.field ?? ''));
    if (step !== undefined) return { to: step, notice };
    return error.kind === 'invalid' || error.kind === 'usage' ? { again: notice } : { over: {}, notice };
  }
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

async function finish(scene: Scene, stage: Stage, data: Data, notice?: string): Promise<void> {
  const { talk, dialogue, how } = stage;
  const { $card: card, $letters: letters } = stage.data;
  if (letters === '1') await giveBack(talk);
  stage.data = { ...data, ...(card !== undefined && { $card: card }) };
  await close(talk, { ...dialogue, data: { ...data, $u: String(talk.updateId) } });
  if (notice !== undefined && how === 'edit') talk.toast = notice;
  await showEnding(scene, stage, how === 'post' ? notice : undefined);
}

/** A dialogue that is over was pressed on again. */
async function isOver(scene: Scene, stage: Stage): Promise<void> {
  stage.talk.toast = plain(stage.talk, 'bot:wrong.done');
  await showEnding(scene, stage);
}

async function showEnding(scene: Scene, stage: Stage, notice?: string): Promise<void> {
  const { talk, dialogue, how, data } = stage;
  const { post: content, card } = await endingOf(scene, stage);
  const shown = notice === undefined ? content : { ...content, text: `${escapeHtml(notice)}\n${content.text}` };
  const messageId = how === 'edit' ? await showPost(talk, dialogue.messageId, shown) : await sendPost(talk, shown);
  const { person, chatId } = talk;
  if (card && person && messageId !== undefined) await talk.run((w) => keepCard(w, { person: person.id, ...card, chatId, messageId }));
  if (how === 'edit') return;
  // The question and the card it was asked from are above now, and not the ones to press on any more.
  await retire(talk, dialogue.messageId);
  if (data.$card !== undefined) await retire(talk, Number(data.$card));
}

/** What shows the outcome; where its facts are out of reach, that it is over. */
async function endingOf(scene: Scene, stage: Stage): Promise<Ending> {
  try {
    return await scene.ending(stage);
  } catch (error) {
    if (!(error instanceof DomainError) || isWorthRetrying(error)) throw error;
    return { post: post([plain(stage.talk, 'bot:dialogue.over')]) };
  }
}

/** Stores where the dialogue stands, then asks the step's question. */
async function present(scene: Scene, stage: Stage, notice?: string): Promise<void> {
  const { talk, dialogue, how } = stage;
  const asked = await question(scene, stage, notice);
  const { messageId: before } = dialogue;
  const { contact } = asked.prompt;
  const { $letters: had, ...data } = stage.data;
  stage.data = { ...data, ...(contact !== undefined && { $letters: '1' }), $u: String(talk.updateId) };
  Object.assign(dialogue, { data: stage.data, active: true });
  await keep(talk, dialogue);
  const lines = [asked.notice && escapeHtml(asked.notice), asked.prompt.text];
  const content = post(lines, keyboard(stage, scene, asked.prompt));
  const isNew = how === 'post' || contact !== undefined;
  if (isNew) await retire(talk, before);
  if (contact === undefined && had === '1') await giveBack(talk);
  const messageId = await pose(stage, before, isNew, content, contact);
  if (messageId === undefined || messageId === before) return;
  await keep(talk, { ...dialogue, messageId });
}

/** Shows the question: in the dialogue's message, below, or with buttons in place of the letters. */
function pose({ talk }: Stage, before: number | null, isNew: boolean, content: Post, contact: string | undefined): Promise<number | undefined> {
  if (contact === undefined) return isNew ? sendPost(talk, content) : showPost(talk, before, content);
  const others = content.keyboard.flat().map(({ text }) => ({ text }));
  return sayWithLetters(talk, content.text, [[{ text: contact, request_contact: true }], others]);
}

/** Gives the phone its letters back, whose place the last question took. */
function giveBack(talk: Talk): Promise<void> {
  return giveLettersBack(talk, plain(talk, 'bot:letters_back'));
}

/** The step's question; where the domain refuses what was answered before, the question of the step that can mend it. */
async function question(scene: Scene, stage: Stage, notice: string | undefined): Promise<{ prompt: Prompt; notice: string | undefined }> {
  const { dialogue } = stage;
  const asked: Prompt[] = [];
  const ask = async () => asked.push(await stepOf(scene, dialogue).prompt(stage));
  const move = await attempt(scene, stage, async () => {
    await ask();
    return { to: dialogue.step };
  });
  const refused = 'to' in move ? move.notice : 'again' in move ? move.again : undefined;
  if ('to' in move) dialogue.step = move.to;
  const [prompt = await stepOf(scene, dialogue).prompt(stage)] = asked;
  return { prompt, notice: refused ?? notice };
}

/** What the button says that leaves a scene. */
const leaveLabel = ({ takesBack }: Scene): string => (takesBack ? 'bot:button.keep' : 'bot:button.cancel');

function keyboard(stage: Stage, scene: Scene, prompt: Prompt): PostButton[][] {
  const { talk, dialogue } = stage;
  const step = stepOf(scene, dialogue);
  const rows = prompt.choices.map((row) => row.map(({ label, value }) => labelled(label, pressOf(dialogue, value))));
  const back = step.back?.(stage) !== undefined ? [button(talk, 'bot:button.back', pressOf(dialogue, BACK))] : [];
  return [...rows, [...back, button(talk, leaveLabel(scene), pressOf(dialogue, LEAVE))]];
}

const pressOf = (dialogue: Dialogue, value: string): Press => ({ kind: 'dialogue', token: dialogue.token, step: dialogue.step, value });
