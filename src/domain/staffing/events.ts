/** What happens to candidates and workers. */
export type StaffingEvent =
  | { type: 'application_received'; candidate: string; application: string }
  | { type: 'candidate_accepted'; candidate: string; application: string; overridden: boolean }
  | { type: 'candidate_rejected'; candidate: string; application: string; overridden: boolean }
  | { type: 'worker_available'; worker: string }
  | { type: 'worker_deactivated'; worker: string };
