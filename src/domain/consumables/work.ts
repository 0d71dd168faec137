import type { Work } from '../shared/work';
import type { UsersWork } from '../users';
import type { ConsumablesEvent } from './events';
import type { ConsumablesStore } from './store';

/** What a use case of consumables is given. */
export type ConsumablesWork = Work<ConsumablesEvent> & { consumables: ConsumablesStore } & UsersWork;
