import { join } from 'node:path';

import type { App, Company } from './app';
import { moveClock } from './clock';
import type { Config } from './config';
import type { Newcomer } from './first-company';
import { startSimulator, type Simulator } from './simulator';

/** The simulator beside an app whose clock it shows and moves. */
export interface Simulated {
  simulator: Simulator;
  /** Lets the page move the clock of this app. */
  attach(app: App): void;
}

/** Starts the outside world on this machine, with the newcomers as cats to play. MCF_CLOCK, where it is set, holds the clock. */
export async function simulate(config: Config, company: Company, newcomers: readonly Newcomer[], port: number): Promise<Simulated> {
  let app: App | undefined;
  let offsetMs = config.clockOffsetMs ?? company.clockOffsetMs;
  const now = () => new Date(Date.now() + offsetMs);
  const clock = {
    zone: company.zone,
    read: () => Promise.resolve(now()),
    move: async (to: Date) => {
      if (app) offsetMs = await moveClock(app, to);
    },
  };
  const options = { stateDir: join(config.home, 'simulator'), now, ...(config.clockOffsetMs === null && { clock }) };
  const simulator = await startSimulator({ ...options, port }).catch(() => startSimulator({ ...options, port: 0 }));
  for (const { name, language, role, code } of newcomers) {
    await simulator.cats.add({ name, language, startCode: code, note: role });
  }
  return { simulator, attach: (attached) => void (app = attached) };
}
