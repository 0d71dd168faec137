import { say } from '../reply';
import type { Talk } from '../talk';
import { menu } from '../views/menu';
import { plain, post } from '../views/view';

/** Says over the chat what the thing is now, where the button was made for an older state. */
export function explainStale(talk: Talk, state: string): void {
  talk.toast = plain(talk, 'bot:wrong.stale', { state });
}

/** That this is not for whoever writes, and what is. */
export async function noAccess(talk: Talk): Promise<void> {
  await say(talk, post([plain(talk, 'bot:wrong.no_access')], menu(talk).keyboard));
}
