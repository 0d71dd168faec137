import type { BillingStore } from '../../../domain/billing/store';
import { idsFrom } from '../../bulk';
import type { Tables } from '../../tables';
import { chunks } from './parts';

/** Issues many drafts with one statement for all, and tells the audit trail of each (U3): one after the other they take a second a thousand. */
export async function openDrafts(t: Tables, opened: Parameters<BillingStore['openDrafts']>[0]): Promise<void> {
  const issuedAt = t.now.toISOString();
  const id = idsFrom(t.newId());
  for (const part of chunks(opened)) {
    const changed = await t.all<{ id: string; status: string; number: string | null }>(
      `UPDATE invoices SET status = opened.status, number = opened.number, issued_at = $issued_at FROM (${rowsOf(t)}) opened
       WHERE invoices.id = opened.id AND invoices.status = 'draft' RETURNING invoices.id, invoices.status, invoices.number`,
      { issued_at: issuedAt, rows: JSON.stringify(part.map(({ id: invoice, status, number }) => ({ id: invoice, status, number }))) },
    );
    const before = JSON.stringify({ number: null, status: 'draft', issued_at: null });
    await t.insertMany('audit', changed.map((row) => ({
      id: id(), at: issuedAt, actor_kind: t.actor.kind, actor_id: t.actor.personId, channel: t.actor.channel, subject: 'invoice', subject_id: row.id,
      before, after: JSON.stringify({ number: row.number, status: row.status, issued_at: issuedAt }),
    })));
  }
}

const rowsOf = ({ dialect }: Tables) =>
  dialect === 'sqlite'
    ? `SELECT value ->> 'id' AS id, value ->> 'status' AS status, value ->> 'number' AS number FROM json_each($rows)`
    : `SELECT value ->> 'id' AS id, value ->> 'status' AS status, value ->> 'number' AS number FROM json_array_elements(CAST($rows AS json))`;
