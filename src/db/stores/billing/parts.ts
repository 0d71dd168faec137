import type { BillingStore } from '../../../domain/billing/store';
import type { Params } from '../../sql';

/** Some of the store's methods. */
export type Part<Names extends keyof BillingStore> = Pick<BillingStore, Names>;

/** So many rows go into one INSERT, and so many ids into one IN: databases bound the number of parameters. */
const CHUNK = 5_000;

/** The sum of a column as a whole number on both databases. */
export const sum = (column: string) => `CAST(COALESCE(SUM(${column}), 0) AS BIGINT)`;

/** A charge `c` that is on no invoice. */
export const ON_NO_INVOICE = 'NOT EXISTS (SELECT 1 FROM billed_charges l WHERE l.order_id = c.order_id)';

/** Joins a charge `c` with when a voided invoice let it go. */
export const RELEASED = 'LEFT JOIN released_charges r ON r.order_id = c.order_id';

/** Since when a charge `c`, joined with `RELEASED`, waits for an invoice. */
export const WAITING_SINCE = 'COALESCE(r.released_at, c.accrued_at)';

/** A transfer `t` that moves a worker's account because of a payout, and counts whenever it happened. */
export const IS_PAYOUT = "t.kind LIKE 'payout%'";

/** Workers with anything on their account whose month that ends at $end is not closed, and up to where they are closed. */
export const UNSETTLED = `unsettled AS (
  SELECT known.worker_id, 'workers:' || known.worker_id AS account, closed.month, closed.up_to
  FROM (SELECT worker_id FROM earnings UNION SELECT worker_id FROM bonuses UNION SELECT worker_id FROM corrections) known
  LEFT JOIN (SELECT worker_id, MAX(month) AS month, MAX(due_at) AS up_to FROM payouts GROUP BY worker_id) closed
    ON closed.worker_id = known.worker_id
  WHERE closed.up_to IS NULL OR closed.up_to < $end
)`;

/** A condition that holds up to an instant, if there is one. */
export const upTo = (column: string, asOf: Date | undefined) => (asOf ? `${column} <= $as_of` : '1 = 1');

/** Joins a charge `c` with the invoice `i` it is on, or was on at an instant: a paper that was issued later, or was void by then, is not named. */
export const onInvoice = (asOf: Date | undefined): string =>
  asOf
    ? `LEFT JOIN invoices i ON i.id = (
         SELECT l.invoice_id FROM invoice_lines l JOIN invoices o ON o.id = l.invoice_id
         WHERE l.order_id = c.order_id AND o.issued_at <= $as_of AND (o.voided_at IS NULL OR o.voided_at > $as_of) ORDER BY o.issued_at DESC LIMIT 1)`
    : 'LEFT JOIN billed_charges l ON l.order_id = c.order_id LEFT JOIN invoices i ON i.id = l.invoice_id';

/** The parameters that `upTo` names. */
export const upToParams = (asOf: Date | undefined): Params => (asOf ? { as_of: asOf.toISOString() } : {});

/** A list in parts that one statement can take. */
export function chunks<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += CHUNK) parts.push(items.slice(at, at + CHUNK));
  return parts;
}

/** The minute of an instant in a column, for sorting: within it the ids tell what came before what, whatever the clock said. */
export const minuteOf = (column: string): string => `SUBSTR(${column}, 1, 16)`;

/** Whose account it is (id); null for the company's own. */
export const ownerOf = (account: string): string | null => /^(?:clients|workers):(.+)$/.exec(account)?.[1] ?? null;
