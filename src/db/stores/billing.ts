import type { BillingStore } from '../../domain/billing/store';
import type { Tables } from '../tables';
import { accruals } from './billing/accruals';
import { byHand } from './billing/by-hand';
import { collections } from './billing/collections';
import { invoices } from './billing/invoices';
import { ledger } from './billing/ledger';
import { parking } from './billing/parking';
import { paymentMethods } from './billing/payment-methods';
import { payments } from './billing/payments';
import { payouts } from './billing/payouts';
import { replay } from './billing/replay';
import { tariffs } from './billing/tariffs';
import { why } from './billing/why';

/** Tariffs, the ledger, invoices, payments, payouts and bonuses on SQL. */
export function billingStore(t: Tables): BillingStore {
  return {
    lock: (thing) => t.lock(`billing:${thing}`),
    lockAll: (accounts) => t.lockAll(accounts),
    ...tariffs(t),
    ...ledger(t),
    ...accruals(t),
    ...invoices(t),
    ...byHand(t),
    ...payments(t),
    ...paymentMethods(t),
    ...collections(t),
    ...payouts(t),
    ...parking(t),
    ...why(t),
    ...replay(t),
  };
}
