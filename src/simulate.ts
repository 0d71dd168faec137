import { join } from 'node:path';

import type { App, Company } from './app';
import { moveClock } from './clock';
import type { Config } from './config';
import type { Newcomer } from './first-company';
import { startSimulator, type Simulator } from './simulator';

/** The simulator beside an app whose clock it shows and moves. */
export interface Simulated {
  simulator: Simulator;
  /** Lets the page move the clock of this app; `round` does what is due at each stop on the way. */
  attach(app: App, round: () => Promise<void>): void;
}

const HALF_HOUR_MS = 30 * 60_000;
const MOST_STOPS = 200;
/** What is due half an hour after an order's time is due just after it. */
const JUST_AFTER_MS = 1_000;

/** Where time stops on its way, so that what falls due happens in its own time: just after each half hour, or more rarely on a long way; last where it ends. */
export function stopsOn(from: Date, to: Date): Date[] {
  const step = HALF_HOUR_MS * Math.max(1, Math.ceil((to.getTime() - from.getTime()) / HALF_HOUR_MS / MOST_STOPS));
  const stops: Date[] = [];
  for (let at = (Math.floor(from.getTime() / step) + 1) * step + JUST_AFTER_MS; at < to.getTime(); at += step) stops.push(new Date(at));
  return [...stops, to];
}

/** Starts the outside world on this machine, with the newcomers as cats to play. MCF_CLOCK, where it is set, holds the clock. */
export async function simulate(config: Config, company: Company, newcomers: readonly Newcomer[], port: number): Promise<Simulated> {
  let attached: { app: App; round: () => Promise<void> } | undefined;
  let offsetMs = config.clockOffsetMs ?? company.clockOffsetMs;
  const now = () => new Date(Date.now() + offsetMs);
  const clock = {
    zone: company.zone,
    read: () => Promise.resolve(now()),
    move: async (to: Date) => {
      if (!attached) return;
      for (const stop of stopsOn(now(), to)) {
        offsetMs = await moveClock(attached.app, stop);
        await attached.round();
      }
    },
  };
  const options = { stateDir: join(config.home, 'simulator'), now, ...(config.clockOffsetMs === null && { clock }) };
  const simulator = await startSimulator({ ...options, port }).catch(() => startSimulator({ ...options, port: 0 }));
  for (const { name, language, role, code } of newcomers) {
    await simulator.cats.add({ name, language, startCode: code, note: role });
  }
  return { simulator, attach: (app, round) => void (attached = { app, round }) };
}
