import { createHash } from 'node:crypto';

import { listedIn } from '../../bulk';
import type { Tables } from '../../tables';
import { sum, upTo, upToParams, type Part } from './parts';

const hashOf = (reference: string) => createHash('sha256').update(reference).digest('hex');

/** Payments, and what they were applied to. */
export function payments(t: Tables): Part<'addPayment' | 'allocate' | 'allocationsOf' | 'paidBy' | 'credit' | 'isBeingCollected' | 'isPaymentKnown'> {
  return {
    // A bank's text may name people: what can't be erased keeps but its hash (U5).
    addPayment: async ({ id, client, invoice, reference, amount, method }) => {
      const isNew = await t.insertNew('payments', {
        id,
        client_id: client,
        invoice_id: invoice,
        method,
        reference_sha256: hashOf(reference),
        amount_minor: amount,
        at: t.now.toISOString(),
      });
      if (isNew) await t.insert('payment_notes', { payment_id: id, reference });
      return isNew;
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
         ) moves GROUP BY client_id HAVING SUM(amount) <> 0`,
        { clients: JSON.stringify(clients) },
      );
      return new Map(rows.map(({ client_id, credit }) => [client_id, credit]));
    },
    isPaymentKnown: async ({ method, reference }) =>
      (await t.one('SELECT 1 AS known FROM payments WHERE method = $method AND reference_sha256 = $hash', { method, hash: hashOf(reference) })) !== undefined,
    isBeingCollected: async (invoice) =>
      (await t.one(`SELECT 1 AS busy FROM collections WHERE invoice_id = $invoice AND status IN ('pending', 'unknown', 'parked')`, { invoice })) !== undefined,
  };
}
