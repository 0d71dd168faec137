/** The books of a company as plainly as they can be told: no database, no ids, nothing of the product's own. Times are milliseconds. */

export interface ModelTariff {
  from: number;
  base: number;
  tiers: { over: number; percent: number }[];
  shareBp: number;
  fine: number;
  reviewHours: number;
}

export interface ModelCharge {
  amount: number;
  at: number;
}

export interface ModelInvoice {
  client: number;
  cutOff: number;
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  charges: ModelCharge[];
  total: number;
  credited: number;
  paid: number;
  reviewUntil: number;
}

export interface ModelPayout {
  worker: number;
  month: string;
  amount: number;
  status: 'pending' | 'sent' | 'unknown' | 'failed' | 'carried_forward';
}

/** What Gold Hat does with a worker's transfer in a run: `lost` has no answer, whether or not the money `arrived`. */
export type Fate = 'sent' | 'rejected' | 'lost' | 'arrived';

const WEEK_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;
/** A Sunday, 20:00 in Moscow, which is three hours ahead all year. */
const FIRST_SUNDAY = Date.UTC(2026, 2, 1, 17);

const half = (amount: number, basisPoints: number): number => Math.floor((amount * basisPoints + 5_000) / 10_000);

export class BooksModel {
  tariffs: ModelTariff[] = [];
  charges: { client: number; charge: ModelCharge }[] = [];
  invoices: ModelInvoice[] = [];
  payments = [0, 0];
  /** Every payment in order; `isTaken` once it was taken back. */
  received: { client: number; amount: number; named: ModelInvoice | null; reference: string; isTaken: boolean }[] = [];
  refunds = [0, 0];
  applied = [0, 0];
  taken = { credited: [0, 0], writtenOff: [0, 0] };
  entries: { worker: number; amount: number; at: number; kind: 'work' | 'fine' | 'bonus' | 'correction' }[] = [];
  payouts: ModelPayout[] = [];
  private readonly arrivedPayouts = new Set<ModelPayout>();

  tariffAt(at: number): ModelTariff {
    return this.tariffs.filter(({ from }) => from <= at).reduce((one, other) => (other.from > one.from ? other : one));
  }

  credit(client: number): number {
    return (this.payments[client] ?? 0) - (this.refunds[client] ?? 0) - (this.applied[client] ?? 0);
  }

  price(client: number, at: number): { price: number; tariff: ModelTariff } {
    const tariff = this.tariffAt(at);
    const percent = tariff.tiers.filter(({ over }) => (this.applied[client] ?? 0) > over).at(-1)?.percent ?? 0;
    return { price: tariff.base - half(tariff.base, percent * 100), tariff };
  }

  end(client: number, worker: number, how: 'completed' | 'failed' | 'cancelled', { price, tariff }: { price: number; tariff: ModelTariff }, at: number): void {
    this.charges.push({ client, charge: { amount: price, at } });
    if (how === 'completed') this.entries.push({ worker, amount: half(price, tariff.shareBp), at, kind: 'work' });
    if (how === 'failed') this.entries.push({ worker, amount: -tariff.fine, at, kind: 'fine' });
  }

  open(invoice: ModelInvoice): number {
    return invoice.status === 'open' ? invoice.total - invoice.credited - invoice.paid : 0;
  }

  put(invoice: ModelInvoice, amount: number): void {
    invoice.paid += amount;
    this.applied[invoice.client] = (this.applied[invoice.client] ?? 0) + amount;
    if (invoice.status === 'open' && this.open(invoice) === 0) invoice.status = 'paid';
  }

  receive(client: number, amount: number, named: ModelInvoice | null, reference: string): void {
    this.received.push({ client, amount, named, reference, isTaken: false });
    this.payments[client] = (this.payments[client] ?? 0) + amount;
    let left = amount;
    const oldest = this.invoices.filter((one) => one.client === client && one.status === 'open').sort((one, other) => one.cutOff - other.cutOff);
    for (const invoice of named ? [named] : oldest) {
      const part = Math.min(left, this.open(invoice));
      this.put(invoice, part);
      left -= part;
    }
    this.spend(client);
  }

  /** What of a payment could be taken off invoices: off the one it named, then off the newest. */
  private takeable(client: number, named: ModelInvoice | null): ModelInvoice[] {
    const own = this.invoices.filter((one) => one.client === client && (one.status === 'open' || one.status === 'paid')).sort((one, other) => other.cutOff - one.cutOff);
    return [...own.filter((one) => one === named), ...own.filter((one) => one !== named)];
  }

  /** How much of a payment is still there to be taken back. */
  leftOf({ client, named }: BooksModel['received'][number]): number {
    return this.credit(client) + this.takeable(client, named).reduce((sum, { paid }) => sum + paid, 0);
  }

  takeBack(payment: BooksModel['received'][number]): void {
    const { client, amount, named } = payment;
    payment.isTaken = true;
    this.payments[client] = (this.payments[client] ?? 0) - amount;
    for (const invoice of this.takeable(client, named)) {
      const part = Math.min(Math.max(0, -this.credit(client)), invoice.paid);
      if (part === 0) continue;
      invoice.status = 'open';
      this.put(invoice, -part);
    }
  }

  issue(invoice: ModelInvoice): void {
    invoice.status = 'open';
    this.put(invoice, Math.min(this.credit(invoice.client), invoice.total));
  }

  void(invoice: ModelInvoice, reissue: boolean, now: number): void {
    this.put(invoice, -invoice.paid);
    invoice.status = 'void';
    if (!reissue) {
      for (const charge of invoice.charges) charge.at = now;
      return this.spend(invoice.client);
    }
    const again: ModelInvoice = { ...invoice, status: 'draft', paid: 0 };
    this.invoices.push(again);
    this.issue(again);
    this.spend(again.client);
  }

  /** Credit pays the oldest open invoices. */
  spend(client: number): void {
    for (const invoice of this.invoices.filter((one) => one.client === client && one.status === 'open').sort((one, other) => one.cutOff - other.cutOff)) {
      this.put(invoice, Math.min(this.credit(client), this.open(invoice)));
    }
  }

  creditNote(invoice: ModelInvoice, amount: number): void {
    const tooMuch = Math.max(0, amount - this.open(invoice));
    this.taken.credited[invoice.client] = (this.taken.credited[invoice.client] ?? 0) + amount;
    invoice.credited += amount;
    this.put(invoice, -tooMuch);
    this.spend(invoice.client);
  }

  writeOff(invoice: ModelInvoice): void {
    this.taken.writtenOff[invoice.client] = (this.taken.writtenOff[invoice.client] ?? 0) + this.open(invoice);
    invoice.status = 'uncollectible';
  }

  reopen(invoice: ModelInvoice): void {
    invoice.status = 'open';
    this.taken.writtenOff[invoice.client] = (this.taken.writtenOff[invoice.client] ?? 0) - this.open(invoice);
    this.spend(invoice.client);
  }

  waiting(client: number): ModelCharge[] {
    const billed = new Set(this.invoices.filter(({ status }) => status !== 'void').flatMap(({ charges }) => charges));
    return this.charges.filter((one) => one.client === client && !billed.has(one.charge)).map(({ charge }) => charge);
  }

  /** All that is due: drafts first, then payouts under way, then every Sunday and month's end in the order of time. */
  run(now: number, fates: readonly Fate[]): void {
    const due = this.invoices.filter(({ status, reviewUntil }) => status === 'draft' && reviewUntil <= now);
    for (const draft of due.sort((one, other) => one.cutOff - other.cutOff)) this.issue(draft);
    this.send(fates, ['pending', 'unknown']);
    const dates: { at: number; month: string | null }[] = [];
    for (let at = FIRST_SUNDAY; at <= now; at += WEEK_MS) dates.push({ at, month: null });
    for (let month = 2; ; month++) {
      const at = Date.UTC(2026, month + 1, 0, 17);
      if (at > now) break;
      dates.push({ at, month: new Date(at).toISOString().slice(0, 7) });
    }
    for (const { at, month } of dates.sort((one, other) => one.at - other.at || (one.month === null ? -1 : 1))) {
      if (month === null) this.bill(at, now);
      else this.pay(month, at, fates);
    }
  }

  private bill(cutOff: number, now: number): void {
    for (const client of [0, 1]) {
      const charges = this.waiting(client).filter(({ at }) => at < cutOff);
      if (charges.length === 0 || this.invoices.some((one) => one.client === client && one.cutOff === cutOff)) continue;
      const total = charges.reduce((sum, { amount }) => sum + amount, 0);
      const hours = this.tariffAt(cutOff).reviewHours;
      const invoice: ModelInvoice = { client, cutOff, status: 'draft', charges, total, credited: 0, paid: 0, reviewUntil: now + hours * HOUR_MS };
      this.invoices.push(invoice);
      if (hours === 0) this.issue(invoice);
    }
  }

  private pay(month: string, end: number, fates: readonly Fate[]): void {
    for (const worker of [0, 1]) {
      if (this.payouts.some((one) => one.worker === worker && one.month >= month)) continue;
      const amount = this.entries.filter((one) => one.worker === worker && one.at < end).reduce((sum, one) => sum + one.amount, 0) - this.paidOut(worker);
      if (amount !== 0) this.payouts.push({ worker, month, amount, status: amount > 0 ? 'pending' : 'carried_forward' });
    }
    this.send(fates, ['pending']);
  }

  private send(fates: readonly Fate[], statuses: readonly ModelPayout['status'][]): void {
    for (const payout of this.payouts.filter(({ status }) => statuses.includes(status))) {
      const fate = fates[payout.worker] ?? 'sent';
      if (payout.status === 'unknown' && this.arrivedPayouts.has(payout)) payout.status = 'sent';
      else payout.status = fate === 'sent' ? 'sent' : fate === 'rejected' ? 'failed' : 'unknown';
      if (fate === 'arrived') this.arrivedPayouts.add(payout);
    }
  }

  paidOut(worker: number): number {
    const out = this.payouts.filter((one) => one.worker === worker && (one.status === 'pending' || one.status === 'sent' || one.status === 'unknown'));
    return out.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Every account's balance: debits less credits. */
  balances(): Record<string, number> {
    const sum = (amounts: readonly number[]) => amounts.reduce((one, other) => one + other, 0);
    const worked = (kind: string) => sum(this.entries.filter((one) => one.kind === kind).map(({ amount }) => amount));
    const charged = (client: number) => sum(this.charges.filter((one) => one.client === client).map(({ charge }) => charge.amount));
    const client = (at: number) =>
      charged(at) - (this.payments[at] ?? 0) + (this.refunds[at] ?? 0) - (this.taken.credited[at] ?? 0) - (this.taken.writtenOff[at] ?? 0);
    const worker = (at: number) => this.paidOut(at) - sum(this.entries.filter((one) => one.worker === at).map(({ amount }) => amount));
    const sent = sum(this.payouts.filter(({ status }) => status === 'sent').map(({ amount }) => amount));
    return {
      client0: client(0),
      client1: client(1),
      worker0: worker(0),
      worker1: worker(1),
      'revenue:services': sum(this.taken.credited) - charged(0) - charged(1),
      'revenue:fines': worked('fine'),
      'expenses:work': worked('work'),
      'expenses:bonuses': worked('bonus'),
      'expenses:corrections': worked('correction'),
      'expenses:write-offs': sum(this.taken.writtenOff),
      bank: sum(this.payments) - sum(this.refunds) - sent,
      'gold-hat': sent - this.paidOut(0) - this.paidOut(1),
    };
  }
}
