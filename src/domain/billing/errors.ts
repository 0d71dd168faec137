import { DomainError } from '../shared/errors';

/** No invoice has this number or id. */
export const invoiceNotFound = (invoice: string) => new DomainError('billing.invoice_not_found', 'not_found', { invoice });
/** Only an open invoice takes payments (B6). */
export const invoiceNotOpen = (invoice: string, status: string) => new DomainError('billing.invoice_not_open', 'conflict', { invoice, status });
/** A payment with this reference is in the books already (B6). */
export const paymentRepeated = (reference: string) => new DomainError('billing.payment_repeated', 'conflict', { reference });
/** An amount must be a whole number of minor units above zero. */
export const badAmount = (amount: number) => new DomainError('billing.bad_amount', 'invalid', { amount_minor: amount });
/** No payout has this id. */
export const payoutNotFound = (payout: string) => new DomainError('billing.payout_not_found', 'not_found', { payout });
/** No bonus has this id. */
export const bonusNotFound = (bonus: string) => new DomainError('billing.bonus_not_found', 'not_found', { bonus });
/** Only workers are given bonuses (B9). */
export const notAWorker = (person: string) => new DomainError('billing.not_a_worker', 'invalid', { person });
/** The account is not parked, so there is nothing to release. */
export const accountNotParked = (account: string) => new DomainError('billing.account_not_parked', 'not_found', { account });
/** No tariff is in force: the database was never initialised. */
export const noTariff = (at: Date) => new DomainError('billing.no_tariff', 'unavailable', { at: at.toISOString() });
/** An order names a tariff that does not exist. */
export const tariffNotFound = (tariff: number | null) => new DomainError('billing.tariff_not_found', 'unexpected', { tariff });
/** An order that is to be charged has no price. */
export const orderWithoutPrice = (order: string) => new DomainError('billing.order_without_price', 'unexpected', { order });
/** What is booked beside the ledger differs from the ledger (B11): a person has to look. */
export const accountBroken = (account: string, booked: string, ledger: string) =>
  new DomainError('billing.account_broken', 'unexpected', { account, booked, ledger });
