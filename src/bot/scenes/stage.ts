import { keepCard } from '../../domain/notifications';
import { DomainError } from '../../domain/shared/errors';
import type { Post, PostButton } from '../../gateways/telegram-api';
import type { Press } from '../callback-data';
import { errorText, isWorthRetrying } from '../errors';
import { giveLettersBack, retire, say, sayWithLetters, show } from '../reply';
import type { Dialogue } from '../store';
import type { Talk } from '../talk';
import { button, escapeHtml, labelled, plain, post } from '../views/view';
import { close, keep } from './dialogues';
import { BACK, LEAVE, type Data, type Ending, type How, type Move, type Prompt, type Scene, type Stage, type Step } from './scene';

/** A dialogue and what it has learnt, as its steps see them; `how` says where its card is shown. */
export const stageOf = (talk: Talk, dialogue: Dialogue, how: How): Stage => ({ talk, dialogue, data: { ...dialogue.data }, subject: dialogue.subject, how });

/** The step at which a dialogue stands. */
export function stepOf(scene: Scene, dialogue: Dialogue): Step {
  const step = scene.steps[dialogue.step];
  if (!step) throw new Error(`scene ${scene.name} has no step ${dialogue.step}`);
  return step;
}

/** Does what a step does with an answer; an error of the domain leads to the step where it can be mended, or ends the dialogue. */
export async function attempt(scene: Scene, stage: Stage, work: () => Promise<Move>): Promise<Move> {
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

/** Stores where the dialogue stands, then asks the step's question. */
export async function present(scene: Scene, stage: Stage, notice?: string): Promise<void> {
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

function keyboard(stage: Stage, scene: Scene, prompt: Prompt): PostButton[][] {
  const { talk, dialogue } = stage;
  const step = stepOf(scene, dialogue);
  const rows = prompt.choices.map((row) => row.map(({ label, value }) => labelled(label, pressOf(dialogue, value))));
  const back = step.back?.(stage) !== undefined ? [button(talk, 'bot:button.back', pressOf(dialogue, BACK))] : [];
  return [...rows, [...back, button(talk, leaveLabel(scene), pressOf(dialogue, LEAVE))]];
}

/** Shows the question: in the dialogue's message, below, or with buttons in place of the letters. */
function pose({ talk }: Stage, before: number | null, isNew: boolean, content: Post, contact: string | undefined): Promise<number | undefined> {
  if (contact === undefined) return isNew ? say(talk, content) : show(talk, before, content);
  const others = content.keyboard.flat().map(({ text }) => ({ text }));
  return sayWithLetters(talk, content.text, [[{ text: contact, request_contact: true }], others]);
}

/** Gives the phone its letters back, whose place the last question took. */
export function giveBack(talk: Talk): Promise<void> {
  return giveLettersBack(talk, plain(talk, 'bot:letters_back'));
}

/** The key of what the button says that leaves a scene. */
export const leaveLabel = ({ takesBack }: Scene): string => (takesBack ? 'bot:button.keep' : 'bot:button.cancel');

/** What a button under the dialogue's question carries. */
export const pressOf = (dialogue: Dialogue, value: string): Press => ({ kind: 'dialogue', token: dialogue.token, step: dialogue.step, value });

/** Closes a dialogue and shows how it ended; `data` is what its ending needs to be shown again. */
export async function finish(scene: Scene, stage: Stage, data: Data, notice?: string): Promise<void> {
  const { talk, dialogue, how } = stage;
  const { $card: card, $letters: letters } = stage.data;
  if (letters === '1') await giveBack(talk);
  stage.data = { ...data, ...(card !== undefined && { $card: card }) };
  await close(talk, { ...dialogue, data: { ...data, $u: String(talk.updateId) } });
  if (notice !== undefined && how === 'edit') talk.toast = notice;
  await showEnding(scene, stage, how === 'post' ? notice : undefined);
}

/** Shows the outcome, with a word on why above it; the question it was asked by is put away. */
export async function showEnding(scene: Scene, stage: Stage, notice?: string): Promise<void> {
  const { talk, dialogue, how, data } = stage;
  const { post: content, card } = await endingOf(scene, stage);
  const shown = notice === undefined ? content : { ...content, text: `${escapeHtml(notice)}\n${content.text}` };
  const messageId = how === 'edit' ? await show(talk, dialogue.messageId, shown) : await say(talk, shown);
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
