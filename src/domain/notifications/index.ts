export { notify, type ToldEvent } from './audience';
export { contentOf } from './content';
export { dispatchOutbox, type DispatchApp } from './dispatch-outbox';
export { keepCard } from './keep-card';
export type { CardKey, Content, Delivery, JobTerms, Letter, MessageKey, Messenger, OutboxRow } from './message';
export { outboxStatus } from './outbox-status';
export type { StaffTask, TaskKind } from './task';
export { askForPayout, askForRelease, askForReturn, closeTask, listTasks, payoutArrived, welcomeBack } from './tasks';
export type { NotificationsWork } from './work';
