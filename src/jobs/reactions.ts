import type { App } from '../app';
import { SYSTEM } from '../domain/shared/work';
import { afterwards, type After } from '../reactions';

const BATCH = 100;
const MAX_ATTEMPTS = 5;
const RETRY_MS = 10_000;

/** Carries out what follows events after the fact: retried a bounded number of times, then parked. Returns how many were done. */
export async function carryOutReactions(app: App): Promise<number> {
  const due = await app.query(SYSTEM, (w) => w.machine.reactionsDue(BATCH));
  let done = 0;
  for (const reaction of due) {
    try {
      await afterwards[reaction.reaction as After](app);
      await app.run(SYSTEM, (w) => w.machine.reactionDone(reaction));
      done += 1;
    } catch (error) {
      const parked = reaction.attempts + 1 >= MAX_ATTEMPTS;
      await app.run(SYSTEM, (w) =>
        w.machine.reactionFailed(reaction, new Date(w.wall.getTime() + RETRY_MS * 2 ** reaction.attempts), parked, String(error)),
      );
    }
  }
  return done;
}
