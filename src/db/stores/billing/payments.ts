import { createHash } from 'node:crypto';

import { inList, listParams } from '../../rows';
import type { Tables } from '../../tables';
import { chunks, sum, upTo, upToParams, type Part } from './parts';

/** Payments, and what they were applied to. */
export function payments(t: Tables): Part<'addPayment' | 'allocate' | 'paidBy' | 'credit'> {
  return {
    // A bank's text may name people: what can't be erased keeps but its hash (U5).
    addPayment: async ({ id, client, invoice, reference, amount }) => {
      const isNew = await t.insertNew('payments', {
        id,
        client_id: client,
        invoice_id: invoice,
        method: 'manual',
        reference_sha256: createHash('sha256').update(reference).digest('hex'),
        amount_minor: amount,
        at: t.now.toISOString(),
      });
      if (isNew) await t.insert('payment_notes', { payment_id: id, reference });
      return isNew;
    },
    allocate: ({ id, invoice, client, amount }) =>
      t.insert('allocations', { id, invoice_id: invoice, client_id: client, amount_minor: amount, at: t.now.toISOString() }),
    paidBy: async (client, asOf) => {
      const row = await t.one<{ paid: number }>(
        `SELECT ${sum('amount_minor')} AS paid FROM allocations WHERE client_id = $client AND ${upTo('at', asOf)}`,
        { client, ...upToParams(asOf) },
      );
      return row?.paid ?? 0;
    },
    credit: async (clients) => {
      const found = new Map<string, number>();
      for (const part of chunks(clients)) {
        const rows = await t.all<{ client_id: string; credit: number }>(
          `SELECT client_id, ${sum('amount')} AS credit FROM (
             SELECT client_id, amount_minor AS amount FROM payments WHERE client_id IN (${inList(part)})
             UNION ALL SELECT client_id, -amount_minor FROM allocations WHERE client_id IN (${inList(part)})
           ) moves GROUP BY client_id HAVING SUM(amount) <> 0`,
          listParams(part),
        );
        for (const row of rows) found.set(row.client_id, row.credit);
      }
      return found;
    },
  };
}
