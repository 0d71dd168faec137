import { workerAccount } from '../ledger/ledger';
import type { BillingWork } from '../work';
import { BOOK_TABLES, differ, put, same, type BookRow, type Books, type BookTable } from './books';
import { priceAgain } from './fold-orders';

/** Rows are read in portions of so many. */
const PORTION = 2_000;

/** Holds every table against what the log makes of it, and every account's balance against its transfers. */
export async function compare(w: BillingWork, books: Books): Promise<void> {
  putInvoices(books);
  putPayouts(books);
  for (const table of BOOK_TABLES) await compareTable(w, books, table);
  const found = new Map((await w.billing.balances()).map(({ account, balance }) => [account, balance]));
  for (const account of new Set([...books.balances.keys(), ...found.keys()])) {
    same(books, 'balance', { id: account, number: null }, books.balances.get(account) ?? 0, found.get(account) ?? 0);
  }
}

function putInvoices(books: Books): void {
  for (const { id, number, client, cutOff, status, total, issuedAt, replaces, charges } of books.invoices.values()) {
    put(books, 'invoices', [id], number, {
      number, client_id: client, cut_off: cutOff, status, total_minor: total, issued_at: issuedAt, replaces_id: replaces,
    });
    if (status !== 'void') for (const { order, number: orderNumber } of charges) put(books, 'billed_charges', [order], String(orderNumber), { invoice_id: id });
  }
}

function putPayouts(books: Books): void {
  for (const { id, worker, month, dueAt, createdAt, settledAt, status, amount } of books.payouts.values()) {
    put(books, 'payouts', [id], month, {
      worker_id: worker, month, due_at: dueAt, status, amount_minor: amount, created_at: createdAt, settled_at: settledAt,
      transfer_key: status === 'carried_forward' ? null : `payout:${worker}:${month}`,
    });
  }
}

async function compareTable(w: BillingWork, books: Books, table: BookTable): Promise<void> {
  const expected = books.rows.get(table) ?? new Map<string, BookRow & { number: string | null }>();
  for (let after: readonly (string | number)[] | null = null; ; ) {
    const page: { rows: BookRow[]; last: readonly (string | number)[] | null } = await w.billing.bookRows(table, after, PORTION);
    for (const row of page.rows) {
      const wanted = expected.get(row.key) ?? (table === 'prices' ? estimateFor(books, row) : undefined);
      expected.delete(row.key);
      if (!wanted) differ(books, { what: table, id: row.key, number: null, expected: null, found: 'a row' });
      else compareRow(books, table, wanted, row);
    }
    if (page.last === null) break;
    after = page.last;
  }
  for (const { key, number } of expected.values()) differ(books, { what: table, id: key, number, expected: 'a row', found: null });
  if (table !== 'prices') return;
  for (const [order, { isNeeded }] of books.placed) if (isNeeded) differ(books, { what: table, id: `${order} estimate`, number: null, expected: 'a row', found: null });
}

function compareRow(books: Books, table: BookTable, wanted: BookRow & { number: string | null }, { values }: BookRow): void {
  for (const [column, expected] of Object.entries(wanted.values)) {
    const found = values[column] ?? null;
    if (table === 'payouts' && column === 'status' && found === 'parked' && mayBeParked(books, wanted)) continue;
    same(books, `${table}.${column}`, { id: wanted.key, number: wanted.number }, expected, found);
  }
}

/** Before the log told that a payout is parked for a person, only its worker's account said so. */
function mayBeParked(books: Books, { values }: BookRow): boolean {
  return (values['status'] === 'pending' || values['status'] === 'unknown') && books.parked.has(workerAccount(String(values['worker_id'])));
}

/** No event tells of an estimate: of the order that was placed it must be, and made as its own facts say. */
function estimateFor(books: Books, { key, values }: BookRow): (BookRow & { number: string | null }) | undefined {
  const [order = '', stage] = key.split(' ');
  const placed = books.placed.get(order);
  if (stage !== 'estimate' || !placed) return undefined;
  placed.isNeeded = false;
  books.counts.prices += 1;
  const { client, service, at } = placed;
  const allocations = Number(values['allocations']);
  const price = priceAgain(books, { client, service, worker: null }, { tariff: Number(values['tariff']), allocations });
  return {
    key,
    number: null,
    values: {
      client_id: client, service_id: service, worker_id: null, made_at: at, tariff: price?.tariff ?? null, paid_minor: price?.paid ?? null,
      list_price_minor: price?.listPrice ?? null, percent: price?.percent ?? null, price_minor: price?.price ?? null,
      allocations: Math.min(allocations, books.clients.get(client)?.applied.length ?? 0),
    },
  };
}
