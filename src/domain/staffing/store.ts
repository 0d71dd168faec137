import type { CatalogueStore } from './catalogue/catalogue-store';
import type { LifecycleStore } from './hypotheses/lifecycle-store';
import type { PoolStore } from './matching/store';
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
export type { PoolStore } from './matching/store';
export type { ApplicationStore } from './screening/application-store';
export type { BatteryStore } from './screening/battery-store';
export type { Lane, Snapshot, StoredDecision, StoredEvaluation } from './screening/decision';
export type { DecisionStore } from './screening/decision-store';
export type { HistoryStore } from './screening/history-store';
export type { ImportStore, ImportTarget } from './screening/imports/import-store';

/** All tables of staffing. */
export type StaffingStore = PoolStore & CatalogueStore & ApplicationStore & BatteryStore & ImportStore & LifecycleStore & DecisionStore & HistoryStore;
