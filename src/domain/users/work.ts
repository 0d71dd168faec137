import type { Work } from '../shared/work';
import type { UsersEvent } from './events';
import type { UsersStore } from './store';

/** What a use case of users is given. */
export type UsersWork = Work<UsersEvent> & { users: UsersStore };
