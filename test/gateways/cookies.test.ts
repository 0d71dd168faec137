import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { readConfig } from '../../src/config';
import type { CookieContractor } from '../../src/domain/consumables';
import { cookiesOver, noCookies } from '../../src/gateways/cookies';
import { startSimulator, type CookieMode, type Simulator } from '../../src/simulator';

const COOKIE = { key: 'cookie:o1', name: 'Barsik' };
const AT = new Date('2026-03-02T09:10:00.000Z');
const BAKING = { id: 'c1', key: COOKIE.key, status: 'baking', arrives_at: AT.toISOString() };

let server: Server;
let seen: object[];
let answer: (response: ServerResponse) => void;
let url: string;
let contractor: CookieContractor;

const says = (status: number, body: unknown = {}) => {
  answer = (response) => void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
};

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url: path, headers } = request;
  seen.push({ method, path, key: headers['idempotency-key'], body: await text(request) });
  answer(response);
}

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cookies`;
  contractor = cookiesOver(`${url}/`);
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('tells the contractor the name and nothing else of a client, under the key of the cookie (C3)', async () => {
  says(201, BAKING);
  expect(await contractor.order(COOKIE)).toEqual({ outcome: 'promised', at: AT });
  expect(await contractor.ask(COOKIE)).toEqual({ outcome: 'promised', at: AT });
  expect(seen).toEqual([
    { method: 'POST', path: '/cookies/orders', key: COOKIE.key, body: '{"name":"Barsik"}' },
    { method: 'GET', path: '/cookies/orders/cookie%3Ao1', key: undefined, body: '' },
  ]);
});

test.each([
  ['a known cookie', 200, BAKING, { outcome: 'promised', at: AT }],
  ['one that is here', 200, { ...BAKING, status: 'delivered' }, { outcome: 'delivered', at: AT }],
  ['a refusal in words', 422, { error: 'sold_out' }, { outcome: 'refused' }],
])('%s is certain', async (_, status, body, expected) => {
  says(status, body);
  expect(await contractor.order(COOKIE)).toEqual(expected);
});

test('only the contractor itself can say that it knows no such cookie', async () => {
  says(404, { error: 'not_found' });
  expect(await contractor.ask(COOKIE)).toEqual({ outcome: 'absent' });
  says(404, '<html>');
  expect(await contractor.ask(COOKIE)).toMatchObject({ outcome: 'unknown' });
});

test.each([
  ['500', 500, {}],
  ['429: too fast', 429, {}],
  ['401: not let in', 401, {}],
  ['404: a wrong address', 404, {}],
  ['a refusal without words', 422, 'nope'],
  ['a refusal of another key', 422, { error: 'sold_out', key: 'cookie:o2' }],
  ['a web page', 200, '<html>'],
  ['half a body', 201, '{"id":'],
  ['another key', 201, { ...BAKING, key: 'cookie:o2' }],
  ['no time', 201, { ...BAKING, arrives_at: undefined }],
  ['a time that is none', 201, { ...BAKING, arrives_at: '2026-99-99T00:00:00Z' }],
  ['a time without its zone', 201, { ...BAKING, arrives_at: '2026-03-02T09:10:00' }],
  ['a state nobody has heard of', 201, { ...BAKING, status: 'eaten' }],
])('%s is unknown', async (_, status, body) => {
  says(status, body);
  expect(await contractor.order(COOKIE)).toEqual({ outcome: 'unknown', reason: expect.any(String) as string });
});

test('no answer, a broken connection and no server are unknown', async () => {
  answer = () => undefined;
  expect(await cookiesOver(url, { timeoutMs: 100 }).order(COOKIE)).toEqual({ outcome: 'unknown', reason: 'no answer in time' });
  answer = (response) => void response.destroy();
  expect(await contractor.ask(COOKIE)).toMatchObject({ outcome: 'unknown' });
  expect(await cookiesOver('http://127.0.0.1:1').order(COOKIE)).toMatchObject({ outcome: 'unknown' });
});

test('is found by MCF_COOKIES_URL, which must be an address', () => {
  expect(readConfig({ MCF_HOME: '/nowhere', MCF_COOKIES_URL: 'https://cookies.example/' }).cookiesUrl).toBe('https://cookies.example');
  expect(readConfig({ MCF_HOME: '/nowhere' }).cookiesUrl).toBeNull();
  expect(() => readConfig({ MCF_HOME: '/nowhere', MCF_COOKIES_URL: 'cookies.example' })).toThrow(expect.objectContaining({ code: 'machine.bad_config', params: expect.objectContaining({ variable: 'MCF_COOKIES_URL' }) as object }) as Error);
});

test('without a contractor nobody is told anything', async () => {
  expect(await noCookies().order(COOKIE)).toEqual({ outcome: 'not_sent' });
  expect(await noCookies().ask(COOKIE)).toEqual({ outcome: 'not_sent' });
});

describe('on a bad day of the simulated contractor', () => {
  let sim: Simulator;
  beforeEach(async () => {
    sim = await startSimulator({ port: 0, now: () => new Date('2026-03-02T09:00:00Z') });
  });
  afterEach(() => sim.close());

  test.each<[CookieMode, string, string]>([
    ['ok', 'promised', 'promised'],
    ['late', 'promised', 'promised'],
    ['reject', 'refused', 'absent'],
    ['timeout_before', 'unknown', 'absent'],
    ['timeout_after', 'unknown', 'promised'],
    ['error_500_before', 'unknown', 'absent'],
    ['error_500_after', 'unknown', 'promised'],
    ['delay', 'unknown', 'absent'],
    ['wrong_key', 'unknown', 'promised'],
    ['wrong_html', 'unknown', 'promised'],
    ['wrong_json', 'unknown', 'promised'],
  ])('%s: ordering is %s, asking %s, and the same key again brings one cookie', async (mode, ordering, asking) => {
    const isSilent = mode.startsWith('timeout') || mode === 'delay';
    const patient = cookiesOver(sim.cookiesUrl);
    sim.cookies.setMode(mode, 1);
    expect(await (isSilent ? cookiesOver(sim.cookiesUrl, { timeoutMs: 500 }) : patient).order(COOKIE)).toMatchObject({ outcome: ordering });
    expect(await patient.ask(COOKIE)).toMatchObject({ outcome: asking });
    expect(await patient.order(COOKIE)).toMatchObject({ outcome: 'promised' });
    await sim.cookies.release();
    expect(sim.cookies.cookies()).toHaveLength(1);
  });
});
