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
      const turn = last.then(() => endOf(calm())).then(() => app.run(actor, work));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

function endOf(waiting: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, LONGEST_WAIT_MS);
    void waiting.then(() => {
      clearTimeout(limit);
      resolve();
    });
  });
}
