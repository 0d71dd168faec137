import { listedIn } from '../../bulk';
import { exactHash, referenceHash } from '../../payment-reference';
import type { Tables } from '../../tables';
import { sum, upTo, upToParams, type Part } from './parts';
import { RECEIVED, toReceived, type ReceivedRow } from './received';

/** What a payment is called on lists: by the end of its id. */
const ENDING = /^payment-([0-9a-f]{8})$/i;

/** Payments, and what they were applied to. */
export function payments(t: Tables): Part<'addPayment' | 'currenciesOf' | 'payment' | 'allocate' | 'allocationsOf' | 'paidBy' | 'credit' | 'isBeingCollected' | 'isPaymentKnown'> {
  return {
    // A bank's text may name people: what can't be erased keeps but its hash (U5).
    addPayment: async ({ id, client, invoice, reference, amount, method, inCurrency }) => {
      const known = { method, reference_sha256: referenceHash(method, reference) };
      if (!(await t.insertNew('payment_references', { ...known, payment_id: id }))) return false;
      await t.insert('payments', { id, client_id: client, invoice_id: invoice, ...known, amount_minor: amount, at: t.now.toISOString() });
      await t.insert('payment_notes', { payment_id: id, reference });
      if (inCurrency) await t.insert('payment_currencies', { payment_id: id, currency: inCurrency.currency, amount: inCurrency.amount, rate_minor: inCurrency.rateMinor });
      return true;
    },
    currenciesOf: async (ids) => {
      const rows = await t.all<{ payment_id: string; currency: string; amount: number; rate_minor: number }>(
        `SELECT * FROM payment_currencies WHERE payment_id ${listedIn(t.dialect, 'ids', 'TEXT')}`,
        { ids: JSON.stringify(ids) },
      );
      return new Map(rows.map(({ payment_id, currency, amount, rate_minor }) => [payment_id, { currency, amount, rateMinor: rate_minor }]));
    },
    payment: async (reference) => {
      const row = await t.one<ReceivedRow & { client_id: string }>(
        `${RECEIVED} WHERE p.id = $id OR p.reference_sha256 IN ($exact, $hash) OR p.id IN (SELECT payment_id FROM payment_references WHERE reference_sha256 = $hash) OR (p.id LIKE $end AND (SELECT COUNT(*) FROM payments o WHERE o.id LIKE $end) = 1) ORDER BY (v.at IS NULL) DESC, (p.method = 'manual') DESC, p.at DESC, p.id DESC LIMIT 1`,
        { id: reference.toLowerCase(), exact: exactHash(reference), hash: referenceHash('manual', reference), end: `%${ENDING.exec(reference)?.[1]?.toLowerCase() ?? '-'}` },
      );
      return row && { ...toReceived(row), client: row.client_id };
    },
    allocate: (allocations) =>
      t.insertMany('allocations', allocations.map(({ id, invoice, client, n, amount }) => ({ id, invoice_id: invoice, client_id: client, n, amount_minor: amount, at: t.now.toISOString() }))),
    allocationsOf: async (clients) => {
      const rows = await t.all<{ client_id: string; n: number }>(
        `SELECT client_id, MAX(n) AS n FROM allocations WHERE client_id ${listedIn(t.dialect, 'clients', 'TEXT')} GROUP BY client_id`,
        { clients: JSON.stringify(clients) },
      );
      return new Map(rows.map(({ client_id, n }) => [client_id, n]));
    },
    paidBy: async (client, asOf) => {
      const row = await t.one<{ paid: number; n: number }>(
        `SELECT ${sum('amount_minor')} AS paid, COALESCE(MAX(n), 0) AS n FROM allocations WHERE client_id = $client AND ${upTo('at', asOf)}`,
        { client, ...upToParams(asOf) },
      );
      return { paid: row?.paid ?? 0, allocations: row?.n ?? 0 };
    },
    credit: async (clients) => {
      const mine = `client_id ${listedIn(t.dialect, 'clients', 'TEXT')}`;
      const rows = await t.all<{ client_id: string; credit: number }>(
        `SELECT client_id, ${sum('amount')} AS credit FROM (
           SELECT client_id, amount_minor AS amount FROM payments WHERE ${mine}
           UNION ALL SELECT client_id, -amount_minor FROM allocations WHERE ${mine}
           UNION ALL SELECT client_id, -amount_minor FROM refunds WHERE ${mine}
           UNION ALL SELECT client_id, -amount_minor FROM payment_reversals WHERE ${mine}
         ) moves GROUP BY client_id HAVING SUM(amount) <> 0`,
        { clients: JSON.stringify(clients) },
      );
      return new Map(rows.map(({ client_id, credit }) => [client_id, credit]));
    },
    isPaymentKnown: async ({ method, reference }) =>
      (await t.one('SELECT 1 AS known FROM payment_references WHERE method = $method AND reference_sha256 = $hash', { method, hash: referenceHash(method, reference) })) !== undefined,
    isBeingCollected: async (invoice) =>
      (await t.one(`SELECT 1 AS busy FROM collections WHERE invoice_id = $invoice AND status IN ('pending', 'unknown', 'parked')`, { invoice })) !== undefined,
  };
}
