import { startBot, type Bot, type BotOptions } from '../../src/bot';
import { letterRenderer } from '../../src/bot/letters';
import type { App } from '../../src/app';
import type { CardGateway } from '../../src/domain/billing';
import { dispatchOutbox, type Messenger } from '../../src/domain/notifications';
import type { Language, Role } from '../../src/domain/shared/work';
import { addCandidate, overrideDecision } from '../../src/domain/staffing';
import { addUser } from '../../src/domain/users';
import { cardOver } from '../../src/gateways/card';
import { telegramSender } from '../../src/gateways/telegram-sender';
import { startSimulator, type Cat, type Simulator, type SimulatorOptions } from '../../src/simulator';
import { openTestApp, type TestApp } from '../support/app';
import type { Databases } from '../support/databases';
import { hearingAll } from '../support/heard';

/** A line of the bot's log. */
export interface LogLine {
  level: 'info' | 'warn' | 'error';
  data: object;
  message: string;
}

/** The company with its bot, and Telegram played by the simulator. */
export interface BotWorld extends TestApp {
  sim: Simulator;
  bot: Bot;
  log: LogLine[];
  /** Sends what waits in the outbox. */
  dispatch(): Promise<void>;
  /** Adds a client or member of staff, and a phone whose Start opens the invitation. */
  invite(name: string, roles: Role[], language?: Language): Promise<Cat>;
  /** Adds a worker, and a phone. */
  hire(name: string, language?: Language): Promise<Cat>;
  /** Stops the bot and starts another one on the same database. */
  restart(options?: Partial<BotOptions>): Promise<void>;
}

const closing: (() => Promise<void>)[] = [];

/** Closes what a test opened. */
export async function closeWorlds(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

const FAST = { perSecond: 1_000_000, perChatPerSecond: 1_000_000 };

/** Opens it all on a database of its own; the clock stands still at Monday noon. */
export async function openBotWorld(
  databases: Databases,
  options: { simulator?: Partial<SimulatorOptions>; bot?: Partial<BotOptions>; app?: (app: App) => App } = {},
): Promise<BotWorld> {
  const outlet: { messenger?: Messenger; cards?: CardGateway } = {};
  const messenger: Messenger = { deliver: (letter) => outlet.messenger?.deliver(letter) ?? Promise.resolve({ outcome: 'later', afterMs: 1000 }) };
  const t = await openTestApp(await databases.url(), { messenger, cards: lateCards(() => outlet.cards) });
  closing.push(() => t.app.close());
  const sim = await startSimulator({ port: 0, now: () => t.clock.now(), limits: FAST, ...options.simulator });
  closing.push(() => sim.close());
  const { botToken: token, telegramApiRoot: apiRoot } = sim;
  const money = { paymentToken: sim.paymentToken, bankDetails: ['Cat Bank', 'account 40702 810'], ...options.bot?.money };
  outlet.messenger = telegramSender({ token, apiRoot, render: letterRenderer(() => t.app, { money, support: options.bot?.support ?? null }), limits: FAST });
  outlet.cards = cardOver(sim.cardUrl, { timeoutMs: 300 });
  const log: LogLine[] = [];
  const write = (level: LogLine['level']) => (data: object, message: string) => void log.push({ level, data, message });
  const logger = { info: write('info'), warn: write('warn'), error: write('error') };
  const start = async (more: Partial<BotOptions> = {}) =>
    hearingAll(await startBot({ app: options.app?.(t.app) ?? t.app, token, apiRoot, log: logger, pollTimeoutS: 20, retryAfterMs: [1, 1], intake: { apartMs: 0 }, ...options.bot, money, ...more }), sim);
  const world = { bot: await start() };
  closing.push(() => world.bot.stop());
  return Object.assign(world, t, {
    sim,
    log,
    dispatch: async () => {
      while ((await dispatchOutbox(t.app)) > 0);
    },
    invite: async (name: string, roles: Role[], language: Language = 'en') => {
      const { invitation } = await t.app.run(t.boss, (w) => addUser(w, { name, roles, language }));
      return sim.cats.add({ name, language, startCode: invitation.code });
    },
    hire: async (name: string, language: Language = 'en') => {
      const { candidate, invitation } = await t.app.run(t.boss, (w) => addCandidate(w, { name, vacancy: 'courier', language }));
      await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: candidate.id, accept: true, reason: 'known well' }));
      return sim.cats.add({ name, language, startCode: invitation.code });
    },
    restart: async (more?: Partial<BotOptions>) => {
      await world.bot.stop();
      world.bot = await start(more);
    },
  });
}

/** A gateway that is known later than the app that uses it. */
function lateCards(gateway: () => CardGateway | undefined): CardGateway {
  const nobody = { outcome: 'not_sent' as const, reason: 'nobody there yet' };
  return {
    charge: async (charge) => (await gateway()?.charge(charge)) ?? nobody,
    ask: async (charge) => (await gateway()?.ask(charge)) ?? nobody,
    begin: async (input) => (await gateway()?.begin(input)) ?? nobody,
    card: async (session) => (await gateway()?.card(session)) ?? nobody,
  };
}

/** Orders by the buttons: the given service, tomorrow at ten, and returns the confirmed card. */
export async function order(cat: Cat, service = 'Glass dropping', place = 'Sofa, Arbat 7') {
  await cat.says('/order');
  await cat.presses(service);
  await cat.presses('Skip');
  await cat.sees(/Where to/);
  await cat.says(place);
  await cat.sees(/When\?/);
  await cat.says('tomorrow 10am');
  await cat.sees(/Estimate/);
  await cat.presses('Confirm');
  return cat.sees(/#\d+ · /);
}
