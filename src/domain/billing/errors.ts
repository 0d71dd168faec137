import { DomainError } from '../shared/errors';
import { catNumber } from '../shared/ids';

/** No invoice has this number or id. */
export const invoiceNotFound = (invoice: string) => new DomainError('billing.invoice_not_found', 'not_found', { invoice });
/** Only an open invoice takes payments (B6). */
export const invoiceNotOpen = (invoice: string, status: string) => new DomainError('billing.invoice_not_open', 'conflict', { invoice, status });
/** An invoice that was given up takes no payments: money that comes is the client's credit. */
export const invoiceGivenUp = (invoice: string) =>
  new DomainError('billing.invoice_not_open', 'conflict', { invoice, status: 'uncollectible', problem: 'given_up' });
/** A void invoice takes no payments: the one that replaced it may, and the client's account always does. */
export const invoiceVoid = (invoice: string, instead: { replacement: string } | { client: string }) =>
  new DomainError('billing.invoice_not_open', 'conflict', { invoice, status: 'void', problem: 'replacement' in instead ? 'replaced' : 'void', ...instead });
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
/** The log tells nothing of such an order. */
export const orderUnknown = (order: string) => new DomainError('billing.order_unknown', 'not_found', { order });
/** An order that is to be charged has no price. */
export const orderWithoutPrice = (order: string) => new DomainError('billing.order_without_price', 'unexpected', { order });
/** What is booked beside the ledger differs from the ledger (B11): a person has to look. */
export const accountBroken = (account: string, booked: string, ledger: string) =>
  new DomainError('billing.account_broken', 'unexpected', { account, booked, ledger });
/** A tariff holds from an instant that is not over yet: what was priced stays priced. */
export const tariffInThePast = (from: Date) => new DomainError('billing.tariff_in_the_past', 'invalid', { from: from.toISOString() });
/** Where a cut-off or a pay day moves, the new version begins with a day of the company. */
export const tariffNotAtMidnight = () => new DomainError('billing.tariff_not_at_midnight', 'invalid');
/** There is a version that holds from this very instant. */
export const tariffTaken = (from: Date) => new DomainError('billing.tariff_taken', 'conflict', { from: from.toISOString() });
/** A number of a tariff can't be. */
export const badTariff = (field: string) => new DomainError('billing.bad_tariff', 'invalid', { field });
/** The invoice's state doesn't allow this (B6). */
export const invoiceWrongState = (invoice: string, status: string, to: string) =>
  new DomainError('billing.invoice_wrong_state', 'conflict', { invoice, status, to });
/** A paid invoice isn't voided: all of it is credited. */
export const invoicePaidNotVoid = (invoice: string, left: string) =>
  new DomainError('billing.invoice_wrong_state', 'conflict', { invoice, status: 'paid', to: 'void', problem: 'paid', left });
/** No payment, refund, bonus or correction goes by this. */
export const entryNotFound = (entry: string) => new DomainError('billing.entry_not_found', 'not_found', { entry });
/** Only what was given up is asked for again. */
export const invoiceNotGivenUp = (invoice: string, status: string) =>
  new DomainError('billing.invoice_wrong_state', 'conflict', { invoice, status, to: 'open', problem: 'not_given_up' });
/** A credit note can't take off more than is left of the invoice (B6). */
export const creditTooHigh = (invoice: string, left: string) => new DomainError('billing.credit_too_high', 'invalid', { invoice, left });
/** An invoice with a credit note isn't voided: what is left of it is credited, too. */
export const invoiceCredited = (invoice: string) => new DomainError('billing.invoice_credited', 'conflict', { invoice });
/** Only a client's credit can be given back; what an invoice took is credited first. */
export const notEnoughCredit = (client: string, credit: string) => new DomainError('billing.not_enough_credit', 'conflict', { client, credit });
/** A charge is on its way: until its fate is known nobody touches the invoice (B6). */
export const collectionUnderWay = (invoice: string) => new DomainError('billing.collection_under_way', 'conflict', { invoice });
/** The month is not over yet, or something in it is not settled (B11). */
export const monthNotOver = (month: string) => new DomainError('billing.month_not_over', 'conflict', { month });
/** Payouts of the month are still under way (B11). */
export const monthNotSettled = (month: string, payouts: number) => new DomainError('billing.month_not_settled', 'conflict', { month, payouts });
/** No such month. */
export const badMonth = (month: string) => new DomainError('billing.bad_month', 'invalid', { month });
/** Money on account is taken from clients only. */
export const notAClient = (person: string) => new DomainError('billing.not_a_client', 'invalid', { person });
/** No charge of a card has this id or key. */
export const collectionNotFound = (collection: string) => new DomainError('billing.collection_not_found', 'not_found', { collection });
/** Only a charge that waits for a person is settled by hand (B7). */
export const collectionNotParked = (invoice: string, status: string) => new DomainError('billing.collection_not_parked', 'conflict', { invoice, status });
/** There is no card on file, or the client pays another way. */
export const noCard = (client: string) => new DomainError('billing.no_card', 'conflict', { client });
/** No card was being entered. */
export const cardNotBegun = (client: string) => new DomainError('billing.card_not_begun', 'conflict', { client });
/** No card gateway is configured (B7). */
export const cardsNotOffered = () => new DomainError('billing.cards_not_offered', 'unavailable');
/** The card gateway did not answer. */
export const cardsUnavailable = () => new DomainError('billing.cards_unavailable', 'unavailable');
/** Clients are not offered this way to pay now (B7). */
export const methodNotOffered = (method: string) => new DomainError('billing.method_not_offered', 'invalid', { method });
/** Nobody paid under this id or reference. */
export const paymentNotFound = (payment: string) => new DomainError('billing.payment_not_found', 'not_found', { payment });
/** A payment is taken back once. */
export const paymentReversed = (payment: string) => new DomainError('billing.payment_reversed', 'conflict', { payment });
/** What came by card or in the chat did come: it is refunded, not taken back. */
export const paymentNotByHand = (payment: string, method: string, client: string) => new DomainError('billing.payment_not_by_hand', 'conflict', { payment, method, client });
/** More of a payment was given back or written off than is left to take back. */
export const paymentSpent = (payment: string, left: string, { name, number }: { name: string; number: number }) =>
  new DomainError('billing.payment_spent', 'conflict', { payment, left, client: name, number: catNumber(number) });
/** A version of the tariff that is just like the one before. */
export const tariffUnchanged = (from: Date) => new DomainError('billing.tariff_unchanged', 'invalid', { from: from.toISOString() });
/** There is no currency with this code. */
export const unknownCurrency = (currency: string) => new DomainError('billing.unknown_currency', 'invalid', { currency });
/** No version of the tariff begins at this instant. */
export const noTariffFrom = (from: Date) => new DomainError('billing.no_tariff_from', 'not_found', { from: from.toISOString() });
/** A version that is in force, or is about to be, stays: prices may be made by it. */
export const tariffBegun = (from: Date) => new DomainError('billing.tariff_begun', 'conflict', { from: from.toISOString() });
