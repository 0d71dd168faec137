import { allow } from '../../users';
import type { BillingWork } from '../work';
import type { AccountBalance, LedgerEntry } from './ledger';

/** The whole ledger, oldest first, as it was at an instant if one is named (B11). */
export async function showLedger(w: BillingWork, input: { asOf?: Date | undefined } = {}): Promise<LedgerEntry[]> {
  allow(w, 'show-ledger');
  return w.billing.ledger(input.asOf);
}

/** What every account holds: its debits less its credits; the sum is always zero (B11). */
export async function ledgerBalances(w: BillingWork, input: { asOf?: Date | undefined } = {}): Promise<AccountBalance[]> {
  allow(w, 'show-ledger');
  return w.billing.balances(input.asOf);
}
