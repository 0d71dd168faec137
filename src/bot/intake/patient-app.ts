import { setTimeout as sleep } from 'node:timers/promises';

import type { App } from '../../app';

/** Nobody waits for ever, however busy the others are. */
const LONGEST_WAIT_MS = 500;

/**
 * The app as strangers and candidates use it: their changes go to the database one at a time, and each waits until `calm` says that nobody we
 * work with is being served, so that an order has at most one of them before it (reliability 28).
 */
export function patientApp(app: App, calm: () => Promise<void>): App {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...app,
    run: (actor, work) => {
      const turn = last.then(() => settled(calm())).then(() => app.run(actor, work));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function settled(calm: Promise<void>): Promise<void> {
  const limit = new AbortController();
  await Promise.race([calm, sleep(LONGEST_WAIT_MS, undefined, { signal: limit.signal }).catch(() => undefined)]);
  limit.abort();
}
