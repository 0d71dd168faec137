import type { AbsenceStore } from './absence-store';
import type { CatalogueStore } from './catalogue/catalogue-store';
import type { LifecycleStore } from './hypotheses/lifecycle-store';
import type { MatchingStore, PoolStore } from './matching/store';
import type { ApplicationStore } from './screening/application-store';
import type { BatteryStore } from './screening/battery-store';
import type { DecisionStore } from './screening/decision-store';
import type { HistoryStore } from './screening/history-store';
import type { ImportStore } from './screening/imports/import-store';

export type { CatalogueStore } from './catalogue/catalogue-store';
export type { ActivationRow } from './hypotheses/lifecycle/activation';
export type { ArmOutcome, Outcome } from './hypotheses/lifecycle/outcome';
export type { Trial } from './hypotheses/lifecycle/trial';
export type { StoredVersion } from './hypotheses/lifecycle/version-name';
export type { ArmCounts, LifecycleStore } from './hypotheses/lifecycle-store';
export type { AbsenceStore } from './absence-store';
export type { PipelineMove, StoredPipeline } from './matching/pipelines/pipeline-version';
export type { Availability, MatchedTwice, MatchingStore, PoolStore, StoredMatch, WorkerOutcome } from './matching/store';
export type { ApplicationStore } from './screening/application-store';
export type { BatteryStore } from './screening/battery-store';
export type { Lane, Snapshot, StoredDecision, StoredEvaluation } from './screening/decision';
export type { DecisionStore } from './screening/decision-store';
export type { HistoryStore } from './screening/history-store';
export type { ImportStore, ImportTarget } from './screening/imports/import-store';

/** All tables of staffing. */
export type StaffingStore = PoolStore & MatchingStore & AbsenceStore & CatalogueStore & ApplicationStore & BatteryStore & ImportStore & LifecycleStore & DecisionStore & HistoryStore;
