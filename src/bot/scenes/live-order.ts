import { keepCard } from '../../domain/notifications';
import { retire, say as sendPost } from '../reply';
import { post } from '../views/view';
import type { Stage } from './scene';

/**
 * Makes the dialogue's message the card of an order that is about to be placed, so that news of it edits this message and posts no second
 * one. Where it was confirmed by typing, the summary is posted below first.
 */
export async function liveOrder(stage: Stage, order: string, summary: readonly string[]): Promise<void> {
  const { talk, dialogue } = stage;
  if (stage.how === 'post') {
    const posted = await sendPost(talk, post(summary));
    await retire(talk, dialogue.messageId);
    dialogue.messageId = posted ?? null;
    stage.how = 'edit';
  }
  const { person, chatId } = talk;
  const { messageId } = dialogue;
  if (person && messageId !== null) await talk.run((w) => keepCard(w, { person: person.id, card: 'order_card', subject: order, chatId, messageId }));
}
