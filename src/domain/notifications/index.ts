export { notify, notifyAll, type ToldEvent } from './audience';
export { contentOf } from './content';
export { dispatchOutbox, type DispatchApp } from './dispatch-outbox';
export { keepCard } from './keep-card';
export type { CardKey, Content, Delivery, InvoiceCard, JobTerms, Letter, MessageKey, Messenger, OutboxRow } from './message';
export { outboxStatus } from './outbox-status';
export type { StaffTask, TaskKind } from './task';
export { askForPayment, askForPayout, askForRelease, askForReturn, askWhatFor, closeTask, listTasks, paymentGivenUp, paymentSettled, payoutArrived, welcomeBack } from './tasks';
export type { NotificationsWork } from './work';
