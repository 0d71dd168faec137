import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { CardGateway } from '../../src/domain/billing/payments/card-gateway';
import { cardOver, noCardGateway, verifyCardSignature } from '../../src/gateways/card';
import { startSimulator, type CardMode, type Simulator } from '../../src/simulator';

const CHARGE = { key: 'invoice:7:1', amount: 95_00, card: 'card_abc', reference: 'INV-000007' };
const SAYS = { id: 'ch_1', key: CHARGE.key, amount_minor: 95_00, currency: 'CAT' };

describe('over HTTP', () => {
  let server: Server;
  let seen: { method: string | undefined; url: string | undefined; key: unknown; body: string }[];
  let answer: (response: ServerResponse) => void;
  let gateway: CardGateway;
  /** Gives up at once: only for what is never answered. */
  let hasty: CardGateway;

  const says = (status: number, body: unknown = {}) => {
    answer = (response) => void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  };

  beforeEach(async () => {
    seen = [];
    server = createServer((request, response) => void take(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/card/`;
    gateway = cardOver(url);
    hasty = cardOver(url, { timeoutMs: 100 });
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, headers } = request;
    seen.push({ method, url, key: headers['idempotency-key'], body: await text(request) });
    answer(response);
  }

  test('a charge is posted under its key, every time in the same bytes', async () => {
    says(201, { ...SAYS, status: 'paid' });
    for (let times = 0; times < 2; times += 1) expect(await gateway.charge(CHARGE)).toEqual({ outcome: 'paid', id: 'ch_1' });
    const sent = { method: 'POST', url: '/card/charges', key: CHARGE.key, body: '{"amount_minor":9500,"currency":"CAT","card":"card_abc","reference":"INV-000007"}' };
    expect(seen).toEqual([sent, sent]);
  });

  test.each([
    ['201', 201, { ...SAYS, status: 'paid' }, { outcome: 'paid', id: 'ch_1' }],
    ['202', 202, { ...SAYS, status: 'pending' }, { outcome: 'unknown', reason: 'not settled yet' }],
    ['402', 402, { ...SAYS, status: 'declined', error: 'declined', message: 'lost_card' }, { outcome: 'declined', reason: 'lost_card' }],
    ['409 of a key used for something else', 409, { error: 'key_reused' }, { outcome: 'disputed', reason: 'key_reused' }],
    ['409 of a forgotten key', 409, { error: 'key_expired' }, { outcome: 'disputed', reason: 'key_expired' }],
    ['422', 422, { error: 'card_unknown' }, { outcome: 'declined', reason: 'card_unknown' }],
  ])('a charge answered with %s is as it says', async (_, status, body, expected) => {
    says(status, body);
    expect(await gateway.charge(CHARGE)).toEqual(expected);
  });

  test.each([
    ['500', 500, {}],
    ['429', 429, { error: 'slow_down' }],
    ['404', 404, { error: 'not_found' }],
    ['a web page', 200, '<html>'],
    ['half an object', 201, '{"id":"ch_1","key":"invoice:7:1"'],
    ['paid without an id', 201, { ...SAYS, id: undefined, status: 'paid' }],
    ['paid of another key', 201, { ...SAYS, key: 'invoice:8:1', status: 'paid' }],
    ['paid of another amount', 201, { ...SAYS, amount_minor: 1, status: 'paid' }],
    ['declined of another key', 402, { ...SAYS, key: 'invoice:8:1', status: 'declined' }],
    ['declined that names nothing', 402, { error: 'declined', message: 'lost_card' }],
    ['declined by a body that says paid', 402, { ...SAYS, status: 'paid' }],
    ['refused for another key', 422, { error: 'card_unknown', key: 'invoice:8:1' }],
    ['refused by somebody on the way', 422, 'nope'],
    ['409 for another reason', 409, { error: 'in_progress' }],
    ['a state nobody knows', 201, { ...SAYS, status: 'refunded' }],
  ])('a charge answered with %s is unknown', async (_, status, body) => {
    says(status, body);
    expect(await gateway.charge(CHARGE)).toMatchObject({ outcome: 'unknown', reason: expect.any(String) as string });
  });

  test('no answer, a broken connection and no server are unknown, whatever is asked', async () => {
    const all = (one: CardGateway) => Promise.all([one.charge(CHARGE), one.ask(CHARGE), one.begin({ customer: 'C-000001' }), one.card('cs_1')]);
    answer = () => undefined;
    expect(await all(hasty)).toEqual(Array.from({ length: 4 }, () => ({ outcome: 'unknown', reason: 'no answer in time' })));
    answer = (response) => void response.destroy();
    for (const { outcome } of await all(gateway)) expect(outcome).toBe('unknown');
    for (const { outcome } of await all(cardOver('http://127.0.0.1:1'))) expect(outcome).toBe('unknown');
  });

  test.each([
    ['paid', 200, { ...SAYS, status: 'paid' }, { outcome: 'paid', id: 'ch_1' }],
    ['declined', 200, { ...SAYS, status: 'declined', message: 'lost_card' }, { outcome: 'declined', reason: 'lost_card' }],
    ['pending', 200, { ...SAYS, status: 'pending' }, { outcome: 'unknown', reason: 'not settled yet' }],
    ['404 by the gateway', 404, { error: 'not_found' }, { outcome: 'absent' }],
    ['404 by somebody on the way', 404, '<html>', { outcome: 'unknown', reason: 'HTTP 404, not by the card gateway' }],
    ['404 of a forgotten key', 404, { error: 'key_expired' }, { outcome: 'disputed', reason: 'key_expired' }],
    ['410', 410, { error: 'key_expired' }, { outcome: 'disputed', reason: 'key_expired' }],
    ['another key', 200, { ...SAYS, key: 'x', status: 'paid' }, { outcome: 'unknown', reason: 'an answer to something else (HTTP 200)' }],
    ['another amount', 200, { ...SAYS, amount_minor: 1, status: 'paid' }, { outcome: 'unknown', reason: 'an answer to something else (HTTP 200)' }],
    ['500', 500, {}, { outcome: 'unknown', reason: 'HTTP 500' }],
  ])('a question answered with %s', async (_, status, body, expected) => {
    says(status, body);
    expect(await gateway.ask(CHARGE)).toEqual(expected);
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/card/charges/invoice%3A7%3A1' });
  });

  test.each([
    ['a way to enter a card', 201, { id: 'cs_1', url: 'https://pay.example/cs_1' }, { outcome: 'begun', session: 'cs_1', url: 'https://pay.example/cs_1' }],
    ['no web address', 201, { id: 'cs_1', url: 'javascript:alert(1)' }, { outcome: 'unknown', reason: 'HTTP 201' }],
    ['no id', 201, { url: 'https://pay.example/cs_1' }, { outcome: 'unknown', reason: 'HTTP 201' }],
    ['a refusal', 422, { error: 'invalid', message: 'customer' }, { outcome: 'unknown', reason: 'invalid: customer' }],
  ])('beginning answered with %s', async (_, status, body, expected) => {
    says(status, body);
    expect(await gateway.begin({ customer: 'C-000001' })).toEqual(expected);
    expect(seen[0]).toMatchObject({ url: '/card/sessions', body: '{"customer":"C-000001"}' });
  });

  test.each([
    ['kept', 200, { id: 'cs_1', status: 'kept', card: { token: 'card_abc', last4: '4242' } }, { outcome: 'kept', token: 'card_abc', last4: '4242' }],
    ['waiting', 200, { id: 'cs_1', status: 'waiting' }, { outcome: 'waiting' }],
    ['kept without a card', 200, { id: 'cs_1', status: 'kept' }, { outcome: 'unknown', reason: 'no card in the answer' }],
    ['another session', 200, { id: 'cs_2', status: 'waiting' }, { outcome: 'unknown', reason: 'HTTP 200' }],
    ['404', 404, { error: 'not_found' }, { outcome: 'unknown', reason: 'not_found' }],
  ])('a session answered with %s', async (_, status, body, expected) => {
    says(status, body);
    expect(await gateway.card('cs_1')).toEqual(expected);
  });
});

describe('on a bad day of the simulated gateway', () => {
  let sim: Simulator;
  let gateway: CardGateway;
  /** Gives up soon, but not before its request has arrived. */
  let hurried: CardGateway;

  beforeEach(async () => {
    sim = await startSimulator({ port: 0, now: () => new Date('2026-03-08T17:00:00Z') });
    gateway = cardOver(sim.cardUrl);
    hurried = cardOver(sim.cardUrl, { timeoutMs: 500 });
  });

  afterEach(() => sim.close());

  async function cardOnFile(number = '4242 4242 4242 4242'): Promise<string> {
    const begun = await gateway.begin({ customer: 'C-000001' });
    if (begun.outcome !== 'begun') throw new Error(begun.reason);
    expect(await gateway.card(begun.session)).toEqual({ outcome: 'waiting' });
    const { token, last4 } = sim.card.keep(begun.session, number);
    expect(await gateway.card(begun.session)).toEqual({ outcome: 'kept', token, last4 });
    return token;
  }

  test.each<[CardMode, string, string, string]>([
    ['ok', 'paid', 'paid', 'paid'],
    ['duplicate', 'paid', 'paid', 'paid'],
    ['decline', 'declined', 'declined', 'declined'],
    ['pending', 'unknown', 'unknown', 'unknown'],
    ['timeout_before', 'unknown', 'absent', 'paid'],
    ['timeout_after', 'unknown', 'paid', 'paid'],
    ['error_500_before', 'unknown', 'absent', 'paid'],
    ['error_500_after', 'unknown', 'paid', 'paid'],
    ['delay', 'unknown', 'absent', 'paid'],
    ['wrong_key', 'unknown', 'paid', 'paid'],
    ['wrong_amount', 'unknown', 'paid', 'paid'],
    ['wrong_html', 'unknown', 'paid', 'paid'],
    ['wrong_json', 'unknown', 'paid', 'paid'],
  ])('%s: charging is %s, asking %s, the same key again %s, and one charge is made', async (mode, charging, asking, again) => {
    const charge = { ...CHARGE, card: await cardOnFile() };
    sim.card.setMode(mode, 1);
    const silent = mode.startsWith('timeout') || mode === 'delay';
    expect(await (silent ? hurried : gateway).charge(charge)).toMatchObject({ outcome: charging });
    expect(await gateway.ask(charge)).toMatchObject({ outcome: asking });
    expect(await gateway.charge(charge)).toMatchObject({ outcome: again });
    await sim.card.release();
    expect(await gateway.ask(charge)).toMatchObject({ outcome: again });
    expect(sim.card.charges()).toHaveLength(1);
  });

  test('a charge that is pending settles as the gateway says later', async () => {
    const charge = { ...CHARGE, card: await cardOnFile('4000000000000341') };
    expect(await gateway.charge(charge)).toEqual({ outcome: 'unknown', reason: 'not settled yet' });
    sim.card.settle(charge.key);
    expect(await gateway.ask(charge)).toEqual({ outcome: 'declined', reason: 'insufficient_funds' });
  });

  test('a forgotten key, a key used otherwise and an unknown card are never paid', async () => {
    const charge = { ...CHARGE, card: await cardOnFile() };
    await gateway.charge(charge);
    expect(await gateway.charge({ ...charge, amount: 1 })).toEqual({ outcome: 'disputed', reason: 'key_reused' });
    expect(await gateway.charge({ ...CHARGE, key: 'other' })).toEqual({ outcome: 'declined', reason: 'card_unknown' });
    sim.card.expireKeys();
    expect(await gateway.ask(charge)).toEqual({ outcome: 'disputed', reason: 'key_expired' });
    expect(await gateway.charge(charge)).toEqual({ outcome: 'disputed', reason: 'key_expired' });
  });
});

test('without a gateway nobody is asked, and it is said what to set', async () => {
  const none = noCardGateway('MCF_CARD_URL is not set');
  const nobody = { outcome: 'not_sent', reason: 'MCF_CARD_URL is not set' };
  expect(await Promise.all([none.charge(CHARGE), none.ask(CHARGE), none.begin({ customer: 'C-000001' }), none.card('cs_1')])).toEqual([nobody, nobody, nobody, nobody]);
});

describe('the signature of a webhook', () => {
  const body = '{"type":"charge.settled","key":"invoice:7:1"}';
  const signed = (text: string, secret: string) => `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;

  test('is right for exactly the bytes that were signed with the secret', () => {
    expect(verifyCardSignature(body, signed(body, 's3cret'), 's3cret')).toBe(true);
    expect(verifyCardSignature(Buffer.from(body), signed(body, 's3cret'), 's3cret')).toBe(true);
  });

  test.each([
    ['another body', signed(`${body} `, 's3cret')],
    ['another secret', signed(body, 'other')],
    ['half of it', signed(body, 's3cret').slice(0, 40)],
    ['more than it', `${signed(body, 's3cret')}00`],
    ['no algorithm', signed(body, 's3cret').slice('sha256='.length)],
    ['nothing', ''],
    ['no header', undefined],
  ])('is wrong for %s', (_, header) => {
    expect(verifyCardSignature(body, header, 's3cret')).toBe(false);
  });

  test('is never right without a secret', () => {
    expect(verifyCardSignature(body, signed(body, ''), '')).toBe(false);
  });
});
