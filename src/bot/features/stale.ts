import { allow, type UseCase } from '../../domain/users';
import type { Talk } from '../talk';
import { plain } from '../views/view';

/** Says over the chat what the thing is now, where the button was made for an older state. */
export function explainStale(talk: Talk, state: string): void {
  talk.toast = plain(talk, 'bot:wrong.stale', { state });
}
