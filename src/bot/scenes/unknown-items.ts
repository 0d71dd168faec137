import { say as sayBelow } from '../reply';
import type { Talk } from '../talk';
import { post, say } from '../views/view';

/** Says which words of a note name no item: in a message of its own, since the kit's card is edited as soon as everybody is told of it. */
export async function tellWords(talk: Talk, words: readonly string[]): Promise<void> {
  if (words.length > 0) await sayBelow(talk, post([say(talk, 'bot:kit.words', { words: words.join(', ') })]));
}
