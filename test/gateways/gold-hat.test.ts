import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { GoldHat } from '../../src/domain/billing';
import { goldHatOver } from '../../src/gateways/gold-hat';
import { startSimulator, type GoldHatMode, type Simulator } from '../../src/simulator';

const TRANSFER = { key: 'payout:w1:2026-03', amount: 80_00, recipient: 'C-000310', reference: 'C-000310/2026-03' };
const BOOKED = { id: 'gh_1', key: TRANSFER.key, status: 'done', amount_minor: 80_00 };

interface Seen {
  method: string | undefined;
  url: string | undefined;
  key: string | string[] | undefined;
  type: string | undefined;
  body: string;
}

let server: Server;
let seen: Seen[];
let answer: (response: ServerResponse) => void;
let url: string;
let goldHat: GoldHat;
/** Gives up at once: only for what is never answered. */
let hasty: GoldHat;

const says = (status: number, body: unknown = {}) => {
  answer = (response) => void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
};

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/gold-hat`;
  goldHat = goldHatOver(url);
  hasty = goldHatOver(url, { timeoutMs: 100 });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url: path, headers } = request;
  seen.push({ method, url: path, key: headers['idempotency-key'], type: headers['content-type'], body: await text(request) });
  answer(response);
}

describe('sending', () => {
  test('posts the transfer under its key, every time in the same bytes', async () => {
    says(201, BOOKED);
    for (const hat of [goldHat, goldHat, goldHatOver(`${url}/`)]) expect(await hat.send(TRANSFER)).toEqual({ outcome: 'sent' });
    expect(seen[0]).toEqual({
      method: 'POST', url: '/gold-hat/transfers', key: TRANSFER.key, type: 'application/json',
      body: '{"amount_minor":8000,"currency":"CAT","recipient":"C-000310","reference":"C-000310/2026-03"}',
    });
    expect(seen.map((one) => JSON.stringify(one)).every((one) => one === JSON.stringify(seen[0]))).toBe(true);
  });

  test.each([
    ['200', 200, BOOKED, { outcome: 'sent' }],
    ['409', 409, { error: 'key_reused' }, { outcome: 'disputed', reason: 'key_reused' }],
    ['409 of a forgotten key', 409, { error: 'key_expired' }, { outcome: 'disputed', reason: 'key_expired' }],
    ['422', 422, { error: 'invalid', message: 'no such cat' }, { outcome: 'rejected', reason: 'invalid: no such cat' }],
  ])('%s is certain', async (_, status, body, expected) => {
    says(status, body);
    expect(await goldHat.send(TRANSFER)).toEqual(expected);
  });

  test.each([
    ['500', 500, {}],
    ['503', 503, 'busy'],
    ['429: too fast', 429, {}],
    ['401: not let in', 401, {}],
    ['404: a wrong address', 404, {}],
    ['a redirect to nowhere', 304, ''],
    ['success without a body', 200, ''],
    ['success in another tongue', 200, '<html>'],
    ['success that names nothing', 200, {}],
    ['409 for another reason', 409, { error: 'request_in_progress' }],
    ['400 by somebody on the way', 400, '<html>'],
    ['422 without words', 422, 'nope'],
    ['success of another key', 200, { ...BOOKED, key: 'payout:w2:2026-03' }],
    ['a refusal of another key', 422, { error: 'recipient_rejected', key: 'payout:w2:2026-03' }],
    ['success of another amount', 200, { ...BOOKED, amount_minor: 1 }],
  ])('%s is unknown', async (_, status, body) => {
    says(status, body);
    expect(await goldHat.send(TRANSFER)).toMatchObject({ outcome: 'unknown', reason: expect.any(String) as string });
  });

  test('no answer, half an answer, a broken connection and no server are unknown', async () => {
    const sending = () => goldHat.send(TRANSFER);
    answer = () => undefined;
    expect(await hasty.send(TRANSFER)).toEqual({ outcome: 'unknown', reason: 'no answer in time' });
    answer = (response) => void response.writeHead(201).write('{"id":');
    expect(await hasty.send(TRANSFER)).toEqual({ outcome: 'unknown', reason: 'no answer in time' });
    answer = (response) => void response.writeHead(201, { 'content-length': 100 }).write('{"id":', () => response.destroy());
    expect(await sending()).toMatchObject({ outcome: 'unknown' });
    answer = (response) => void response.destroy();
    expect(await sending()).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('other side closed') as string });
    expect(await goldHatOver('http://127.0.0.1:1').send(TRANSFER)).toMatchObject({ outcome: 'unknown' });
  });
});

describe('asking', () => {
  test('asks by the key', async () => {
    says(200, BOOKED);
    expect(await goldHat.ask(TRANSFER)).toEqual({ outcome: 'sent' });
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/gold-hat/transfers/payout%3Aw1%3A2026-03' });
  });

  test.each([
    ['404 by Gold Hat means it never happened', 404, { error: 'not_found' }, { outcome: 'absent' }],
    ['404 by somebody on the way is unknown', 404, '<html>', { outcome: 'unknown', reason: 'HTTP 404, not by Gold Hat' }],
    ['404 of another key is unknown', 404, { error: 'not_found', key: 'x' }, { outcome: 'unknown', reason: 'HTTP 404, not by Gold Hat' }],
    ['404 of a forgotten key is disputed', 404, { error: 'key_expired' }, { outcome: 'disputed', reason: 'key_expired' }],
    ['410 of a forgotten key is disputed', 410, { error: 'key_expired' }, { outcome: 'disputed', reason: 'key_expired' }],
    ['410 by somebody on the way is unknown', 410, '<html>', { outcome: 'unknown', reason: 'HTTP 410' }],
    ['500 is unknown', 500, {}, { outcome: 'unknown', reason: 'HTTP 500' }],
    ['401 is unknown', 401, {}, { outcome: 'unknown', reason: 'HTTP 401' }],
    ['422 is unknown', 422, {}, { outcome: 'unknown', reason: 'HTTP 422' }],
    ['an answer about another key is unknown', 200, { key: 'x' }, { outcome: 'unknown', reason: 'an answer to something else (HTTP 200)' }],
    ['no JSON is unknown', 200, 'ok', { outcome: 'unknown', reason: 'an answer to something else (HTTP 200)' }],
  ])('%s', async (_, status, body, expected) => {
    says(status, body);
    expect(await goldHat.ask(TRANSFER)).toEqual(expected);
  });

  test('no answer is unknown', async () => {
    answer = () => undefined;
    expect(await hasty.ask(TRANSFER)).toEqual({ outcome: 'unknown', reason: 'no answer in time' });
  });
});

describe('on a bad day of the simulated Gold Hat', () => {
  let sim: Simulator;
  let hat: GoldHat;
  /** Gives up soon, but not before its request has arrived. */
  let hurried: GoldHat;

  beforeEach(async () => {
    sim = await startSimulator({ port: 0, now: () => new Date('2026-03-31T17:00:00Z') });
    hat = goldHatOver(sim.goldHatUrl);
    hurried = goldHatOver(sim.goldHatUrl, { timeoutMs: 500 });
  });

  afterEach(() => sim.close());

  test.each<[GoldHatMode, string, string]>([
    ['ok', 'sent', 'sent'],
    ['duplicate', 'sent', 'sent'],
    ['reject', 'rejected', 'absent'],
    ['timeout_before', 'unknown', 'absent'],
    ['timeout_after', 'unknown', 'sent'],
    ['error_500_before', 'unknown', 'absent'],
    ['error_500_after', 'unknown', 'sent'],
    ['delay', 'unknown', 'absent'],
    ['wrong_key', 'unknown', 'sent'],
    ['wrong_amount', 'unknown', 'sent'],
    ['wrong_html', 'unknown', 'sent'],
    ['wrong_json', 'unknown', 'sent'],
  ])('%s: sending is %s, asking %s, and the same key again moves the money once', async (mode, sending, asking) => {
    sim.goldHat.setMode(mode, 1);
    const silent = mode.startsWith('timeout') || mode === 'delay';
    expect(await (silent ? hurried : hat).send(TRANSFER)).toMatchObject({ outcome: sending });
    expect(await hat.ask(TRANSFER)).toMatchObject({ outcome: asking });
    expect(await hat.send(TRANSFER)).toEqual({ outcome: 'sent' });
    await sim.goldHat.release();
    expect(await hat.ask(TRANSFER)).toEqual({ outcome: 'sent' });
    expect(sim.goldHat.transfers()).toHaveLength(1);
  });

  test.each(['timeout', 'error_500', 'wrong_key', 'wrong_amount', 'wrong_html', 'wrong_json'] as const)('a question in mode %s tells nothing', async (mode) => {
    await hat.send(TRANSFER);
    sim.goldHat.setAskMode(mode);
    expect(await (mode === 'timeout' ? hurried : hat).ask(TRANSFER)).toMatchObject({ outcome: 'unknown' });
  });

  test('a forgotten key is neither absent nor sent again', async () => {
    await hat.send(TRANSFER);
    sim.goldHat.expireKeys();
    expect(await hat.ask(TRANSFER)).toEqual({ outcome: 'disputed', reason: 'key_expired' });
    expect(await hat.send(TRANSFER)).toEqual({ outcome: 'disputed', reason: 'key_expired' });
  });
});
