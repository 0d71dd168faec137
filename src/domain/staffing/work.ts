import type { Work } from '../shared/work';
import type { UsersWork } from '../users';
import type { StaffingEvent } from './events';
import type { StaffingStore } from './store';

/** What a use case of staffing is given. */
export type StaffingWork = Work<StaffingEvent> & { staffing: StaffingStore } & UsersWork;
