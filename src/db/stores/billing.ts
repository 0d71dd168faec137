import type {
  BillingStore,
  Charge,
  ChargedOrder,
  Difference,
  InvoiceRecord,
  LedgerEntry,
  PayoutRecord,
  StatementEntry,
  Tariff,
  Transfer,
  UnsettledAccount,
} from '../../domain/billing/store';
import { inList, instant, instantOrNull, listParams } from '../rows';
import type { Params } from '../sql';
import type { Tables } from '../tables';

/** So many rows go into one INSERT, and so many ids into one IN: databases bound the number of parameters. */
const CHUNK = 5_000;

/** The sum of a column as a whole number on both databases. */
const sum = (column: string) => `CAST(COALESCE(SUM(${column}), 0) AS BIGINT)`;

/** A charge that is on no invoice. */
const ON_NO_INVOICE = 'NOT EXISTS (SELECT 1 FROM invoice_lines l WHERE l.order_id = c.order_id)';

/** What moves a worker's account because of a payout, and counts whenever it happened. */
const IS_PAYOUT = "t.kind LIKE 'payout%'";

/** Workers with anything on their account whose month that ends at $end is not closed, and up to where they are closed. */
const UNSETTLED = `unsettled AS (
  SELECT known.worker_id, 'workers:' || known.worker_id AS account, closed.month, closed.up_to
  FROM (SELECT worker_id FROM earnings UNION SELECT worker_id FROM bonuses) known
  LEFT JOIN (SELECT worker_id, MAX(month) AS month, MAX(due_at) AS up_to FROM payouts GROUP BY worker_id) closed
    ON closed.worker_id = known.worker_id
  WHERE closed.up_to IS NULL OR closed.up_to < $end
)`;

/** Tariffs, the ledger, invoices, payments, payouts and bonuses on SQL. */
export function billingStore(t: Tables): BillingStore {
  return { lock: (account) => t.lock(account), ...tariffs(t), ...ledger(t), ...charges(t), ...invoices(t), ...payments(t), ...payouts(t), ...parking(t) };
}

type Part<Names extends keyof BillingStore> = Pick<BillingStore, Names>;

interface TariffRow {
  id: number;
  effective_from: string;
  base_price_minor: number;
  discounts: string;
  worker_share_bp: number;
  fine_minor: number;
  billing_weekday: number;
  billing_hour: number;
  payout_hour: number;
  transfer_key_days: number;
}

function tariffs(t: Tables): Part<'tariffs' | 'addTariff'> {
  return {
    tariffs: async () => (await t.all<TariffRow>('SELECT * FROM tariffs ORDER BY effective_from')).map(toTariff),
    addTariff: (tariff) =>
      t.insertNew('tariffs', {
        id: tariff.id,
        effective_from: tariff.effectiveFrom.toISOString(),
        base_price_minor: tariff.basePrice,
        discounts: JSON.stringify(tariff.tiers),
        worker_share_bp: tariff.workerShareBp,
        fine_minor: tariff.fine,
        billing_weekday: tariff.billing.weekday,
        billing_hour: tariff.billing.hour,
        payout_hour: tariff.payoutHour,
        transfer_key_days: tariff.transferKeyDays,
      }),
  };
}

function toTariff(row: TariffRow): Tariff {
  return {
    id: row.id,
    effectiveFrom: instant(row.effective_from),
    basePrice: row.base_price_minor,
    tiers: JSON.parse(row.discounts) as Tariff['tiers'],
    workerShareBp: row.worker_share_bp,
    fine: row.fine_minor,
    billing: { weekday: row.billing_weekday, hour: row.billing_hour },
    payoutHour: row.payout_hour,
    transferKeyDays: row.transfer_key_days,
  };
}

interface TransferRow {
  id: string;
  kind: Transfer['kind'];
  reference: string;
  debit: string;
  credit: string;
  amount_minor: number;
  at: string;
}

/** A condition that holds up to an instant, if there is one. */
const upTo = (column: string, asOf: Date | undefined) => (asOf ? `${column} <= $as_of` : '1 = 1');
const upToParams = (asOf: Date | undefined): Params => (asOf ? { as_of: asOf.toISOString() } : {});

function ledger(t: Tables): Part<'post' | 'ledger' | 'balances' | 'clientEntries' | 'workerEntries'> {
  return {
    post: ({ kind, reference, debit, credit, amount }) =>
      t.insert('transfers', {
        id: t.newId(),
        debit,
        credit,
        amount_minor: amount,
        kind,
        reference,
        at: t.now.toISOString(),
        actor_kind: t.actor.kind,
        actor_id: t.actor.personId,
      }),
    ledger: async (asOf) => (await t.all<TransferRow>(`SELECT * FROM transfers WHERE ${upTo('at', asOf)} ORDER BY at, id`, upToParams(asOf))).map(toEntry),
    balances: (asOf) =>
      t.all(
        `SELECT account, ${sum('amount')} AS balance FROM (
           SELECT debit AS account, amount_minor AS amount FROM transfers WHERE ${upTo('at', asOf)}
           UNION ALL SELECT credit, -amount_minor FROM transfers WHERE ${upTo('at', asOf)}
         ) moves GROUP BY account ORDER BY account`,
        upToParams(asOf),
      ),
    clientEntries: (client, asOf) => statement(t, CLIENT_ENTRIES, client, asOf),
    workerEntries: (worker, asOf) => statement(t, WORKER_ENTRIES, worker, asOf),
  };
}

const toEntry = ({ id, kind, reference, debit, credit, amount_minor, at }: TransferRow): LedgerEntry => ({
  id,
  kind,
  reference,
  debit,
  credit,
  amount: amount_minor,
  at: instant(at),
});

interface StatementRow {
  id: string;
  at: string;
  kind: StatementEntry['kind'];
  amount: number;
  order_id: string | null;
  order_number: number | null;
  order_at: string | null;
  service_ru: string | null;
  service_en: string | null;
  outcome: StatementEntry['outcome'];
  note: string | null;
  invoice: string | null;
  status: StatementEntry['status'];
  granted_by: string | null;
}

/** Columns of a statement that belong to an order, and their absence. */
const ORDER_COLUMNS = 'order_id, order_number, order_at, service_ru, service_en';
const NO_ORDER = `CAST(NULL AS TEXT) AS order_id, CAST(NULL AS BIGINT) AS order_number, CAST(NULL AS TEXT) AS order_at,
  CAST(NULL AS TEXT) AS service_ru, CAST(NULL AS TEXT) AS service_en`;
const NOTHING = (...names: string[]) => names.map((name) => `CAST(NULL AS TEXT) AS ${name}`).join(', ');

const CLIENT_ENTRIES = `
  SELECT c.order_id AS id, c.accrued_at AS at, 'charge' AS kind, c.amount_minor AS amount, c.order_id, c.order_number, c.order_at,
         c.service_ru, c.service_en, c.outcome, ${NOTHING('note')}, i.number AS invoice, ${NOTHING('status', 'granted_by')}
  FROM charges c LEFT JOIN invoice_lines l ON l.order_id = c.order_id LEFT JOIN invoices i ON i.id = l.invoice_id
  WHERE c.client_id = $person
  UNION ALL
  SELECT p.id, p.at, 'payment', -p.amount_minor, ${NO_ORDER}, ${NOTHING('outcome')}, p.reference, i.number, ${NOTHING('status', 'granted_by')}
  FROM payments p LEFT JOIN invoices i ON i.id = p.invoice_id WHERE p.client_id = $person`;

const WORKER_ENTRIES = `
  SELECT order_id AS id, accrued_at AS at, kind, CASE WHEN kind = 'fine' THEN -amount_minor ELSE amount_minor END AS amount, ${ORDER_COLUMNS},
         ${NOTHING('outcome', 'note', 'invoice', 'status', 'granted_by')}
  FROM earnings WHERE worker_id = $person
  UNION ALL
  SELECT b.id, b.at, 'bonus', b.amount_minor, ${NO_ORDER}, ${NOTHING('outcome')}, r.reason, ${NOTHING('invoice', 'status')}, b.granted_by
  FROM bonuses b LEFT JOIN bonus_reasons r ON r.bonus_id = b.id WHERE b.worker_id = $person
  UNION ALL
  SELECT p.id, t.at, t.kind, CASE WHEN t.kind = 'payout_returned' THEN t.amount_minor ELSE -t.amount_minor END, ${NO_ORDER},
         ${NOTHING('outcome')}, p.month, ${NOTHING('invoice')}, p.status, ${NOTHING('granted_by')}
  FROM payouts p JOIN transfers t ON t.reference = p.id AND t.kind IN ('payout', 'payout_returned', 'payout_resent') WHERE p.worker_id = $person`;

async function statement(t: Tables, entries: string, person: string, asOf: Date | undefined): Promise<StatementEntry[]> {
  const rows = await t.all<StatementRow>(`SELECT * FROM (${entries}) entries WHERE ${upTo('at', asOf)} ORDER BY at, kind, id`, {
    person,
    ...upToParams(asOf),
  });
  return rows.map((row) => ({
    id: row.id,
    at: instant(row.at),
    kind: row.kind,
    amount: row.amount,
    order: row.order_id === null ? null : { id: row.order_id, number: row.order_number ?? 0, at: instant(row.order_at ?? row.at) },
    serviceRu: row.service_ru,
    serviceEn: row.service_en,
    outcome: row.outcome,
    note: row.note,
    invoice: row.invoice,
    status: row.status,
    by: row.granted_by,
  }));
}

interface ChargeRow {
  order_id: string;
  order_number: number;
  order_at: string;
  outcome: Charge['outcome'];
  service_ru: string;
  service_en: string;
  client_id: string;
  list_price_minor: number;
  discount_percent: number;
  amount_minor: number;
  accrued_at: string;
}

const orderColumns = (entry: { order: ChargedOrder; serviceRu: string; serviceEn: string; accruedAt: Date }) => ({
  order_id: entry.order.id,
  order_number: entry.order.number,
  order_at: entry.order.at.toISOString(),
  service_ru: entry.serviceRu,
  service_en: entry.serviceEn,
  accrued_at: entry.accruedAt.toISOString(),
});

function charges(t: Tables): Part<'addCharge' | 'addEarning' | 'addBonus' | 'bonus' | 'uninvoiced'> {
  return {
    addCharge: (charge) =>
      t.insertNew('charges', {
        ...orderColumns(charge),
        outcome: charge.outcome,
        client_id: charge.client,
        list_price_minor: charge.listPrice,
        discount_percent: charge.percent,
        amount_minor: charge.amount,
      }),
    addEarning: (earning) =>
      t.insertNew('earnings', { ...orderColumns(earning), worker_id: earning.worker, kind: earning.kind, amount_minor: earning.amount }),
    addBonus: async ({ id, worker, amount, grantedBy, at, reason }) => {
      await t.insert('bonuses', { id, worker_id: worker, amount_minor: amount, granted_by: grantedBy, at: at.toISOString() });
      await t.insert('bonus_reasons', { bonus_id: id, reason });
    },
    bonus: async (id) => {
      const row = await t.one<{ worker_id: string; amount_minor: number; reason: string | null; granted_by: string; at: string }>(
        'SELECT b.*, r.reason FROM bonuses b LEFT JOIN bonus_reasons r ON r.bonus_id = b.id WHERE b.id = $id',
        { id },
      );
      return row && { id, worker: row.worker_id, amount: row.amount_minor, reason: row.reason, grantedBy: row.granted_by, at: instant(row.at) };
    },
    uninvoiced: async ({ before, client }) => {
      const rows = await t.all<ChargeRow>(
        `SELECT c.* FROM charges c WHERE c.accrued_at < $before ${client === undefined ? '' : 'AND c.client_id = $client'} AND ${ON_NO_INVOICE}
         ORDER BY c.accrued_at, c.order_number`,
        { before: before.toISOString(), ...(client === undefined ? {} : { client }) },
      );
      return rows.map((row) => ({ ...toLine(row), client: row.client_id, accruedAt: instant(row.accrued_at) }));
    },
  };
}

const toLine = (row: Omit<ChargeRow, 'client_id' | 'accrued_at'>) => ({
  order: { id: row.order_id, number: row.order_number, at: instant(row.order_at) },
  serviceRu: row.service_ru,
  serviceEn: row.service_en,
  outcome: row.outcome,
  listPrice: row.list_price_minor,
  percent: row.discount_percent,
  amount: row.amount_minor,
});

interface InvoiceRow {
  id: string;
  number: string | null;
  client_id: string;
  cut_off: string;
  status: InvoiceRecord['status'];
  total_minor: number;
  issued_at: string | null;
  paid: number;
}

type LineRow = Omit<ChargeRow, 'client_id' | 'accrued_at'> & { invoice_id: string };

function invoices(t: Tables): Part<'invoicedPeriods' | 'addDraft' | 'nextInvoice' | 'openInvoice' | 'setInvoicePaid' | 'invoices'> {
  return {
    invoicedPeriods: async (since) => {
      const rows = await t.all<{ client_id: string; cut_off: string }>(
        `SELECT client_id, cut_off FROM invoices WHERE cut_off >= $since AND status <> 'void'`,
        { since: since.toISOString() },
      );
      return rows.map((row) => ({ client: row.client_id, cutOff: instant(row.cut_off) }));
    },
    addDraft: async ({ id, client, cutOff, total, lines }) => {
      const draft = { id, number: null, client_id: client, cut_off: cutOff.toISOString(), status: 'draft', total_minor: total, issued_at: null };
      if (!(await t.insertNew('invoices', draft))) return false;
      for (const part of chunks(lines)) await addLines(t, id, part);
      return true;
    },
    nextInvoice: (year) => t.next(`invoice:${year}`),
    openInvoice: async (id, number) =>
      void (await t.update('invoices', { id, status: 'draft' }, { status: 'open', number, issued_at: t.now.toISOString() })),
    setInvoicePaid: async (id) => void (await t.update('invoices', { id, status: 'open' }, { status: 'paid' })),
    invoices: async ({ ids, ...filter }) => {
      if (!ids) return selectInvoices(t, filter);
      const found: InvoiceRecord[] = [];
      for (const part of chunks(ids)) found.push(...(await selectInvoices(t, { ...filter, ids: part })));
      return found.sort(byNumber);
    },
  };
}

async function addLines(t: Tables, invoice: string, lines: readonly Charge[]): Promise<void> {
  const values = lines.map((_, at) => `($invoice, $order${at}, $amount${at})`).join(', ');
  const params = lines.flatMap((line, at) => [
    [`order${at}`, line.order.id],
    [`amount${at}`, line.amount],
  ]);
  await t.write(`INSERT INTO invoice_lines (invoice_id, order_id, amount_minor) VALUES ${values}`, { invoice, ...Object.fromEntries(params) });
}

type InvoiceFilter = Parameters<BillingStore['invoices']>[0];

/** Two statements however many invoices there are: the invoices, and all their lines. */
async function selectInvoices(t: Tables, filter: InvoiceFilter): Promise<InvoiceRecord[]> {
  const [where, params] = invoicesWhere(filter);
  const rows = await t.all<InvoiceRow>(
    `SELECT i.*, (SELECT ${sum('a.amount_minor')} FROM allocations a WHERE a.invoice_id = i.id) AS paid FROM invoices i WHERE ${where}`,
    params,
  );
  const lines = await t.all<LineRow>(
    `SELECT l.invoice_id, l.amount_minor, c.order_id, c.order_number, c.order_at, c.outcome, c.service_ru, c.service_en,
            c.list_price_minor, c.discount_percent
     FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id JOIN charges c ON c.order_id = l.order_id
     WHERE ${where} ORDER BY c.accrued_at, c.order_number`,
    params,
  );
  const byInvoice = new Map<string, InvoiceRecord['lines']>(rows.map((row) => [row.id, []]));
  for (const line of lines) byInvoice.get(line.invoice_id)?.push(toLine(line));
  return rows.map((row) => toInvoice(row, byInvoice.get(row.id) ?? [])).sort(byNumber);
}

function invoicesWhere({ ids, number, client, status }: InvoiceFilter): [string, Params] {
  const conditions: string[] = [];
  const params: Params = {};
  const equals = (column: string, name: string, value: string | undefined) => {
    if (value === undefined) return;
    conditions.push(`i.${column} = $${name}`);
    params[name] = value;
  };
  equals('number', 'number', number);
  equals('client_id', 'client', client);
  equals('status', 'status', status);
  if (ids) {
    conditions.push(`i.id IN (${inList(ids)})`);
    Object.assign(params, listParams(ids));
  }
  return [conditions.length === 0 ? '1 = 1' : conditions.join(' AND '), params];
}

/** By cut-off, then by number. */
const byNumber = (one: InvoiceRecord, other: InvoiceRecord) =>
  one.cutOff.getTime() - other.cutOff.getTime() || ((one.number ?? '') < (other.number ?? '') ? -1 : 1);

const toInvoice = (row: InvoiceRow, lines: InvoiceRecord['lines']): InvoiceRecord => ({
  id: row.id,
  number: row.number,
  client: row.client_id,
  status: row.status,
  cutOff: instant(row.cut_off),
  issuedAt: instantOrNull(row.issued_at),
  total: row.total_minor,
  paid: row.paid,
  lines,
});

function payments(t: Tables): Part<'addPayment' | 'allocate' | 'paidBy' | 'credit'> {
  return {
    addPayment: ({ id, client, invoice, reference, amount }) =>
      t.insertNew('payments', {
        id,
        client_id: client,
        invoice_id: invoice,
        method: 'manual',
        reference,
        amount_minor: amount,
        at: t.now.toISOString(),
      }),
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

interface PayoutRow {
  id: string;
  worker_id: string;
  month: string;
  due_at: string;
  status: PayoutRecord['status'];
  amount_minor: number;
  transfer_key: string | null;
  created_at: string;
  error: string | null;
}

function payouts(t: Tables): Part<'unsettledAccounts' | 'unsettledBalance' | 'isMonthClosed' | 'addPayout' | 'setPayout' | 'payouts'> {
  return {
    unsettledAccounts: (end) => unsettledAccounts(t, end),
    unsettledBalance: async (worker, before) => {
      const counts = `(t.at < $before OR ${IS_PAYOUT})`;
      const row = await t.one<{ balance: number }>(
        `SELECT ${sum('amount')} AS balance FROM (
           SELECT t.amount_minor AS amount FROM transfers t WHERE t.credit = $account AND ${counts}
           UNION ALL SELECT -t.amount_minor FROM transfers t WHERE t.debit = $account AND ${counts}
         ) moves`,
        { account: `workers:${worker}`, before: before.toISOString() },
      );
      return row?.balance ?? 0;
    },
    isMonthClosed: async (worker, month) =>
      (await t.one('SELECT 1 AS closed FROM payouts WHERE worker_id = $worker AND month >= $month', { worker, month })) !== undefined,
    addPayout: (payout) =>
      t.insertNew('payouts', {
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
      }),
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

function parking(t: Tables): Part<'park' | 'release' | 'parked' | 'differingClients' | 'differingWorkers'> {
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
        `unsettled AS (SELECT DISTINCT c.client_id, 'clients:' || c.client_id AS account FROM charges c WHERE c.accrued_at < $before AND ${ON_NO_INVOICE})`,
        `SELECT s.account, c.amount_minor AS booked, 0 AS ledger FROM unsettled s JOIN charges c ON c.client_id = s.client_id
         UNION ALL SELECT s.account, -p.amount_minor, 0 FROM unsettled s JOIN payments p ON p.client_id = s.client_id`,
        { before: before.toISOString() },
        true,
      ),
    differingWorkers: (end) =>
      differing(
        UNSETTLED,
        `SELECT s.account, CASE WHEN e.kind = 'fine' THEN -e.amount_minor ELSE e.amount_minor END AS booked, 0 AS ledger
         FROM unsettled s JOIN earnings e ON e.worker_id = s.worker_id
         UNION ALL SELECT s.account, b.amount_minor, 0 FROM unsettled s JOIN bonuses b ON b.worker_id = s.worker_id`,
        { end: end.toISOString() },
        false,
      ),
  };
}

function chunks<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += CHUNK) parts.push(items.slice(at, at + CHUNK));
  return parts;
}
