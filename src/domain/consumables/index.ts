export type { ConsumablesEvent, KitFacts } from './events';
export { issueKit, overrideKit } from './issue-kit';
export type { Kit, KitStatus } from './kit';
export { kitsOf, kitTemplate, listKits, mayStart } from './list-kits';
export { requestKit } from './request-kit';
export { setKit } from './set-kit';
export { withdrawKit } from './withdraw-kit';
export type { ConsumablesWork } from './work';
