import type { Talk } from '../talk';
import { plain } from '../views/view';
import type { Step } from './scene';

/** What a step wants, for whoever sent something else. */
export function wanted(talk: Talk, step: Pick<Step, 'photo' | 'text' | 'byButton'>): string {
  if (step.photo) return plain(talk, 'bot:wrong.photo_only');
  return plain(talk, step.text && !step.byButton ? 'bot:wrong.type' : 'bot:wrong.press');
}
