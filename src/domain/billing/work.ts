import type { Runner, Work } from '../shared/work';
import type { UsersWork } from '../users';
import type { BillingEvent } from './events';
import type { CardGateway } from './payments/card-gateway';
import type { GoldHat } from './payouts/gold-hat';
import type { BillingStore } from './store';

/** What a use case of billing is given; `takesCards` where there is a gateway that charges them. */
export type BillingWork = Work<BillingEvent> & { billing: BillingStore; readonly takesCards: boolean } & UsersWork;

/** What a process of billing is given: units of work, and the services that move money; null where cards are not taken. */
export type BillingApp = Runner<BillingWork> & { goldHat: GoldHat; cards: CardGateway | null };
