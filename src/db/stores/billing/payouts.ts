import type { BillingStore, PayoutRecord, UnsettledAccount } from '../../../domain/billing/store';
import { listedIn } from '../../bulk';
import { inList, instant, instantOrNull, listParams } from '../../rows';
import type { Tables } from '../../tables';
import { chunks, IS_PAYOUT, sum, UNSETTLED, type Part } from './parts';

interface PayoutRow {
  id: string;
  worker_id: string;
  month: string;
  due_at: string;
  status: PayoutRecord['status'];
  amount_minor: number;
  transfer_key: string | null;
  created_at: string;
  settled_at: string | null;
  error: string | null;
}

/** Payouts, and what is on workers' accounts. */
export function payouts(t: Tables): Part<'unsettledAccounts' | 'unsettledSince' | 'workersToPay' | 'balancesToPay' | 'addPayouts' | 'setPayout' | 'payouts'> {
  return {
    unsettledAccounts: (end) => unsettledAccounts(t, end),
    unsettledSince: async (end) => {
      const row = await t.one<{ since: string | null }>(
        `WITH ${UNSETTLED}
         SELECT MIN(since) AS since FROM (
           SELECT u.up_to AS since FROM unsettled u WHERE EXISTS (SELECT 1 FROM transfers t WHERE t.credit = u.account AND t.at >= u.up_to)
             OR EXISTS (SELECT 1 FROM transfers t WHERE t.debit = u.account AND t.at >= u.up_to)
             OR (SELECT p.status FROM payouts p WHERE p.worker_id = u.worker_id AND p.month = u.month) <> 'sent'
           UNION ALL SELECT (SELECT MIN(t.at) FROM transfers t WHERE t.credit = u.account) FROM unsettled u WHERE u.up_to IS NULL
           UNION ALL SELECT (SELECT MIN(t.at) FROM transfers t WHERE t.debit = u.account) FROM unsettled u WHERE u.up_to IS NULL
         ) beginnings`,
        { end: end.toISOString() },
      );
      return instantOrNull(row?.since ?? null) ?? undefined;
    },
    workersToPay: async (month, end) => {
      const rows = await t.all<{ worker_id: string }>(
        `WITH ${UNSETTLED} SELECT worker_id FROM unsettled WHERE month IS NULL OR month < $month ORDER BY worker_id`,
        { end: end.toISOString(), month },
      );
      return rows.map((row) => row.worker_id);
    },
    balancesToPay: async (workers, month, before) => {
      const counts = `(t.at < $before OR ${IS_PAYOUT})`;
      const rows = await t.all<{ worker_id: string; balance: number }>(
        `WITH due AS (
           SELECT p.id AS worker_id, 'workers:' || p.id AS account FROM people p WHERE p.id ${listedIn(t.dialect, 'workers', 'TEXT')}
             AND NOT EXISTS (SELECT 1 FROM payouts o WHERE o.worker_id = p.id AND o.month >= $month)
         )
         SELECT worker_id, ${sum('amount')} AS balance FROM (
           SELECT d.worker_id, t.amount_minor AS amount FROM due d JOIN transfers t ON t.credit = d.account WHERE ${counts}
           UNION ALL SELECT d.worker_id, -t.amount_minor FROM due d JOIN transfers t ON t.debit = d.account WHERE ${counts}
         ) moves GROUP BY worker_id HAVING SUM(amount) <> 0 ORDER BY worker_id`,
        { workers: JSON.stringify(workers), month, before: before.toISOString() },
      );
      return new Map(rows.map(({ worker_id, balance }) => [worker_id, balance]));
    },
    addPayouts: (payouts) =>
      t.insertMany('payouts', payouts.map((payout) => ({
        id: payout.id,
        worker_id: payout.worker,
        month: payout.month,
        due_at: payout.dueAt.toISOString(),
        status: payout.status,
        amount_minor: payout.amount,
        transfer_key: payout.transferKey,
        created_at: payout.createdAt.toISOString(),
        settled_at: null,
        error: payout.error,
      }))),
    setPayout: async ({ id, status: from }, { status, error }) => {
      const settled = status === 'sent' || status === 'failed' ? t.now.toISOString() : null;
      await t.update('payouts', { id, status: from }, { status, error, settled_at: settled });
    },
    payouts: async ({ ids, ...filter }) => {
      if (!ids) return selectPayouts(t, filter);
      const found: PayoutRecord[] = [];
      for (const part of chunks(ids)) found.push(...(await selectPayouts(t, { ...filter, ids: part })));
      return found;
    },
  };
}

async function selectPayouts(t: Tables, { ids, worker, statuses, parkedAccounts }: Parameters<BillingStore['payouts']>[0]): Promise<PayoutRecord[]> {
  const conditions = [
    ...(ids ? [`id IN (${inList(ids)})`] : []),
    ...(worker === undefined ? [] : ['worker_id = $worker']),
    ...(statuses ? [`status IN (${statuses.map((status) => `'${status}'`).join(', ')})`] : []),
    ...(parkedAccounts === false ? ["NOT EXISTS (SELECT 1 FROM parked_accounts a WHERE a.account = 'workers:' || worker_id)"] : []),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const params = { ...(ids ? listParams(ids) : {}), ...(worker === undefined ? {} : { worker }) };
  const rows = await t.all<PayoutRow>(`SELECT * FROM payouts ${where} ORDER BY due_at, id`, params);
  return rows.map((row) => ({
    id: row.id,
    worker: row.worker_id,
    month: row.month,
    dueAt: instant(row.due_at),
    status: row.status,
    amount: row.amount_minor,
    transferKey: row.transfer_key,
    createdAt: instant(row.created_at),
    paidAt: row.status === 'sent' ? instantOrNull(row.settled_at) : null,
    error: row.error,
  }));
}

/** One row for each entry since a worker's last closed month; what is older, and all payouts, in one row that has no time. */
async function unsettledAccounts(t: Tables, end: Date): Promise<(UnsettledAccount & { closedUpTo: Date | null })[]> {
  const moves = (side: string, amount: string) => `
    SELECT u.worker_id, u.month, u.up_to, ${amount} AS amount,
           CASE WHEN ${IS_PAYOUT} OR t.at < COALESCE(u.up_to, '') THEN '' ELSE t.at END AS at
    FROM unsettled u JOIN transfers t ON t.${side} = u.account WHERE t.at < $end OR ${IS_PAYOUT}`;
  const rows = await t.all<{ worker_id: string; month: string | null; up_to: string | null; at: string; amount: number }>(
    `WITH ${UNSETTLED}
     SELECT worker_id, month, up_to, at, ${sum('amount')} AS amount
     FROM (${moves('credit', 't.amount_minor')} UNION ALL ${moves('debit', '-t.amount_minor')}) moves
     GROUP BY worker_id, month, up_to, at ORDER BY worker_id, at`,
    { end: end.toISOString() },
  );
  const accounts = new Map<string, UnsettledAccount & { closedUpTo: Date | null; entries: { at: Date; amount: number }[] }>();
  for (const row of rows) {
    const account = accounts.get(row.worker_id) ?? { worker: row.worker_id, closedMonth: row.month, closedUpTo: instantOrNull(row.up_to), opening: 0, entries: [] };
    accounts.set(row.worker_id, account);
    if (row.at === '') account.opening = row.amount;
    else account.entries.push({ at: instant(row.at), amount: row.amount });
  }
  return [...accounts.values()];
}
