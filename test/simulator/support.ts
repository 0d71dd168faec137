import { Telegraf } from 'telegraf';
import type { Context } from 'telegraf';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator';

/** A clock that stands still until it is told to move. */
export class HandClock {
  constructor(public ms: number) {}

  /** Moves forward. */
  advance(ms: number): void {
    this.ms += ms;
  }

  /** The time as a Date. */
  readonly now = () => new Date(this.ms);
  /** The time in ms. */
  readonly read = () => this.ms;
}

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** Waits until something holds; throws when it does not in time, so that a fault ends the test. */
export async function until(holds: () => boolean, within_ms = 10_000): Promise<void> {
  const end = performance.now() + within_ms;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`It did not come within ${within_ms / 1000} s: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Friday, 20 November 2026, 15:05 in Moscow. */
export const FRIDAY = Date.parse('2026-11-20T12:05:00Z');

/** Starts a simulator with a hand clock as its business time; it is closed after the test. */
export async function startSim(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const started = await startSimulator({ port: 0, now: new HandClock(FRIDAY).now, ...options });
  const close = () => started.close();
  let closed: Promise<void> | undefined;
  const closeOnce = () => (closed ??= close());
  toClose.push(closeOnce);
  return { ...started, close: closeOnce };
}

/** A telegraf bot of this simulator that does not poll. */
export function botOf(sim: Simulator, token = sim.botToken): Telegraf {
  return new Telegraf(token, { telegram: { apiRoot: sim.telegramApiRoot } });
}

/** Lets a telegraf bot poll until the test ends; `ended` resolves when it stops, with the error if there was one. */
export async function launch(sim: Simulator, set: (bot: Telegraf<Context>) => void): Promise<{ ended: Promise<unknown> }> {
  const bot = botOf(sim);
  set(bot);
  return new Promise((started) => {
    const ended: Promise<unknown> = bot.launch(() => started({ ended })).catch((error: unknown) => error);
    toClose.push(async () => {
      bot.stop();
      await ended;
    });
  });
}

/** Calls a method with bare HTTP, for what telegraf can't say. */
export async function call(sim: Simulator, method: string, body: object = {}, token = sim.botToken) {
  const response = await fetch(`${sim.telegramApiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

/** The envelope of every Bot API answer. */
export interface Answer {
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
}

/** What the control API answers; the fields that tests use. */
export interface ControlAnswer {
  id: number;
  query_id: string;
  document: { file_id: string };
  [other: string]: unknown;
}

/** Sends JSON to the control API. */
export async function control(sim: Simulator, method: string, path: string, body?: object) {
  const response = await fetch(new URL(path, sim.pageUrl), {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as ControlAnswer };
}
