import type { LifecycleStore } from './hypotheses/lifecycle-store';
import type { PoolStore } from './matching/store';
import type { ApplicationStore } from './screening/application-store';

export type { LifecycleStore } from './hypotheses/lifecycle-store';
export type { PoolStore } from './matching/store';
export type { ApplicationStore, StoredResult } from './screening/application-store';

/** All tables of staffing. */
export type StaffingStore = PoolStore & ApplicationStore & LifecycleStore;
