import type { QualityWork } from '../quality';
import type { Work } from '../shared/work';
import type { NotificationsStore } from './store';

/** What a use case of notifications is given; it tells nobody anything (N1). */
export type NotificationsWork = Work<never> & { notifications: NotificationsStore } & QualityWork;
