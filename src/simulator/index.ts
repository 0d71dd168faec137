import { CardControl } from './card/card';
import { cardPlugin } from './card/plugin';
import { botApiPlugin } from './bot-api/plugin';
import { RateLimits, type Limits } from './bot-api/rate-limits';
import { UpdateQueue } from './bot-api/updates';
import { Cats } from './cats/cats';
import { CookiesControl } from './cookies/cookies';
import { cookiesPlugin } from './cookies/plugin';
import { Samples } from './cats/samples';
import { controlPlugin } from './control/plugin';
import type { SimulatorClock } from './control/world-routes';
import { GoldHatControl } from './gold-hat/gold-hat';
import { goldHatPlugin } from './gold-hat/plugin';
import { PaymentsControl } from './payments/payments';
import { DEFAULT_PAGE_DIR, pagePlugin } from './page';
import { createServer } from './server';
import { DirectoryStorage, memoryStorage } from './world/storage';
import { World } from './world/world';

export type { CardControl } from './card/card';
export type { CardMode, Charge } from './card/types';
export type { Delivery } from './card/webhooks';
export type { Cat } from './cats/cat';
export type { Cats } from './cats/cats';
export type { Group } from './cats/group';
export type { CookiesControl } from './cookies/cookies';
export type { CookieMode } from './cookies/types';
export type { GoldHatControl } from './gold-hat/gold-hat';
export type { GoldHatMode, Transfer } from './gold-hat/types';
export type { PaymentsControl } from './payments/payments';
export type { PaymentMode, PaymentOutcome } from './payments/types';
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
  /** Base such that POST `${cardUrl}/charges` charges a card. */
  cardUrl: string;
  /** Base such that POST `${cookiesUrl}/orders` orders a fortune cookie. */
  cookiesUrl: string;
  /** What sendInvoice takes as the provider's token here. */
  paymentToken: string;
  cats: Cats;
  goldHat: GoldHatControl;
  card: CardControl;
  cookies: CookiesControl;
  payments: PaymentsControl;
  /** Resolves when the bot has taken everything that cats have sent. */
  heard(): Promise<void>;
  close(): Promise<void>;
}

/** A provider's token as BotFather gives it for trying out. */
const PAYMENT_TOKEN = '401643678:TEST:simulated';

/** Starts the outside world on 127.0.0.1: a Bot API server, Gold Hat, a card gateway, a cookie contractor, and a page to be a cat on. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const realNow = options.realNow ?? Date.now;
  const storage = options.stateDir === undefined ? memoryStorage() : new DirectoryStorage(options.stateDir);
  const world = new World({ storage, now: options.now, realNow }, options.token);
  const pageDir = options.pageDir ?? DEFAULT_PAGE_DIR;
  const payments = new PaymentsControl(world);
  const cats = new Cats(world, new Samples(pageDir), payments);
  const goldHat = new GoldHatControl(world);
  const card = new CardControl(world);
  const cookies = new CookiesControl(world);
  const queue = new UpdateQueue(world);
  const api = { world, payments, queue, limits: new RateLimits(options.limits ?? {}, realNow) };
  const server = createServer([
    (scope) => botApiPlugin(scope, api),
    (scope) => goldHatPlugin(scope, goldHat),
    (scope) => cardPlugin(scope, card, pageDir),
    (scope) => cookiesPlugin(scope, cookies),
    (scope) => controlPlugin(scope, { world, cats, goldHat, card, cookies, payments, clock: options.clock }),
    (scope) => pagePlugin(scope, pageDir),
  ]);
  const origin = await server.listen({ host: '127.0.0.1', port: options.port });
  return {
    pageUrl: `${origin}/`,
    telegramApiRoot: origin,
    botToken: world.state.token,
    goldHatUrl: `${origin}/gold-hat`,
    cardUrl: `${origin}/card`,
    cookiesUrl: `${origin}/cookies`,
    paymentToken: PAYMENT_TOKEN,
    cats,
    goldHat,
    card,
    cookies,
    payments,
    heard: () => queue.emptied(),
    async close() {
      await server.close();
      await goldHat.close();
      await card.close();
      await cookies.close();
      payments.expire();
      await world.close();
    },
  };
}
