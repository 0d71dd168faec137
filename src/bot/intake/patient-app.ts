import type { App } from '../../app';

/** How long nobody we work with must have been served before a stranger's change may go, and how often that is looked at. */
const QUIET_MS = 50;
const LOOK_MS = 10;
/** Nobody waits for ever, however busy the others are. */
const LONGEST_WAIT_MS = 500;

/**
 * The app as strangers and candidates use it: their changes go to the database one at a time, in the pauses between those of everybody we work
 * with, so that an order hardly ever has one of them before it (reliability 28). `quietMs` tells for how long nobody has been served.
 */
export function patientApp(app: App, quietMs: () => number): App {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...app,
    run: (actor, work) => {
      const turn = last.then(() => pause(quietMs)).then(() => app.run(actor, work));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function pause(quietMs: () => number): Promise<void> {
  for (let waitedMs = 0; quietMs() < QUIET_MS && waitedMs < LONGEST_WAIT_MS; waitedMs += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
