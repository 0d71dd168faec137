import type { BillingStore } from '../../domain/billing/store';
import type { Tables } from '../tables';
import { accruals } from './billing/accruals';
import { invoices } from './billing/invoices';
import { ledger } from './billing/ledger';
import { parking } from './billing/parking';
import { payments } from './billing/payments';
import { payouts } from './billing/payouts';
import { tariffs } from './billing/tariffs';

/** Tariffs, the ledger, invoices, payments, payouts and bonuses on SQL. */
export function billingStore(t: Tables): BillingStore {
  return {
    lock: (account) => t.lock(account),
    ...tariffs(t),
    ...ledger(t),
    ...accruals(t),
    ...invoices(t),
    ...payments(t),
    ...payouts(t),
    ...parking(t),
  };
}
