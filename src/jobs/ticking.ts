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

/** Work driven by the clock, until it is stopped. */
export interface Ticking {
  /** Ends after the round that is under way. */
  stop(): Promise<void>;
}

/** Looks once a second what is due and does it; a job that fails is logged and tried again. Waits with everything while `ready` says no. */
export function startTicking(app: App, log: Log, ready: () => boolean): Ticking {
  let round: Promise<void> | undefined;
  let second = 0;
  const tick = async (now: number) => {
    for (const name of jobNames) {
      const job: Job = jobs[name];
      if (now % job.everySeconds === 0) await runIfDue(app, log, name);
    }
  };
  scheduleJob('* * * * * *', () => {
    if (round || !ready()) return;
    round = tick(second++).finally(() => (round = undefined));
  });
  return {
    stop: async () => {
      await gracefulShutdown();
      await round;
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
