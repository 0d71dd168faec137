import { DomainError } from '../shared/errors';

/** No task has this id. */
export const taskNotFound = (task: string) => new DomainError('notifications.task_not_found', 'not_found', { task });
/** The task is done already. */
export const taskDone = (task: string) => new DomainError('notifications.task_done', 'conflict', { task });
/** No alert has this id. */
export const alertNotFound = (alert: string) => new DomainError('notifications.alert_not_found', 'not_found', { alert });
/** The alert ends when it is no longer true, and not by being ticked off. */
export const alertEndsItself = () => new DomainError('notifications.alert_ends_itself', 'conflict');
