import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Simulator } from '../../src/simulator';
import { control, FRIDAY, HandClock, startSim } from './support';

const TEN_MINUTES = 600_000;

async function order(sim: Simulator, key: string | undefined, body: object = { name: 'Barsik' }) {
  const response = await fetch(`${sim.cookiesUrl}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as object };
}

async function lookUp(sim: Simulator, key: string) {
  const response = await fetch(`${sim.cookiesUrl}/orders/${encodeURIComponent(key)}`);
  return { status: response.status, body: (await response.json()) as object };
}

const at = (ms: number) => new Date(ms).toISOString();

describe('the cookie contractor', () => {
  it('brings one cookie for a key in ten minutes of the company’s clock, however often it is told', async () => {
    const clock = new HandClock(FRIDAY);
    const sim = await startSim({ now: clock.now });
    const cookie = { id: 'cookie_000001', key: 'cookie:1', name: 'Barsik', created_at: at(FRIDAY), arrives_at: at(FRIDAY + TEN_MINUTES), status: 'baking' };
    expect(await order(sim, 'cookie:1')).toEqual({ status: 201, body: cookie });
    expect(await order(sim, 'cookie:1', { name: 'Barsik the Elder' })).toEqual({ status: 200, body: cookie });
    clock.advance(TEN_MINUTES - 1);
    expect(await lookUp(sim, 'cookie:1')).toEqual({ status: 200, body: cookie });
    clock.advance(1);
    expect(await lookUp(sim, 'cookie:1')).toEqual({ status: 200, body: { ...cookie, status: 'delivered' } });
    expect(await lookUp(sim, 'cookie:2')).toEqual({ status: 404, body: { error: 'not_found' } });
    expect(sim.cookies.cookies()).toHaveLength(1);
  });

  it.each([
    ['no key', undefined, { name: 'Barsik' }],
    ['no name', 'k', { name: ' ' }],
    ['more of a client than the name', 'k', { name: 'Barsik', place: 'Kitchen' }],
    ['no object', 'k', []],
  ])('refuses %s with 422 and a reason', async (_what, key, body) => {
    const sim = await startSim();
    expect(await order(sim, key, body)).toEqual({ status: 422, body: { error: 'invalid', message: expect.any(String) as string } });
    expect(sim.cookies.cookies()).toEqual([]);
  });

  it('has no cookie in mode reject, and one later than usual in mode late', async () => {
    const sim = await startSim();
    sim.cookies.setMode('reject', 1);
    expect(await order(sim, 'a')).toEqual({ status: 422, body: { error: 'sold_out' } });
    sim.cookies.setMode('late', 1);
    expect(await order(sim, 'b')).toMatchObject({ status: 201, body: { arrives_at: at(FRIDAY + 4 * TEN_MINUTES) } });
    expect(sim.cookies.cookies()).toHaveLength(1);
  });

  it('keeps its book and its switch over a restart', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'mcf-cookies-'));
    try {
      const sim = await startSim({ stateDir });
      await order(sim, 'a');
      sim.cookies.setMode('reject');
      await sim.close();
      const again = await startSim({ stateDir });
      expect(again.cookies.cookies()).toMatchObject([{ key: 'a', name: 'Barsik' }]);
      expect(again.cookies.mode).toBe('reject');
      expect((await order(again, 'a')).status).toBe(200);
      await again.close();
    } finally {
      await rm(stateDir, { recursive: true });
    }
  });

  it('is switched and shown by the control API', async () => {
    const sim = await startSim();
    expect((await control(sim, 'POST', '/sim/cookies', { mode: 'delay', delay_ms: null, times: 1 })).body).toMatchObject({ mode: 'ok', next: ['delay'], cookies: [] });
    const held = sim.cookies.receives();
    const ordered = order(sim, 'a');
    await held;
    expect((await control(sim, 'GET', '/sim/cookies')).body).toMatchObject({ next: [], cookies: [] });
    expect((await control(sim, 'POST', '/sim/cookies/release')).body).toMatchObject({ cookies: [{ key: 'a', status: 'baking' }] });
    expect((await ordered).status).toBe(201);
    expect(await control(sim, 'POST', '/sim/cookies', { mode: 'wrong_amount' })).toMatchObject({ status: 400 });
  });
});
