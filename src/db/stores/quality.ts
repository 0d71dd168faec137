import type { Review } from '../../domain/quality';
import type { QualityStore } from '../../domain/quality/store';
import { instant, instantOrNull } from '../rows';
import type { Params } from '../sql';
import type { Tables } from '../tables';

interface ReviewRow {
  id: string;
  order_id: string;
  order_number: number;
  reason: Review['reason'];
  status: Review['status'];
  opened_at: string;
  verdict: string | null;
  note: string | null;
  closed_at: string | null;
  client_id: string | null;
  told_at: string | null;
  words: string | null;
}

/** Reviews, and what clients say was wrong, on SQL. */
export function qualityStore(t: Tables): QualityStore {
  const select = async (where: string, params: Params = {}): Promise<Review[]> => {
    const rows = await t.all<ReviewRow>(
      `SELECT r.*, n.note, c.client_id, c.at AS told_at, c.words FROM reviews r
       LEFT JOIN review_notes n ON n.review_id = r.id LEFT JOIN complaints c ON c.review_id = r.id
       WHERE ${where} ORDER BY CASE r.status WHEN 'open' THEN 0 ELSE 1 END, r.opened_at DESC, r.id DESC`,
      params,
    );
    return rows.map(toReview);
  };
  return {
    lock: (order) => t.lock(`review:${order}`),
    open: ({ id, order, reason }) =>
      t.insertNew('reviews', {
        id,
        order_id: order.id,
        order_number: order.number,
        reason,
        status: 'open',
        opened_at: t.now.toISOString(),
      }),
    review: async (reference) =>
      /^\d{1,12}$/.test(reference)
        ? (await select('r.order_number = $number', { number: Number(reference) }))[0]
        : (await select('r.id = $reference OR r.order_id = $reference', { reference }))[0],
    reviews: ({ open }) => select(open ? "r.status = 'open'" : '1 = 1'),
    addComplaint: ({ review, order, client, words }) =>
      t.insert('complaints', { order_id: order, review_id: review, client_id: client, at: t.now.toISOString(), words }),
    eraseComplaints: async (client) => void (await t.update('complaints', { client_id: client }, { words: null })),
    close: async (id, verdict, note) => {
      const set = { status: 'closed', verdict, closed_at: t.now.toISOString(), closed_by: t.actor.personId };
      if ((await t.update('reviews', { id, status: 'open' }, set)) === 0) return false;
      await t.insert('review_notes', { review_id: id, note });
      return true;
    },
  };
}

function toReview(row: ReviewRow): Review {
  return {
    id: row.id,
    order: { id: row.order_id, number: row.order_number },
    reason: row.reason,
    status: row.status,
    openedAt: instant(row.opened_at),
    complaint: row.client_id === null || row.told_at === null ? null : { client: row.client_id, at: instant(row.told_at), words: row.words },
    verdict: row.verdict,
    note: row.note,
    closedAt: instantOrNull(row.closed_at),
  };
}
