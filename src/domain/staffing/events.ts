import type { ScreeningPolicy } from './hypotheses/screening-policy';
import type { ProgramFault } from './matching/program';

/** What happens to candidates and workers. */
export type StaffingEvent =
  | { type: 'application_received'; candidate: string; application: string }
  | { type: 'screening_assigned'; candidate: string; application: string; choice_tests: number }
  | { type: 'application_withdrawn'; candidate: string; application: string }
  | { type: 'application_expired'; candidate: string; application: string }
  | { type: 'history_imported'; what: 'candidates' | 'results'; lines: number }
  | { type: 'candidate_accepted'; candidate: string; application: string; overridden: boolean }
  | { type: 'candidate_rejected'; candidate: string; application: string; overridden: boolean }
  | { type: 'worker_available'; worker: string }
  | { type: 'worker_deactivated'; worker: string }
  | { type: 'worker_returned'; worker: string }
  | { type: 'absence_noted'; worker: string; absence: string; from: string; to: string; booked: number }
  | { type: 'absence_removed'; worker: string; absence: string }
  | { type: 'pipeline_added'; pipeline: string }
  | { type: 'pipeline_activated'; pipeline: string; replaced: string }
  | { type: 'pipeline_rolled_back'; pipeline: string; replaced: string }
  | { type: 'pipeline_shadowed'; pipeline: string; stopped: boolean }
  | { type: 'matching_stopped'; order: string; number: number | null; client: string; pipeline: string; program: string; fault: ProgramFault }
  | { type: 'hypothesis_backtested'; hypothesis: string; hash: string; digest: string }
  | { type: 'trial_started'; trial: string; hypothesis: string; hash: string; share_bp: number }
  | { type: 'hypothesis_adopted'; hypothesis: string; hash: string; vacancy: string; replaced: string | null }
  | { type: 'hypothesis_rolled_back'; hypothesis: string; hash: string; vacancy: string; replaced: string }
  | { type: 'hypothesis_retired'; hypothesis: string; hash: string }
  | { type: 'hypothesis_stopped'; hypothesis: string; hash: string; trial: string | null; restored: string | null; guardrail: string }
  | ({ type: 'screening_policy_changed'; from: string } & Partial<Record<keyof ScreeningPolicy, number | boolean>>);
