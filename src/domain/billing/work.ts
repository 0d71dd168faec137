import type { Runner, Work } from '../shared/work';
import type { UsersWork } from '../users';
import type { BillingEvent } from './events';
import type { GoldHat } from './payouts/gold-hat';
import type { BillingStore } from './store';

/** What a use case of billing is given. */
export type BillingWork = Work<BillingEvent> & { billing: BillingStore } & UsersWork;

/** What a process of billing is given: units of work, and the service that moves money. */
export type BillingApp = Runner<BillingWork> & { goldHat: GoldHat };
