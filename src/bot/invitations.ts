import { redeemInvitation } from '../domain/users';
import { DomainError } from '../domain/shared/errors';
import type { Talk } from './talk';

/** The code in an invitation's link, or typed by itself; undefined where the text is something else. */
export function codeIn(typed: string): string | undefined {
  const linked = /[?&]start=([\w-]{1,64})/.exec(typed)?.[1];
  return linked ?? /^(?:\/start\s+)?([\w-]{6,64})$/.exec(typed.trim())?.[1];
}

/** Spends an invitation for this chat; false where it is not valid. Whoever is linked already loses nothing by a spent one. */
export async function redeem(talk: Talk, code: string): Promise<boolean> {
  try {
    await talk.run((w) => redeemInvitation(w, { code, chatId: talk.chatId }));
  } catch (error) {
    if (error instanceof DomainError && error.code === 'users.invitation_invalid') return talk.actor.kind === 'person';
    throw error;
  }
  await talk.meet();
  return true;
}
