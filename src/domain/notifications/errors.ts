import { DomainError } from '../shared/errors';

/** No task has this id. */
export const taskNotFound = (task: string) => new DomainError('notifications.task_not_found', 'not_found', { task });
/** The task is done already. */
export const taskDone = (task: string) => new DomainError('notifications.task_done', 'conflict', { task });
