export { jobNames, type JobName } from './jobs';
export { listJobs, runJob, type JobStatus } from './run-job';
export { startTicking, type Log, type Ticking } from './ticking';
