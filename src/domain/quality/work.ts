import type { OrdersWork } from '../orders';
import type { Work } from '../shared/work';
import type { QualityEvent } from './events';
import type { QualityStore } from './store';

/** What a use case of quality is given. */
export type QualityWork = Work<QualityEvent> & { quality: QualityStore } & OrdersWork;
