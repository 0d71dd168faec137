import { createApp, type App } from './app';
import type { LetterSettings } from './bot/letters';
import type { MoneySettings } from './bot/money-settings';
import type { Config } from './config';
import type { CardGateway, GoldHat } from './domain/billing';
import type { CookieContractor } from './domain/consumables';
import type { Messenger } from './domain/notifications';
import { cookiesOver, noCookies } from './gateways/cookies';
import { programsOver } from './gateways/programs';
import { readRuntime, type Runtime } from './runtime';

/** Opens the app for a configuration; gateways are loaded when they are first used. With a real token the simulator's addresses count for nothing. */
export function openApp(config: Config, running: Runtime | undefined = config.botToken ? undefined : readRuntime(config)): App {
  const app: App = createApp({
    databaseUrl: config.databaseUrl,
    zone: config.zone,
    clockOffsetMs: config.clockOffsetMs,
    goldHat: goldHat(config.goldHatUrl ?? running?.gold_hat ?? null),
    programs: programsOver(config.programs),
    cards: cards(config.cardUrl ?? running?.card ?? null),
    cookies: cookies(config.cookiesUrl ?? running?.cookies ?? null),
    messenger: messenger(config.botToken ?? running?.token ?? null, config.telegramApiRoot ?? running?.telegram_api_root ?? null, { money: moneySettings(config, running), support: config.supportLink }, () => app),
  });
  return app;
}

/** What clients are told about paying; a real bot never gets the simulator's provider. */
export function moneySettings(config: Config, running: Runtime | undefined): MoneySettings {
  const simulated = config.botToken === null ? (running?.payment_token ?? null) : null;
  return { paymentToken: config.telegramPaymentToken ?? simulated, bankDetails: config.bankDetails };
}

/** Gold Hat at an address; without one payouts wait until somebody names it. */
function goldHat(url: string | null): GoldHat {
  const nobody = { outcome: 'not_sent', reason: 'MCF_GOLD_HAT_URL is not set' } as const;
  if (url === null) return { send: () => Promise.resolve(nobody), ask: () => Promise.resolve(nobody) };
  const gateway = async () => (await import('./gateways/gold-hat')).goldHatOver(url);
  return { send: async (transfer) => (await gateway()).send(transfer), ask: async (transfer) => (await gateway()).ask(transfer) };
}

/** The card gateway at an address; without one cards are not taken. */
function cards(url: string | null): CardGateway | null {
  if (url === null) return null;
  const gateway = async () => (await import('./gateways/card')).cardOver(url);
  return {
    charge: async (charge) => (await gateway()).charge(charge),
    ask: async (charge) => (await gateway()).ask(charge),
    begin: async (input) => (await gateway()).begin(input),
    card: async (session) => (await gateway()).card(session),
  };
}

/** The fortune cookie contractor at an address; without one kits go out without a cookie. */
function cookies(url: string | null): CookieContractor {
  return url === null ? noCookies() : cookiesOver(url);
}

/** Telegram with a token; without one messages wait in the outbox. */
function messenger(token: string | null, apiRoot: string | null, settings: LetterSettings, app: () => App): Messenger {
  const WAIT_MS = 60_000;
  if (token === null) return { deliver: () => Promise.resolve({ outcome: 'later', afterMs: WAIT_MS }) };
  let made: Promise<Messenger> | undefined;
  const make = async () => {
    const [{ telegramSender }, { letterRenderer }] = await Promise.all([import('./gateways/telegram-sender'), import('./bot/letters')]);
    return telegramSender({ token, render: letterRenderer(app, settings), ...(apiRoot !== null && { apiRoot }) });
  };
  return { deliver: async (letter) => (await (made ??= make())).deliver(letter) };
}
