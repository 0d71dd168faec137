import type { Difference } from '../../../domain/billing/store';
import type { Params } from '../../sql';
import type { Tables } from '../../tables';
import { IS_PAYOUT, ON_NO_INVOICE, sum, UNSETTLED, type Part } from './parts';

/** Accounts set aside, and those that have to be. */
export function parking(t: Tables): Part<'park' | 'release' | 'parked' | 'differingClients' | 'differingWorkers'> {
  const differing = (subjects: string, booked: string, params: Params, isClient: boolean) =>
    t.all<Difference>(
      `WITH ${subjects}
       SELECT account, ${sum('booked')} AS booked, ${sum('ledger')} AS ledger FROM (
         ${booked}
         UNION ALL SELECT s.account, 0, ${isClient ? '' : '-'}t.amount_minor FROM unsettled s JOIN transfers t ON t.debit = s.account WHERE NOT ${IS_PAYOUT}
         UNION ALL SELECT s.account, 0, ${isClient ? '-' : ''}t.amount_minor FROM unsettled s JOIN transfers t ON t.credit = s.account WHERE NOT ${IS_PAYOUT}
       ) both_sides GROUP BY account HAVING SUM(booked) <> SUM(ledger) ORDER BY account`,
      params,
    );
  return {
    park: ({ account, reason }) => t.insertNew('parked_accounts', { account, reason, parked_at: t.now.toISOString() }),
    release: async (account) => (await t.remove('parked_accounts', { account })) > 0,
    parked: () => t.all('SELECT account, reason FROM parked_accounts ORDER BY parked_at, account'),
    differingClients: (before) =>
      differing(
        `unsettled AS (SELECT client_id, 'clients:' || client_id AS account FROM (
           SELECT c.client_id FROM charges c WHERE c.accrued_at < $before AND ${ON_NO_INVOICE}
           UNION SELECT i.client_id FROM invoices i WHERE i.status = 'draft') due)`,
        `SELECT s.account, c.amount_minor AS booked, 0 AS ledger FROM unsettled s JOIN charges c ON c.client_id = s.client_id
         UNION ALL SELECT s.account, -p.amount_minor, 0 FROM unsettled s JOIN payments p ON p.client_id = s.client_id
         UNION ALL SELECT s.account, -n.amount_minor, 0 FROM unsettled s JOIN credit_notes n ON n.client_id = s.client_id
         UNION ALL SELECT s.account, -o.amount_minor, 0 FROM unsettled s JOIN write_offs o ON o.client_id = s.client_id
         UNION ALL SELECT s.account, u.amount_minor, 0 FROM unsettled s JOIN reopenings u ON u.client_id = s.client_id
         UNION ALL SELECT s.account, v.amount_minor, 0 FROM unsettled s JOIN payment_reversals v ON v.client_id = s.client_id
         UNION ALL SELECT s.account, f.amount_minor, 0 FROM unsettled s JOIN refunds f ON f.client_id = s.client_id`,
        { before: before.toISOString() },
        true,
      ),
    differingWorkers: (end) =>
      differing(
        UNSETTLED,
        `SELECT s.account, CASE WHEN e.kind = 'fine' THEN -e.amount_minor ELSE e.amount_minor END AS booked, 0 AS ledger
         FROM unsettled s JOIN earnings e ON e.worker_id = s.worker_id
         UNION ALL SELECT s.account, b.amount_minor, 0 FROM unsettled s JOIN bonuses b ON b.worker_id = s.worker_id
         UNION ALL SELECT s.account, c.amount_minor, 0 FROM unsettled s JOIN corrections c ON c.worker_id = s.worker_id`,
        { end: end.toISOString() },
        false,
      ),
  };
}
