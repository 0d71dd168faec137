import { botApiPlugin } from './bot-api/plugin';
import { RateLimits, type Limits } from './bot-api/rate-limits';
import { UpdateQueue } from './bot-api/updates';
import { Cats } from './cats/cats';
import { Samples } from './cats/samples';
import { controlPlugin } from './control/plugin';
import type { SimulatorClock } from './control/world-routes';
import { GoldHatControl } from './gold-hat/gold-hat';
import { goldHatPlugin } from './gold-hat/plugin';
import { DEFAULT_PAGE_DIR, pagePlugin } from './page';
import { createServer } from './server';
import { DirectoryStorage, memoryStorage } from './world/storage';
import { World } from './world/world';

export type { Cat } from './cats/cat';
export type { Cats } from './cats/cats';
export type { Group } from './cats/group';
export type { GoldHatControl } from './gold-hat/gold-hat';
export type { GoldHatMode, Transfer } from './gold-hat/types';
export type { MessageView } from './world/view';

/** How to start the simulator. */
export interface SimulatorOptions {
  /** 0 = any free port. */
  port: number;
  /** Where cats, chats, files, transfers and pending updates survive a restart; absent = memory only. */
  stateDir?: string;
  /** The bot's token; invented once and kept in the state unless told. */
  token?: string;
  /** The business clock, used for the dates of messages and transfers. */
  now: () => Date;
  /** Shown on the page and moved from it; absent = hidden. */
  clock?: SimulatorClock;
  /** Telegram's published limits unless told. */
  limits?: Partial<Limits>;
  /** Where the page's files are; beside this file unless told. */
  pageDir?: string;
  /** Real time in ms, by which presses expire and limits count; for tests. */
  realNow?: () => number;
}

/** A running simulator. */
export interface Simulator {
  pageUrl: string;
  telegramApiRoot: string;
  botToken: string;
  /** Base such that POST `${goldHatUrl}/transfers` sends money. */
  goldHatUrl: string;
  cats: Cats;
  goldHat: GoldHatControl;
  close(): Promise<void>;
}

/** Starts the outside world on 127.0.0.1: a Bot API server, Gold Hat, and a page to be a cat on. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const realNow = options.realNow ?? Date.now;
  const storage = options.stateDir === undefined ? memoryStorage() : new DirectoryStorage(options.stateDir);
  const world = new World({ storage, now: options.now, realNow }, options.token);
  const pageDir = options.pageDir ?? DEFAULT_PAGE_DIR;
  const cats = new Cats(world, new Samples(pageDir));
  const goldHat = new GoldHatControl(world);
  const api = { world, queue: new UpdateQueue(world), limits: new RateLimits(options.limits ?? {}, realNow) };
  const server = createServer([
    (scope) => botApiPlugin(scope, api),
    (scope) => goldHatPlugin(scope, goldHat),
    (scope) => controlPlugin(scope, { world, cats, goldHat, clock: options.clock }),
    (scope) => pagePlugin(scope, pageDir),
  ]);
  const origin = await server.listen({ host: '127.0.0.1', port: options.port });
  return {
    pageUrl: `${origin}/`,
    telegramApiRoot: origin,
    botToken: world.state.token,
    goldHatUrl: `${origin}/gold-hat`,
    cats,
    goldHat,
    async close() {
      await server.close();
      await world.close();
    },
  };
}
