import { gracefulShutdown, scheduleJob } from 'node-schedule';

import type { App } from '../app';
import { DomainError } from '../domain/shared/errors';
import { SYSTEM } from '../domain/shared/work';
import { jobNames, jobs, type Job, type JobName } from './jobs';
import { runJob } from './run-job';

/** What ticking writes to. */
export interface Log {
  info(data: object, message: string): void;
  error(data: object, message: string): void;
}

const RARELY_S = 300;

/** Work driven by the clock, until it is stopped. */
export interface Ticking {
  /** Does what is due now, one job after the other, whether or not it is its turn; what is looked at rarely waits for it. */
  round(): Promise<void>;
  /** Ends after the round that is under way. */
  stop(): Promise<void>;
}

/**
 * Looks once a second what is due and does it, each job in a lane of its own, so that none waits for another; a job that fails is logged and
 * tried again. Jobs that judge by what cats have sent wait while `caughtUp` says no.
 */
export function startTicking(app: App, log: Log, caughtUp: () => boolean): Ticking {
  const running = new Map<JobName, Promise<void>>();
  let second = 0;
  const waits = (job: Job) => job.needsMessages === true && !caughtUp();
  const begin = (name: JobName) => running.set(name, runIfDue(app, log, name).finally(() => running.delete(name)));
  scheduleJob('* * * * * *', () => {
    const now = second++;
    for (const name of jobNames) {
      if (now % jobs[name].everySeconds === 0 && !running.has(name) && !waits(jobs[name])) begin(name);
    }
  });
  return {
    round: async () => {
      for (const name of jobNames.filter((one) => jobs[one].everySeconds < RARELY_S && !waits(jobs[one]))) {
        await running.get(name);
        await begin(name).get(name);
      }
    },
    stop: async () => {
      await gracefulShutdown();
      await Promise.all(running.values());
    },
  };
}

async function runIfDue(app: App, log: Log, name: JobName): Promise<void> {
  try {
    if (!(await app.query(SYSTEM, jobs[name].due))) return;
    const { done } = await runJob(app, SYSTEM, name);
    if (done > 0) log.info({ job: name, done }, 'job done');
  } catch (error) {
    if (error instanceof DomainError && error.code === 'machine.job_busy') return;
    log.error({ job: name, err: error }, 'job failed');
  }
}
