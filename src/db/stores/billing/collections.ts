import type { Collectable, CollectionRecord } from '../../../domain/billing/store';
import { listedIn } from '../../bulk';
import { instant, instantOrNull } from '../../rows';
import type { Params } from '../../sql';
import type { Tables } from '../../tables';
import type { Part } from './parts';

interface CollectionRow {
  id: string;
  invoice_id: string;
  number: string;
  client_id: string;
  attempt: number;
  key: string;
  card_token: string | null;
  amount_minor: number;
  status: CollectionRecord['status'];
  created_at: string;
  settled_at: string | null;
  retry_at: string | null;
  sending_until: string | null;
  error: string | null;
}

/** Attempts with their invoices' numbers; what is not open any more is charged no more, whatever was planned. */
const ATTEMPTS = `SELECT c.id, c.invoice_id, i.number, c.client_id, c.attempt, c.key, c.card_token, c.amount_minor, c.status, c.created_at, c.settled_at,
  CASE WHEN i.status = 'open' THEN c.retry_at END AS retry_at, c.sending_until, c.error
  FROM collections c JOIN invoices i ON i.id = c.invoice_id`;

/** In the words of the index `collections_one_open`, or it is not used. */
const NOT_SETTLED = `status IN ('pending', 'unknown', 'parked')`;
const NOT_PARKED = (client: string) => `NOT EXISTS (SELECT 1 FROM parked_accounts a WHERE a.account = 'clients:' || ${client})`;
const ENDS = ['paid', 'declined', 'withdrawn'];

/** A condition that names clients, or one invoice `i`, and the parameters of both and of now. */
function ofThese(t: Tables, { clients, only }: { clients?: readonly string[]; only?: string | undefined }): { named: string; params: Params } {
  const conditions = [...(clients ? [`i.client_id ${listedIn(t.dialect, 'clients', 'TEXT')}`] : []), ...(only === undefined ? [] : ['i.id = $only'])];
  const params = { now: t.now.toISOString(), ...(clients && { clients: JSON.stringify(clients) }), ...(only !== undefined && { only }) };
  return { named: ['1 = 1', ...conditions].join(' AND '), params };
}

/** Attempts to charge cards for invoices. */
export function collections(t: Tables): Part<'collectable' | 'givenUpBy' | 'addCollections' | 'moveCollection' | 'moveSending' | 'retryNow' | 'noRetry' | 'collections'> {
  return {
    collectable: async (filter) => {
      const { named, params } = ofThese(t, filter);
      const rows = await t.all<{ id: string; client_id: string; card_token: string; attempts: number }>(
        `SELECT i.id, i.client_id, m.card_token, (SELECT COUNT(*) FROM collections c WHERE c.invoice_id = i.id) AS attempts
         FROM invoices i JOIN payment_methods m ON m.client_id = i.client_id AND m.method = 'card'
         WHERE i.status = 'open' AND ${named} AND ${NOT_PARKED('i.client_id')}
           AND ((i.reopened_at IS NULL AND NOT EXISTS (SELECT 1 FROM collections c WHERE c.invoice_id = i.id))
             OR EXISTS (SELECT 1 FROM collections c WHERE c.invoice_id = i.id AND c.retry_at <= $now))
           AND NOT EXISTS (SELECT 1 FROM collections c WHERE c.invoice_id = i.id AND c.${NOT_SETTLED})
         ORDER BY i.cut_off, i.client_id, i.id`,
        params,
      );
      return rows.map((row): Collectable => ({ invoice: row.id, client: row.client_id, card: row.card_token, attempts: row.attempts }));
    },
    addCollections: async (begun) => {
      for (const { invoice, attempt } of begun) if (attempt > 1) await t.update('collections', { invoice_id: invoice }, { retry_at: null });
      await t.insertMany('collections', begun.map(toRow));
    },
    moveCollection: async ({ id, status: from }, { status, error, retryAt }) => {
      const isSettled = ENDS.includes(status);
      const set = { status, error, retry_at: retryAt?.toISOString() ?? null, settled_at: isSettled ? t.now.toISOString() : null };
      return (await t.update('collections', { id, status: from }, isSettled ? { ...set, card_token: null, sending_until: null } : set)) > 0;
    },
    moveSending: async ({ id, sendingUntil }, until) =>
      (await t.update('collections', { id, sending_until: sendingUntil?.toISOString() ?? null }, { sending_until: until?.toISOString() ?? null })) > 0,
    retryNow: async (client) => {
      const last = await t.all<{ id: string }>(
        `SELECT c.id FROM collections c JOIN invoices i ON i.id = c.invoice_id AND i.status = 'open'
         WHERE i.client_id = $client AND c.status = 'declined' AND c.retry_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM collections later WHERE later.invoice_id = c.invoice_id AND later.attempt > c.attempt)`,
        { client },
      );
      for (const { id } of last) await t.update('collections', { id }, { retry_at: t.now.toISOString() });
    },
    noRetry: async (id) => (await t.update('collections', { id }, { retry_at: null })) > 0,
    givenUpBy: async (filter) => {
      const { named, params } = ofThese(t, filter);
      const rows = await t.all<CollectionRow>(
        `${ATTEMPTS}
         WHERE c.retry_at <= $now AND i.status = 'open' AND ${named} AND ${NOT_PARKED('i.client_id')}
           AND NOT EXISTS (SELECT 1 FROM payment_methods m WHERE m.client_id = i.client_id AND m.method = 'card')
           AND EXISTS (SELECT 1 FROM collections d WHERE d.invoice_id = i.id AND d.status = 'declined')
           AND NOT EXISTS (SELECT 1 FROM collections o WHERE o.invoice_id = i.id AND o.${NOT_SETTLED})
         ORDER BY i.cut_off, c.invoice_id, c.attempt`,
        params,
      );
      return rows.map(toCollection);
    },
    collections: async ({ id, key, invoice, underWay }) => {
      const named = Object.entries({ id, key, invoice_id: invoice }).filter(([, value]) => value !== undefined);
      const conditions = [
        ...named.map(([column]) => `c.${column} = $${column}`),
        ...(underWay ? [`c.${NOT_SETTLED} AND c.status <> 'parked'`, NOT_PARKED('c.client_id')] : []),
      ];
      const rows = await t.all<CollectionRow>(
        `${ATTEMPTS} WHERE ${conditions.join(' AND ')} ORDER BY c.created_at, c.invoice_id, c.attempt`,
        Object.fromEntries(named) as Params,
      );
      return rows.map(toCollection);
    },
  };
}

const toRow = (one: CollectionRecord) => ({
  id: one.id,
  invoice_id: one.invoice,
  client_id: one.client,
  attempt: one.attempt,
  key: one.key,
  card_token: one.card,
  amount_minor: one.amount,
  status: one.status,
  created_at: one.createdAt.toISOString(),
  settled_at: null,
  retry_at: null,
  sending_until: null,
  error: one.error,
});

const toCollection = (row: CollectionRow): CollectionRecord => ({
  id: row.id,
  invoice: row.invoice_id,
  number: row.number,
  client: row.client_id,
  attempt: row.attempt,
  key: row.key,
  card: row.card_token,
  amount: row.amount_minor,
  status: row.status,
  createdAt: instant(row.created_at),
  settledAt: instantOrNull(row.settled_at),
  retryAt: instantOrNull(row.retry_at),
  sendingUntil: instantOrNull(row.sending_until),
  error: row.error,
});
