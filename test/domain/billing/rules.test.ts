import fc from 'fast-check';
import { DateTime } from 'luxon';

import { canMove, invoiceNumber, takes, type Charge, type InvoiceStatus } from '../../../src/domain/billing/invoicing/invoice';
import { planInvoices } from '../../../src/domain/billing/invoicing/plan-invoices';
import { requirePositive, transfers } from '../../../src/domain/billing/ledger/ledger';
import { keyExpired, nextStatus, type PayoutStatus, type Settlement } from '../../../src/domain/billing/payouts/payout';
import { planPayouts } from '../../../src/domain/billing/payouts/plan-payouts';
import { tierFor } from '../../../src/domain/billing/pricing/discount';
import { priceOf } from '../../../src/domain/billing/pricing/price';
import type { Tariff } from '../../../src/domain/billing/pricing/tariff';
import { tariffAt, tariffOf } from '../../../src/domain/billing/pricing/tariff';
import { cutOffs, lastCutOff, lastPayDay, nextCutOff, nextPayDay, payDays } from '../../../src/domain/billing/runs/calendar';
import { isAccountsOwn, reasonOf } from '../../../src/domain/billing/runs/reason-of';
import { DomainError } from '../../../src/domain/shared/errors';
import { MAX_MINOR, share } from '../../../src/domain/shared/money';

const tariff: Tariff = {
  id: 1,
  effectiveFrom: new Date(0),
  formula: 'constant@1',
  basePrice: 100_00,
  tiers: [5, 6, 7, 8, 9, 10, 11, 12].map((percent, at) => ({ over: (at + 1) * 10_000_00, percent })),
  workerShareBp: 6_000,
  fine: 40_00,
  billing: { weekday: 7, hour: 20 },
  reviewHours: 0,
  retryDays: [1, 3, 7],
  payoutHour: 20,
  transferKeyDays: 90,
  telegram: null,
};
const having = (paid: number) => ({ paid, allocations: 1 });
const subject = { service: 's', client: 'c', worker: null };

describe('price', () => {
  test.each([
    [0, 0, 100_00, 0],
    [9_999_99, 0, 100_00, 0],
    [10_000_00, 0, 100_00, 0],
    [10_000_01, 5, 95_00, 10_000_00],
    [20_000_00, 5, 95_00, 10_000_00],
    [20_000_01, 6, 94_00, 20_000_00],
    [80_000_00, 11, 89_00, 70_000_00],
    [80_000_01, 12, 88_00, 80_000_00],
    [1_000_000_00, 12, 88_00, 80_000_00],
  ])('who has paid %d gets %d %% and pays %d (B3)', (paid, percent, price, over) => {
    expect(priceOf(subject, having(paid), tariff)).toEqual({
      tariff: 1, paid, allocations: 1, listPrice: 100_00, percent, discount: 100_00 - price, price, over, firstTier: 10_000_00,
    });
  });

  test('a worker in the formula does not change the price yet, and a tariff without discounts has none', () => {
    expect(priceOf({ ...subject, worker: 'w' }, having(0), tariff).price).toBe(100_00);
    expect(priceOf(subject, having(MAX_MINOR), { ...tariff, tiers: [] })).toMatchObject({ percent: 0, price: 100_00, firstTier: 0 });
  });

  test('price and discount add up to the list price, and both are whole and not negative, for any list price', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 13 }), fc.integer({ min: 0, max: 200_000_00 }), (basePrice, paid) => {
        const { price, discount, listPrice, percent } = priceOf(subject, having(paid), { ...tariff, basePrice });
        expect(price + discount).toBe(listPrice);
        expect([price, discount].every((amount) => Number.isSafeInteger(amount) && amount >= 0)).toBe(true);
        expect(Math.abs(discount - (listPrice * percent) / 100)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  test('rounding is half-up: 12 % of 0.04 is 0.00 and of 0.05 is 0.01', () => {
    expect([4, 5].map((amount) => share(amount, 1_200))).toEqual([0, 1]);
    expect([share(5, 5_000), share(-5, 5_000)]).toEqual([3, -2]);
  });

  test('a tier opens strictly above its threshold, and paying more never lowers it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000_00 }), fc.nat(1_000_00), (paid, more) => {
        const tier = tierFor(paid, tariff.tiers);
        expect(tier.percent === 0 || paid > tier.over).toBe(true);
        expect(tierFor(paid + more, tariff.tiers).percent).toBeGreaterThanOrEqual(tier.percent);
        expect(tierFor(tier.over, tariff.tiers).percent).toBeLessThanOrEqual(Math.max(tier.percent - 1, 0));
      }),
    );
  });
});

describe('tariff', () => {
  const later = { ...tariff, id: 2, effectiveFrom: new Date('2027-01-01T00:00:00Z') };

  test('the version in force is the latest that has begun, and an order finds its own by id', () => {
    const both = [tariff, later];
    expect(tariffAt(both, new Date('2026-12-31T23:59:59.999Z')).id).toBe(1);
    expect(tariffAt(both, later.effectiveFrom).id).toBe(2);
    expect(tariffOf(both, 1).id).toBe(1);
    expect(() => tariffOf(both, 3)).toThrow('billing.tariff_not_found');
    expect(() => tariffAt([], new Date(0))).toThrow('billing.no_tariff');
  });
});

describe('invoice', () => {
  const all: InvoiceStatus[] = ['draft', 'open', 'paid', 'uncollectible', 'void'];

  test('goes from draft to open to one of its ends, and back only where a payment or giving up was a mistake (B6)', () => {
    const moves = all.flatMap((from) => all.filter((to) => canMove(from, to)).map((to) => `${from} → ${to}`));
    expect(moves).toEqual(['draft → open', 'draft → void', 'open → paid', 'open → uncollectible', 'open → void', 'paid → open', 'uncollectible → open']);
  });

  test('takes what is open and no more; only an open one takes anything', () => {
    const invoice = { id: 'i', number: '2026-000001', status: 'open' as const, total: 110, credited: 10, paid: 30 };
    expect([1, 70, 71].map((available) => takes(invoice, available))).toEqual([1, 70, 70]);
    expect(() => takes({ ...invoice, status: 'paid' }, 1)).toThrow('billing.invoice_not_open {"invoice":"2026-000001","status":"paid"}');
  });

  test('has a number of six digits that may outgrow them', () => {
    expect([17, 1_234_567].map((place) => invoiceNumber(2026, place))).toEqual(['2026-000017', '2026-1234567']);
  });
});

describe('planned invoices', () => {
  const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 2, day, hour));
  const charge = (client: string, accruedAt: Date, amount = 100): Charge => ({
    order: { id: `${client}${accruedAt.getTime()}`, number: 1, at: accruedAt },
    serviceRu: 's', serviceEn: 's', outcome: 'completed', listPrice: amount, percent: 0, client, amount, accruedAt,
  });
  const days = [at(8, 17), at(15, 17), at(22, 17)];
  const plan = (charges: Charge[], options: { taken?: string[]; reviewed?: number[]; credit?: [string, number][] } = {}) =>
    planInvoices({
      charges,
      cutOffs: days,
      isTaken: (client, cutOff) => options.taken?.includes(`${client}${cutOff.getUTCDate()}`) ?? false,
      credit: new Map(options.credit),
      isReviewed: (cutOff) => options.reviewed?.includes(cutOff.getUTCDate()) ?? false,
    }).map(({ client, cutOff, total, paid, status }) => `${client} ${cutOff.getUTCDate()}: ${paid}/${total} ${status}`);

  test('take what accrued before each cut-off; 20:00 sharp belongs to the next (B5)', () => {
    expect(plan([charge('a', at(3)), charge('b', at(8, 17)), charge('a', at(10)), charge('a', at(22, 17))])).toEqual([
      'a 8: 0/100 open', 'a 15: 0/100 open', 'b 15: 0/100 open',
    ]);
  });

  test('leave what came late for an invoiced period to the next one', () => {
    expect(plan([charge('a', at(3)), charge('a', at(10))], { taken: ['a8'] })).toEqual(['a 15: 0/200 open']);
    expect(plan([charge('a', at(3))], { taken: ['a8', 'a15', 'a22'] })).toEqual([]);
  });

  test('use up credit once', () => {
    expect(plan([charge('a', at(3)), charge('a', at(10))], { credit: [['a', 150]] })).toEqual(['a 8: 100/100 paid', 'a 15: 50/100 open']);
  });

  test('hold every charge exactly once, and none early', () => {
    const charges = fc.array(fc.record({ client: fc.constantFrom('a', 'b'), day: fc.integer({ min: 1, max: 27 }) }));
    fc.assert(
      fc.property(charges, (list) => {
        const owed = list.map(({ client, day }) => charge(client, at(day)));
        const due = planInvoices({ charges: owed, cutOffs: days, isTaken: () => false, credit: new Map(), isReviewed: () => false });
        const lines = due.flatMap((invoice) => invoice.lines.map((line) => ({ line, invoice })));
        expect(new Set(lines.map(({ line }) => line)).size).toBe(lines.length);
        expect(lines).toHaveLength(owed.filter((line) => line.accruedAt < at(22, 17)).length);
        expect(lines.every(({ line, invoice }) => line.accruedAt < invoice.cutOff && line.client === invoice.client)).toBe(true);
      }),
    );
  });
});

describe('payout', () => {
  const states: PayoutStatus[] = ['pending', 'sent', 'unknown', 'failed', 'parked', 'carried_forward'];
  const news: Settlement[] = ['sent', 'rejected', 'unknown', 'disputed'];

  test('goes on as Gold Hat says, and what arrived has arrived (B8)', () => {
    const moves = states.flatMap((from) => news.flatMap((said) => nextStatus(from, said) ?? []).map((to) => `${from} → ${to}`));
    expect(moves).toEqual([
      'pending → sent', 'pending → failed', 'pending → unknown', 'pending → parked',
      'unknown → sent', 'unknown → failed', 'unknown → parked',
      'failed → sent', 'parked → sent',
    ]);
  });

  test('its key is good for so many days', () => {
    const used = new Date('2026-01-01T00:00:00Z');
    expect(keyExpired(used, 1, new Date('2026-01-02T00:00:00.000Z'))).toBe(false);
    expect(keyExpired(used, 1, new Date('2026-01-02T00:00:00.001Z'))).toBe(true);
  });
});

describe('planned payouts', () => {
  const end = (month: number) => ({ month: `2026-0${month}`, at: new Date(Date.UTC(2026, month, 0, 17)) });
  const entry = (month: number, amount: number) => ({ at: new Date(Date.UTC(2026, month - 1, 10)), amount });
  const ends = [end(1), end(2), end(3)];
  const account = { worker: 'w', closedMonth: null, opening: 0 };
  const plan = (given: Partial<Parameters<typeof planPayouts>[0][number]>) =>
    planPayouts([{ ...account, entries: [], ...given }], ends).map(({ month, amount }) => `${month}: ${amount}`);

  test.each([
    ['one for each month with something due', { entries: [entry(1, 60), entry(2, 60), entry(2, 60)] }, ['2026-01: 60', '2026-02: 120']],
    ['none for zero', { entries: [entry(1, 60), entry(1, -60)] }, []],
    ['a negative balance is carried forward until it is earned', { entries: [entry(1, -40), entry(3, 60)] }, ['2026-01: -40', '2026-02: -40', '2026-03: 20']],
    ['closed months stay closed', { closedMonth: '2026-02', opening: 5, entries: [entry(3, 60)] }, ['2026-03: 65']],
    ['all months closed', { closedMonth: '2026-03', opening: 5 }, []],
    ['what comes at the very end belongs to the next month', { entries: [{ at: end(1).at, amount: 7 }] }, ['2026-02: 7']],
  ])('%s (B8)', (_, given, expected) => {
    expect(plan(given)).toEqual(expected);
  });

  test('pay out exactly what came before the last end, if nothing is owed', () => {
    const entries = fc.array(fc.record({ month: fc.integer({ min: 1, max: 4 }), amount: fc.integer({ min: -50, max: 100 }) }));
    fc.assert(
      fc.property(entries, (list) => {
        const moves = list.map(({ month, amount }) => entry(month, amount)).sort((a, b) => a.at.getTime() - b.at.getTime());
        const due = planPayouts([{ ...account, entries: moves }], ends);
        const paid = due.filter(({ amount }) => amount > 0).reduce((sum, { amount }) => sum + amount, 0);
        const last = due.find(({ month }) => month === '2026-03')?.amount ?? 0;
        const before = moves.filter(({ at }) => at < end(3).at).reduce((sum, { amount }) => sum + amount, 0);
        expect(paid + Math.min(last, 0)).toBe(before);
      }),
    );
  });
});

describe('calendar', () => {
  const zones = ['Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Chatham', 'Australia/Lord_Howe', 'UTC'];
  const from = new Date('2026-01-01T00:00:00Z');
  const to = new Date('2041-01-01T00:00:00Z');
  const one = [tariff];

  test.each(zones)('weeks tile from 2026 to 2040 in %s: each cut-off is a Sunday 20:00, seven days after the last', (zone) => {
    const found = cutOffs(one, zone, from, to).map((at) => DateTime.fromJSDate(at, { zone }));
    expect(found.length).toBeGreaterThanOrEqual(782);
    for (const [at, day] of found.entries()) {
      expect([day.weekday, day.hour, day.minute]).toEqual([7, 20, 0]);
      const before = found[at - 1];
      if (before) expect(before.plus({ weeks: 1 }).toMillis()).toBe(day.toMillis());
    }
  });

  test.each(zones)('months tile from 2026 to 2040 in %s: each ends on its last day at 20:00', (zone) => {
    const found = payDays(one, zone, from, to);
    expect(new Set(found.map(({ month }) => month)).size).toBe(found.length);
    expect(found.length).toBeGreaterThanOrEqual(180);
    for (const { month, at } of found) {
      const day = DateTime.fromJSDate(at, { zone });
      expect([day.toFormat('yyyy-MM'), day.hour, day.plus({ days: 1 }).day]).toEqual([month, 20, 1]);
    }
  });

  test('every instant lies in exactly one week and one month, whatever the zone', () => {
    const instants = fc.date({ min: from, max: to, noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, at) => {
        const next = nextCutOff(one, zone, at);
        expect(next > at && cutOffs(one, zone, at, next)).toEqual([next]);
        expect(lastCutOff(one, zone, next)).toEqual(next);
        const end = nextPayDay(one, zone, at);
        expect(end.at > at && payDays(one, zone, at, end.at)).toEqual([end]);
        expect(lastPayDay(one, zone, end.at)).toEqual(end);
      }),
    );
  });

  test('a new tariff moves the cut-off from the day it begins, without gap or overlap', () => {
    const saturdays: Tariff = { ...tariff, id: 2, effectiveFrom: new Date('2026-03-12T00:00:00Z'), billing: { weekday: 6, hour: 18 }, payoutHour: 9 };
    const both = [tariff, saturdays];
    const found = cutOffs(both, 'UTC', new Date('2026-03-01T00:00:00Z'), new Date('2026-03-22T00:00:00Z'));
    expect(found.map((at) => at.toISOString())).toEqual(['2026-03-01T20:00:00.000Z', '2026-03-08T20:00:00.000Z', '2026-03-14T18:00:00.000Z', '2026-03-21T18:00:00.000Z']);
    expect(nextCutOff(both, 'UTC', new Date('2026-03-08T20:00:00Z')).toISOString()).toBe('2026-03-14T18:00:00.000Z');
    expect(nextPayDay(both, 'UTC', new Date('2026-03-01T00:00:00Z')).at.toISOString()).toBe('2026-03-31T09:00:00.000Z');
  });

  test('without a tariff nothing is ever due', () => {
    expect(() => nextCutOff([], 'UTC', from)).toThrow('billing.no_tariff');
    expect(() => nextPayDay([], 'UTC', from)).toThrow('billing.no_tariff');
    expect(cutOffs([], 'UTC', from, to)).toEqual([]);
  });
});

describe('ledger', () => {
  test('only whole amounts above zero move', () => {
    for (const amount of [1, MAX_MINOR]) expect(() => requirePositive(amount)).not.toThrow();
    for (const amount of [0, -1, 0.5, NaN, Infinity, MAX_MINOR + 1]) expect(() => requirePositive(amount)).toThrow('billing.bad_amount');
  });

  test('a payout that comes back, or arrives after all, leaves nothing in transit', () => {
    const balance = (account: string, ...moves: { debit: string; credit: string; amount: number }[]) =>
      moves.reduce((sum, move) => sum + (move.debit === account ? move.amount : 0) - (move.credit === account ? move.amount : 0), 0);
    const intent = transfers.payout('p', 'w', 60);
    const returned = transfers.payoutReturned('p', 'w', 60);
    const arrived = [transfers.payoutResent('p', 'w', 60), transfers.payoutSent('p', 60)];
    expect(balance('gold-hat', intent)).toBe(-60);
    expect([balance('gold-hat', intent, returned), balance('workers:w', intent, returned)]).toEqual([0, 0]);
    expect(['gold-hat', 'workers:w', 'bank'].map((account) => balance(account, intent, returned, ...arrived))).toEqual([0, 60, -60]);
  });
});

describe('what parks an account', () => {
  test.each<[string, Error, boolean, string]>([
    ['books that contradict each other', new DomainError('billing.account_broken', 'unexpected', { account: 'clients:1', booked: '1.00' }), true, 'billing.account_broken: account clients:1, booked 1.00'],
    ['a bug that one account sets off', new TypeError('no such thing'), true, 'no such thing'],
    ['but not who may not run it', new DomainError('users.forbidden', 'forbidden'), false, 'users.forbidden'],
    ['nor a database that is not there', new DomainError('machine.database_busy', 'unavailable'), false, 'machine.database_busy'],
    ['nor what nobody foresaw', new Error('disk on fire'), false, 'disk on fire'],
  ])('%s', (_, error, own, reason) => {
    expect(isAccountsOwn(error)).toBe(own);
    expect(reasonOf(error)).toBe(reason);
  });
});
