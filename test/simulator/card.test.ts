import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Simulator } from '../../src/simulator';
import { FRIDAY, startSim, until } from './support';

const GOOD = '4242 4242 4242 4242';
const DECLINES = '4000 0000 0000 0002';
const DECLINES_LATER = '4000-0000-0000-0341';

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function ask(sim: Simulator, path: string, body?: object, key?: string): Promise<Answer> {
  const response = await fetch(`${sim.cardUrl}${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(body && { 'content-type': 'application/json' }), ...(key !== undefined && { 'idempotency-key': key }) },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A card on file by its number, ready to be charged. */
async function simWithCard(number = GOOD) {
  const sim = await startSim();
  const { token } = sim.card.keep(sim.card.wallet.begin('C-000001').id, number);
  const order = { amount_minor: 9500, currency: 'CAT', card: token, reference: 'INV-000001' };
  const charge = (key: string, more: object = {}) => ask(sim, '/charges', { ...order, ...more }, key);
  return { sim, token, order, charge };
}

describe('entering a card', () => {
  it('begins a session with a page, and keeps the end of the number and nothing more of it', async () => {
    const sim = await startSim();
    const begun = await ask(sim, '/sessions', { customer: 'C-000001' });
    expect(begun).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^cs_/) as string } });
    const { id, url } = begun.body as { id: string; url: string };
    expect(await ask(sim, `/sessions/${id}`)).toEqual({ status: 200, body: { id, status: 'waiting' } });
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Card number');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");

    expect((await ask(sim, `/enter/${id}/state`)).body).toEqual({ last4: null });
    expect(await ask(sim, `/enter/${id}/state`, { number: GOOD })).toEqual({ status: 200, body: { last4: '4242' } });
    expect((await ask(sim, `/enter/${id}/state`)).body).toEqual({ last4: '4242' });
    const kept = { id, status: 'kept', card: { token: expect.stringMatching(/^card_/) as string, last4: '4242' } };
    expect((await ask(sim, `/sessions/${id}`)).body).toEqual(kept);
    expect(JSON.stringify(sim.card.wallet.sessions())).not.toContain('42424242');
  });

  it.each([
    ['no card number', '4242', 'A card number has 12 to 19 digits'],
    ['letters', '4242 4242 4242 4242 x', 'A card number has 12 to 19 digits'],
  ])('refuses %s', async (_what, number, message) => {
    const sim = await startSim();
    const { id } = sim.card.wallet.begin('C-000001');
    expect(await ask(sim, `/enter/${id}/state`, { number })).toEqual({ status: 422, body: { error: 'invalid', message } });
    expect(() => sim.card.keep(id, number)).toThrow(message);
  });

  it('keeps one card for a session, and knows only its own sessions', async () => {
    const sim = await startSim();
    const { id } = sim.card.wallet.begin('C-000001');
    sim.card.keep(id, GOOD);
    expect((await ask(sim, `/enter/${id}/state`, { number: DECLINES })).status).toBe(422);
    expect(() => sim.card.keep('cs_x', GOOD)).toThrow('There is no card session cs_x');
    for (const path of ['/sessions/cs_x', '/enter/cs_x/state', '/sessions/constructor']) expect((await ask(sim, path)).status).toBe(404);
    expect((await fetch(`${sim.cardUrl}/enter/cs_x`)).status).toBe(404);
    expect((await ask(sim, '/sessions', { customer: ' ' })).status).toBe(422);
  });
});

describe('charging a card', () => {
  it('charges once for a key, however often it is asked', async () => {
    const { sim, order, charge } = await simWithCard();
    const at = new Date(FRIDAY).toISOString();
    const paid = { id: 'ch_000001', key: 'k', status: 'paid', ...order, message: null, created_at: at, settled_at: at };
    expect(await charge('k')).toEqual({ status: 201, body: paid });
    expect(await charge('k')).toEqual({ status: 201, body: paid });
    expect(await charge('k', { amount_minor: 1 })).toEqual({ status: 409, body: { error: 'key_reused' } });
    expect(await ask(sim, '/charges/k')).toEqual({ status: 200, body: paid });
    expect(await ask(sim, '/charges/other')).toEqual({ status: 404, body: { error: 'not_found' } });
    expect(sim.card.charges()).toEqual([paid]);
  });

  it.each([
    ['zero', { amount_minor: 0 }],
    ['a fraction', { amount_minor: 0.5 }],
    ['another currency', { currency: 'EUR' }],
    ['an unknown field', { amount: 5 }],
  ])('refuses %s with 422 and a reason', async (_what, more) => {
    const { sim, charge } = await simWithCard();
    expect(await charge('k', more)).toEqual({ status: 422, body: { error: 'invalid', message: expect.any(String) as string } });
    expect(sim.card.charges()).toEqual([]);
  });

  it('refuses a missing key and an unknown card, and keeps no charge of either', async () => {
    const { sim, order, charge } = await simWithCard();
    expect((await ask(sim, '/charges', order)).status).toBe(422);
    expect(await charge('k', { card: 'card_x' })).toEqual({ status: 422, body: { error: 'card_unknown' } });
    expect(sim.card.charges()).toEqual([]);
  });

  it('declines in mode decline and for a card that declines, for good under that key', async () => {
    const { sim, charge } = await simWithCard(DECLINES);
    const declined = { status: 402, body: { error: 'declined', message: 'card_declined', key: 'k', status: 'declined', amount_minor: 9500 } };
    expect(await charge('k')).toMatchObject(declined);
    expect(await charge('k')).toMatchObject(declined);
    expect((await ask(sim, '/charges/k')).body).toMatchObject({ status: 'declined', message: 'card_declined' });
    const good = await simWithCard();
    good.sim.card.setMode('decline', 1);
    expect(await good.charge('k')).toMatchObject(declined);
    expect((await good.charge('k2')).status).toBe(201);
  });

  it('leaves a charge pending in mode pending, until it is settled', async () => {
    const { sim, charge } = await simWithCard();
    sim.card.setMode('pending', 2);
    for (const key of ['a', 'b']) expect(await charge(key)).toMatchObject({ status: 202, body: { key, status: 'pending', settled_at: null } });
    expect((await charge('a')).status).toBe(202);
    expect(sim.card.settle('a')).toMatchObject({ status: 'paid' });
    expect(sim.card.settle('b', 'declined', 'lost_card')).toMatchObject({ status: 'declined', message: 'lost_card' });
    expect((await charge('a')).status).toBe(201);
    expect(await charge('b')).toMatchObject({ status: 402, body: { message: 'lost_card' } });
    expect(() => sim.card.settle('a')).toThrow('No charge a is pending');
    expect(() => sim.card.settle('none')).toThrow('No charge none is pending');
  });

  it('takes a card that declines later, and settles it by itself if told after how long', async () => {
    const { sim, charge } = await simWithCard(DECLINES_LATER);
    expect((await charge('k')).status).toBe(202);
    sim.card.setSettleAfter(1);
    await until(() => sim.card.find('k')?.status !== 'pending');
    expect(sim.card.find('k')).toMatchObject({ status: 'declined', message: 'insufficient_funds' });
  });

  it('forgets keys: then they can be neither asked about nor used, and the money stays taken', async () => {
    const { sim, charge } = await simWithCard();
    await charge('old');
    await charge('new');
    sim.card.expireKeys(['old']);
    expect(await ask(sim, '/charges/old')).toEqual({ status: 410, body: { error: 'key_expired' } });
    expect(await charge('old')).toEqual({ status: 409, body: { error: 'key_expired' } });
    expect((await ask(sim, '/charges/new')).status).toBe(200);
    expect(sim.card.charges()).toHaveLength(2);
  });
});

describe('webhooks', () => {
  let server: Server;
  let heard: string[];
  let refusals: number;
  const SECRET = 'whsec';

  beforeEach(async () => {
    heard = [];
    refusals = 0;
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const signed = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
        if (request.headers['x-card-signature'] === signed) heard.push(body);
        response.writeHead(refusals > 0 ? 503 : 204).end();
        refusals -= 1;
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function simWithWebhook(retryMs: number[] = []) {
    const made = await simWithCard();
    made.sim.card.webhooks.set({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, secret: SECRET, retryMs });
    return made;
  }
  const settled = (key: string) => JSON.stringify({ type: 'charge.settled', key });

  it('tell of each settled charge, signed, once it is settled', async () => {
    const { sim, charge } = await simWithWebhook();
    sim.card.setMode('pending', 1);
    await charge('later');
    await charge('paid');
    await sim.card.webhooks.idle();
    expect(heard).toEqual([settled('paid')]);
    sim.card.settle('later', 'declined');
    await sim.card.webhooks.idle();
    expect(heard).toEqual([settled('paid'), settled('later')]);
  });

  it('come twice in mode duplicate, and again when told', async () => {
    const { sim, charge } = await simWithWebhook();
    sim.card.setMode('duplicate', 1);
    await charge('k');
    await sim.card.webhooks.idle();
    expect(heard).toEqual([settled('k'), settled('k')]);
    await sim.card.webhooks.deliver(['k']);
    expect(heard).toHaveLength(3);
  });

  it('can be held, and let go in any order', async () => {
    const { sim, charge } = await simWithWebhook();
    sim.card.webhooks.hold();
    for (const key of ['a', 'b', 'c']) await charge(key);
    await sim.card.webhooks.idle();
    expect(heard).toEqual([]);
    expect(sim.card.webhooks.waiting()).toEqual(['a', 'b', 'c']);
    await sim.card.webhooks.deliver(['c', 'a']);
    expect(await sim.card.webhooks.deliver()).toEqual([{ key: 'b', tries: 1, status: 204 }]);
    expect(heard).toEqual(['c', 'a', 'b'].map(settled));
    sim.card.webhooks.hold(false);
    await charge('d');
    await sim.card.webhooks.idle();
    expect(heard).toHaveLength(4);
  });

  it('are tried again a few times, then given up', async () => {
    const { sim } = await simWithWebhook([1, 1]);
    refusals = 1;
    expect(await sim.card.webhooks.deliver(['k'])).toEqual([{ key: 'k', tries: 2, status: 204 }]);
    refusals = 9;
    expect(await sim.card.webhooks.deliver(['k'])).toEqual([{ key: 'k', tries: 3, status: 503 }]);
    sim.card.webhooks.set({ url: 'http://127.0.0.1:1', secret: SECRET, retryMs: [] });
    expect(await sim.card.webhooks.deliver(['k'])).toEqual([{ key: 'k', tries: 1, status: null }]);
    expect(sim.card.webhooks.deliveries()).toHaveLength(3);
  });

  it('go nowhere without an address, and the simulator closes while one is tried again', async () => {
    const { sim, charge } = await simWithCard();
    await charge('k');
    await expect(sim.card.webhooks.deliver(['k'])).rejects.toThrow('There is no address for webhooks');
    sim.card.webhooks.set({ url: 'http://127.0.0.1:1', secret: SECRET, retryMs: [600_000] });
    await charge('k2');
    await sim.close();
    expect(sim.card.webhooks.deliveries()).toMatchObject([{ key: 'k2', status: null }]);
  });
});
