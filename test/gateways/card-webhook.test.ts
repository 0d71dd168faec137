import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { openApp } from '../../src/compose';
import { readConfig } from '../../src/config';
import { accrueOrder, beginCard, finishCard, runBilling, settleCollection, showInvoice, showStatement } from '../../src/domain/billing';
import { DomainError } from '../../src/domain/shared/errors';
import { SYSTEM } from '../../src/domain/shared/work';
import { cardOver } from '../../src/gateways/card';
import { CARD_WEBHOOK_PATH, startCardWebhook, type CardWebhook } from '../../src/gateways/card-webhook';
import { serve } from '../../src/serve';
import { startSimulator } from '../../src/simulator';
import { as, join as joinAs, openTestApp } from '../support/app';
import { runDirectory } from '../support/run-once';

const SECRET = 'a-secret-of-the-gateway';
const HINT = JSON.stringify({ type: 'charge.settled', key: 'charge:1:1' });

let webhook: CardWebhook;
let asked: string[];
let faults: unknown[];
let settle: (key: string) => Promise<'settled' | 'waiting'>;

beforeEach(async () => {
  [asked, faults] = [[], []];
  settle = async (key) => {
    asked.push(key);
    return 'settled';
  };
  webhook = await startCardWebhook({ port: 0, secret: SECRET, settle: (key) => settle(key), log: { error: (fault) => void faults.push(fault) } });
});
afterEach(() => webhook.close());

const signed = (body: string | Buffer, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

async function post(body: string | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${webhook.port}${CARD_WEBHOOK_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-card-signature': signed(body), ...headers },
    body,
  });
  return [response.status, await response.json()] as const;
}

test('a signed hint is worked off before 200 is said', async () => {
  expect(await post(HINT)).toEqual([200, { status: 'settled' }]);
  expect(asked).toEqual(['charge:1:1']);
});

test('an amount in the body is looked at by nobody', async () => {
  expect((await post(JSON.stringify({ type: 'charge.settled', key: 'charge:1:1', amount_minor: 1, status: 'paid' })))[0]).toBe(200);
  expect(asked).toEqual(['charge:1:1']);
});

test.each<[string, string | Buffer, Record<string, string>]>([
  ['no signature', HINT, { 'x-card-signature': '' }],
  ['another secret', HINT, { 'x-card-signature': signed(HINT, 'another') }],
  ['another body', HINT, { 'x-card-signature': signed(`${HINT} `) }],
  ['the bare digest', HINT, { 'x-card-signature': signed(HINT).slice('sha256='.length) }],
  ['capital letters', HINT, { 'x-card-signature': signed(HINT).toUpperCase() }],
])('%s: 401, and nobody is asked', async (_name, body, headers) => {
  expect(await post(body, headers)).toEqual([401, { error: 'bad_signature' }]);
  expect(asked).toEqual([]);
});

test.each(['', 'null', '[]', '{', '{"type":"charge.settled"}', '{"type":"charge.settled","key":1}', '{"type":"charge.settled","key":""}', '{"type":"other","key":"k"}', JSON.stringify({ type: 'charge.settled', key: 'k'.repeat(201) })])(
  'a signed body like %.40s: 400', async (body) => {
    expect(await post(body)).toEqual([400, { error: 'bad_body' }]);
    expect(asked).toEqual([]);
  },
);

test('the signature is of the bytes as they came, whatever they are called', async () => {
  const body = Buffer.from(`{ "key": "charge:\u00e9", "type": "charge.settled" }\n`);
  expect((await post(body, { 'content-type': 'text/plain; charset=latin1' }))[0]).toBe(200);
  expect(asked).toEqual(['charge:\u00e9']);
});

test('64 kB are read, more is refused unread', async () => {
  const padded = (bytes: number) => HINT.padEnd(bytes, ' ');
  expect((await post(padded(64 * 1024)))[0]).toBe(200);
  expect((await post(padded(64 * 1024 + 1)))[0]).toBe(413);
  expect(asked).toHaveLength(1);
});

test('what is not known yet is asked to come again', async () => {
  settle = async () => 'waiting';
  expect(await post(HINT)).toEqual([503, { error: 'not_known_yet' }]);
});

test('a key that is none of ours: 404; what breaks: 500, in the log, and without a word of why', async () => {
  settle = () => Promise.reject(new DomainError('billing.collection_not_found', 'not_found'));
  expect(await post(HINT)).toEqual([404, { error: 'not_found' }]);
  settle = () => Promise.reject(new Error('the database is gone'));
  expect(await post(HINT)).toEqual([500, { error: 'failed' }]);
  expect(faults).toEqual([{ err: expect.objectContaining({ message: 'the database is gone' }) as Error }]);
});

test('nothing else is there', async () => {
  const at = `http://127.0.0.1:${webhook.port}`;
  expect((await fetch(`${at}${CARD_WEBHOOK_PATH}`)).status).toBe(404);
  expect((await fetch(`${at}/`, { method: 'POST' })).status).toBe(404);
});

describe('in the whole program', () => {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const freePort = async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    await new Promise((closed) => taken.close(closed));
    return port;
  };
  const opened: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });
  const configOf = (more: Record<string, string>) => readConfig({ MCF_HOME: mkdtempSync(join(runDirectory(), 'webhook-')), MCF_TIME_ZONE: 'Europe/Moscow', ...more });

  test('mcf start listens where a port and a secret are configured, and tells other commands where cards are charged', async () => {
    const port = await freePort();
    const config = configOf({ MCF_CARD_SECRET: SECRET, MCF_WEBHOOK_PORT: String(port) });
    const serving = await serve(config, quiet, 0);
    opened.push(() => serving.stop());
    const hint = () => fetch(`http://127.0.0.1:${port}${CARD_WEBHOOK_PATH}`, { method: 'POST', headers: { 'x-card-signature': signed(HINT) }, body: HINT });
    expect((await hint()).status).toBe(404);
    const other = openApp(config);
    opened.push(() => other.close());
    expect(await other.cards?.ask({ key: 'charge:1:1', amount: 1 })).toEqual({ outcome: 'absent' });
    for (const close of opened.splice(0).reverse()) await close();
    await expect(hint()).rejects.toThrow('fetch failed');
  });

  test.each([
    ['MCF_WEBHOOK_PORT', '0'],
    ['MCF_WEBHOOK_PORT', '65536'],
    ['MCF_WEBHOOK_PORT', 'http'],
    ['MCF_CARD_SECRET', 'too-short'],
    ['MCF_CARD_URL', 'cards.example'],
  ])('%s cannot be %s', (variable, value) => {
    expect(() => configOf({ [variable]: value })).toThrow(expect.objectContaining({ code: 'machine.bad_config', params: expect.objectContaining({ variable }) as object }) as Error);
  });

  const SUNDAY = new Date('2026-03-08T17:00:00.000Z');
  const COMPLETED = {
    type: 'order_completed' as const, number: 1, service: 'service', service_ru: 'Стаканы', service_en: 'Glasses', at: '2026-03-02T09:00:00.000Z',
    tariff: 1, list_price_minor: 100_00, discount_percent: 0, price_minor: 100_00, worker: null,
  };

  test('a charge that the gateway settles later is booked when it says so, once, however often it says it', async () => {
    const url = `sqlite:${join(mkdtempSync(join(runDirectory(), 'webhook-')), 'mcf.db')}`;
    const sim = await startSimulator({ port: 0, now: () => SUNDAY });
    opened.push(() => sim.close());
    const t = await openTestApp(url, { cards: cardOver(sim.cardUrl) });
    opened.push(() => t.app.close());
    const tom = await joinAs(t, 'Tom', ['client']);
    const told = await startCardWebhook({ port: 0, secret: SECRET, settle: (key) => settleCollection(t.app, SYSTEM, { key }), log: quiet });
    opened.push(() => told.close());
    sim.card.webhooks.set({ url: `http://127.0.0.1:${told.port}${CARD_WEBHOOK_PATH}`, secret: SECRET, retryMs: [] });
    sim.card.setSettleAfter(null);
    const entry = await beginCard(t.app, as(tom));
    sim.card.keep(entry.url.split('/').at(-1) ?? '', '4242 4242 4242 4242');
    expect(await finishCard(t.app, as(tom))).toMatchObject({ method: 'card', last4: '4242' });
    await t.app.run(SYSTEM, (w) => accrueOrder(w, { ...COMPLETED, order: t.app.newId(), client: tom.id }));
    t.clock.set(SUNDAY);
    sim.card.setMode('pending');
    const run = await runBilling(t.app, t.boss, {});
    expect(run.invoices).toMatchObject([{ status: 'open' }]);
    const [charge] = sim.card.charges();
    sim.card.settle(charge?.key ?? '');
    await sim.card.webhooks.deliver([charge?.key ?? '', charge?.key ?? '']);
    await sim.card.webhooks.idle();
    expect(sim.card.webhooks.deliveries().map(({ status }) => status)).toEqual([200, 200, 200]);
    const invoice = run.invoices[0]?.id ?? '';
    expect(await t.app.query(as(tom), (w) => showInvoice(w, invoice))).toMatchObject({ status: 'paid', paid: 100_00 });
    expect(await t.app.query(as(tom), (w) => showStatement(w, { person: tom.id, as: 'client' }))).toMatchObject({ paid: 100_00, credit: 0 });
  });
});
