import { matchAgain, type MatchedAgain } from '../../domain/orders';
import { DomainError } from '../../domain/shared/errors';
import { errorText, isWorthRetrying } from '../errors';
import type { Talk } from '../talk';
import { plain } from '../views/view';

/** Asks the pipeline once more and says over the chat what came of it. */
export async function matchOnceMore(talk: Talk, order: string): Promise<void> {
  try {
    talk.toast = matchText(talk, await matchAgain(talk.deps.app, talk.actor, { order }));
  } catch (error) {
    if (!(error instanceof DomainError) || isWorthRetrying(error)) throw error;
    talk.toast = errorText(talk, error) ?? '';
  }
}

function matchText(talk: Talk, matched: MatchedAgain): string {
  if (matched.outcome === 'stopped') return plain(talk, 'bot:match.stopped', { program: matched.program });
  return plain(talk, `bot:match.${matched.outcome}`, { worker: matched.order.worker?.name ?? '' });
}
