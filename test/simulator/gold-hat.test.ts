import type { Simulator } from '../../src/simulator';
import { FRIDAY, startSim } from './support';

const ORDER = { amount_minor: 124_050, currency: 'CAT', recipient: 'C-000310', reference: 'payout 2026-10' };

async function transfer(sim: Simulator, key: string | undefined, body: object = ORDER) {
  const response = await fetch(`${sim.goldHatUrl}/transfers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as object };
}

async function lookUp(sim: Simulator, key: string) {
  const response = await fetch(`${sim.goldHatUrl}/transfers/${encodeURIComponent(key)}`);
  return { status: response.status, body: (await response.json()) as object };
}

describe('Gold Hat', () => {
  it('transfers once for a key, however often it is asked', async () => {
    const sim = await startSim();
    const first = await transfer(sim, 'payout:310:2026-10');
    expect(first).toEqual({
      status: 201,
      body: { id: 'gh_000001', key: 'payout:310:2026-10', status: 'done', ...ORDER, created_at: new Date(FRIDAY).toISOString() },
    });
    expect(await transfer(sim, 'payout:310:2026-10')).toEqual({ status: 200, body: first.body });
    expect(await transfer(sim, 'payout:310:2026-10', { ...ORDER, amount_minor: 1 })).toEqual({ status: 409, body: { error: 'key_reused' } });
    expect(await lookUp(sim, 'payout:310:2026-10')).toEqual({ status: 200, body: first.body });
    expect(await lookUp(sim, 'other')).toEqual({ status: 404, body: { error: 'not_found' } });
    expect(sim.goldHat.transfers()).toEqual([first.body]);
  });

  it('makes one transfer of many simultaneous requests', async () => {
    const sim = await startSim();
    const answers = await Promise.all(Array.from({ length: 20 }, () => transfer(sim, 'k')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(sim.goldHat.transfers()).toHaveLength(1);
  });

  it.each([
    ['no key', undefined, ORDER],
    ['zero', 'k', { ...ORDER, amount_minor: 0 }],
    ['a fraction', 'k', { ...ORDER, amount_minor: 0.5 }],
    ['another currency', 'k', { ...ORDER, currency: 'EUR' }],
    ['no recipient', 'k', { ...ORDER, recipient: ' ' }],
    ['an unknown field', 'k', { ...ORDER, amount: 5 }],
    ['no object', 'k', []],
  ])('refuses %s with 422 and a reason', async (_what, key, body) => {
    const sim = await startSim();
    expect(await transfer(sim, key, body)).toEqual({ status: 422, body: { error: 'invalid', message: expect.any(String) as string } });
    expect(sim.goldHat.transfers()).toEqual([]);
  });

  it('rejects recipients it does not know, and all of them in mode reject', async () => {
    const sim = await startSim();
    const rejected = { status: 422, body: { error: 'recipient_rejected' } };
    sim.goldHat.setRecipients(['somebody']);
    expect(await transfer(sim, 'k')).toEqual(rejected);
    sim.goldHat.setRecipients(null);
    sim.goldHat.setMode('reject');
    expect(await transfer(sim, 'k')).toEqual(rejected);
    sim.goldHat.setMode('ok');
    expect((await transfer(sim, 'k')).status).toBe(201);
  });

  it.each([
    ['error_500_before', 0],
    ['error_500_after', 1],
  ] as const)('answers 500 in mode %s having made %d transfers, and repeats safely', async (mode, made) => {
    const sim = await startSim();
    sim.goldHat.setMode(mode, 1);
    expect((await transfer(sim, 'k')).status).toBe(500);
    expect(sim.goldHat.transfers()).toHaveLength(made);
    expect((await transfer(sim, 'k')).status).toBe(made === 0 ? 201 : 200);
    expect(sim.goldHat.transfers()).toHaveLength(1);
  });

  it.each([
    ['timeout_before', 0],
    ['timeout_after', 1],
  ] as const)('never answers in mode %s, having made %d transfers, and hangs up when it closes', async (mode, made) => {
    const sim = await startSim();
    sim.goldHat.setMode(mode);
    const received = sim.goldHat.receives();
    const ended = expect(transfer(sim, 'k')).rejects.toThrow();
    await received;
    expect(sim.goldHat.transfers()).toHaveLength(made);
    sim.goldHat.setMode('ok');
    expect((await transfer(sim, 'k')).status).toBe(made === 0 ? 201 : 200);
    await sim.close();
    await ended;
  });

  it('in mode duplicate treats a request twice, makes one transfer, and answers the second time', async () => {
    const sim = await startSim();
    sim.goldHat.setMode('duplicate', 1);
    expect(await transfer(sim, 'k')).toMatchObject({ status: 200, body: { id: 'gh_000001', key: 'k' } });
    expect(sim.goldHat.transfers()).toHaveLength(1);
  });

  it('in mode delay moves the money when the request is let go, though its sender is gone', async () => {
    const sim = await startSim();
    sim.goldHat.setMode('delay', 1);
    const gone = new AbortController();
    const received = sim.goldHat.receives();
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'k' };
    const sent = fetch(`${sim.goldHatUrl}/transfers`, { method: 'POST', headers, body: JSON.stringify(ORDER), signal: gone.signal });
    await received;
    gone.abort();
    await expect(sent).rejects.toThrow();
    expect(await lookUp(sim, 'k')).toMatchObject({ status: 404 });
    await sim.goldHat.release();
    expect(await lookUp(sim, 'k')).toMatchObject({ status: 200 });
    expect(await transfer(sim, 'k')).toMatchObject({ status: 200 });
    expect(sim.goldHat.transfers()).toHaveLength(1);
  });

  it('in mode delay answers by itself after a while, if told', async () => {
    const sim = await startSim();
    sim.goldHat.setMode('delay');
    sim.goldHat.setDelay(1);
    expect((await transfer(sim, 'k')).status).toBe(201);
  });

  it('forgets keys: then they can be neither asked about nor used, and the money stays where it is', async () => {
    const sim = await startSim();
    await transfer(sim, 'old');
    sim.goldHat.expireKeys();
    await transfer(sim, 'new');
    expect(await lookUp(sim, 'old')).toEqual({ status: 410, body: { error: 'key_expired' } });
    expect(await transfer(sim, 'old')).toEqual({ status: 409, body: { error: 'key_expired' } });
    expect((await lookUp(sim, 'new')).status).toBe(200);
    expect(sim.goldHat.transfers()).toHaveLength(2);
  });

  it.each([
    ['wrong_key', /"key":"k:other"/],
    ['wrong_amount', /"amount_minor":124051/],
    ['wrong_html', /^<!doctype html>/],
    ['wrong_json', /[^}]$/],
  ] as const)('garbles its answers in mode %s, also to questions, and moves the money', async (mode, pattern) => {
    const sim = await startSim();
    sim.goldHat.setMode(mode, 1);
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'k' };
    const posted = await fetch(`${sim.goldHatUrl}/transfers`, { method: 'POST', headers, body: JSON.stringify(ORDER) });
    expect(posted.status).toBe(201);
    expect(await posted.text()).toMatch(pattern);
    sim.goldHat.setAskMode(mode, 1);
    expect(await (await fetch(`${sim.goldHatUrl}/transfers/k`)).text()).toMatch(pattern);
    expect(await lookUp(sim, 'k')).toMatchObject({ status: 200, body: { key: 'k', amount_minor: 124_050 } });
  });

  it('can fail to answer questions', async () => {
    const sim = await startSim();
    sim.goldHat.setAskMode('error_500', 1);
    expect((await lookUp(sim, 'k')).status).toBe(500);
    sim.goldHat.setAskMode('timeout', 1);
    await expect(fetch(`${sim.goldHatUrl}/transfers/k`, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    expect((await lookUp(sim, 'k')).status).toBe(404);
  });

  it('returns from the next N requests to the mode that stays', async () => {
    const sim = await startSim();
    sim.goldHat.setMode('reject');
    sim.goldHat.setMode('error_500_before', 2);
    const statuses = [];
    for (const key of ['a', 'b', 'c']) statuses.push((await transfer(sim, key)).status);
    expect(statuses).toEqual([500, 500, 422]);
  });
});
