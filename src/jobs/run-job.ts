import type { App, AppWork } from '../app';
import type { Actor } from '../domain/shared/work';
import { SYSTEM } from '../domain/shared/work';
import { allow } from '../domain/users';
import { jobBusy, jobNotFound } from '../errors';
import { jobNames, jobs, type Job, type JobName } from './jobs';

/** A process that dies holds a job up no longer than this. Every job may be run twice at once; the lease only saves the work. */
const LEASE_MS = 5 * 60_000;

/** Runs a job now, unless another process is at it (`machine.job_busy`); tells how much was done. */
export async function runJob(app: App, actor: Actor, name: string): Promise<{ job: JobName; done: number }> {
  const job = jobNames.find((known) => known === name);
  if (!job) throw jobNotFound(name);
  const fence = await app.run(actor, (w) => {
    allow(w, 'run-job');
    return w.machine.claimJob(job, new Date(w.wall.getTime() + LEASE_MS));
  });
  if (fence === undefined) throw jobBusy(job);
  try {
    const done = await jobs[job].run(app, actor);
    await app.run(SYSTEM, (w) => w.machine.closeJob(job, fence, null));
    return { job, done };
  } catch (error) {
    await app.run(SYSTEM, (w) => w.machine.closeJob(job, fence, error instanceof Error ? error.message : String(error)));
    throw error;
  }
}

/** A job as `mcf jobs` shows it; `next` is null where it runs as soon as something is due. */
export interface JobStatus {
  name: JobName;
  last: Date | null;
  next: Date | null;
  error: string | null;
}

/** Every job with its last and next run. */
export async function listJobs(w: AppWork): Promise<JobStatus[]> {
  allow(w, 'run-job');
  const rows = new Map((await w.machine.jobs()).map((row) => [row.name, row]));
  const listed: JobStatus[] = [];
  for (const name of jobNames) {
    const job: Job = jobs[name];
    const row = rows.get(name);
    listed.push({ name, last: row?.doneAt ?? null, next: job.next ? await job.next(w) : null, error: row?.error ?? null });
  }
  return listed;
}
