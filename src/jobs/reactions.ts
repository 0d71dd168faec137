import type { App } from '../app';
import { SYSTEM } from '../domain/shared/work';
import { afterwards, type After } from '../reactions';
import type { ReactionDue } from './store';

/** More are left to the next round. */
const BATCH = 10_000;
const MAX_ATTEMPTS = 5;
const RETRY_MS = 10_000;

/**
 * Carries out what follows events after the fact: once a round, however many events ask for the same, since each does all there is to do. Retried a bounded number
 * of times, then parked. Returns how many were done.
 */
export async function carryOutReactions(app: App): Promise<number> {
  const due = await app.query(SYSTEM, (w) => w.machine.reactionsDue(BATCH));
  let done = 0;
  for (const name of new Set(due.map(({ reaction }) => reaction))) {
    done += await carryOut(app, name, due.filter(({ reaction }) => reaction === name));
  }
  return done;
}

/** What is asked for while it runs stays due: it may have come too late to be seen. */
async function carryOut(app: App, name: string, asked: readonly ReactionDue[]): Promise<number> {
  try {
    await afterwards[name as After](app);
    await app.run(SYSTEM, (w) => w.machine.reactionsDone(name, asked.map(({ event }) => event)));
    return asked.length;
  } catch (error) {
    await app.run(SYSTEM, async (w) => {
      for (const one of asked) {
        const parked = one.attempts + 1 >= MAX_ATTEMPTS;
        await w.machine.reactionFailed(one, new Date(w.wall.getTime() + RETRY_MS * 2 ** one.attempts), parked, String(error));
      }
    });
    return 0;
  }
}
