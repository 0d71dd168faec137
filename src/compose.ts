import { createApp, type App } from './app';
import type { Config } from './config';
import type { GoldHat } from './domain/billing';
import type { Messenger } from './domain/notifications';
import { readRuntime, type Runtime } from './runtime';

/** Opens the app for a configuration; gateways are loaded when they are first used. With a real token the simulator's addresses count for nothing. */
export function openApp(config: Config, running: Runtime | undefined = config.botToken ? undefined : readRuntime(config)): App {
  const app: App = createApp({
    databaseUrl: config.databaseUrl,
    zone: config.zone,
    clockOffsetMs: config.clockOffsetMs,
    goldHat: goldHat(config.goldHatUrl ?? running?.gold_hat ?? null),
    messenger: messenger(config.botToken ?? running?.token ?? null, config.telegramApiRoot ?? running?.telegram_api_root ?? null, () => app),
  });
  return app;
}

/** Gold Hat at an address; without one payouts wait until somebody names it. */
function goldHat(url: string | null): GoldHat {
  const nobody = { outcome: 'not_sent', reason: 'MCF_GOLD_HAT_URL is not set' } as const;
  if (url === null) return { send: () => Promise.resolve(nobody), ask: () => Promise.resolve(nobody) };
  const gateway = async () => (await import('./gateways/gold-hat')).goldHatOver(url);
  return { send: async (transfer) => (await gateway()).send(transfer), ask: async (transfer) => (await gateway()).ask(transfer) };
}

/** Telegram with a token; without one messages wait in the outbox. */
function messenger(token: string | null, apiRoot: string | null, app: () => App): Messenger {
  const WAIT_MS = 60_000;
  if (token === null) return { deliver: () => Promise.resolve({ outcome: 'later', afterMs: WAIT_MS }) };
  let made: Promise<Messenger> | undefined;
  const make = async () => {
    const [{ telegramSender }, { letterRenderer }] = await Promise.all([import('./gateways/telegram-sender'), import('./bot/letters')]);
    return telegramSender({ token, render: letterRenderer(app), ...(apiRoot !== null && { apiRoot }) });
  };
  return { deliver: async (letter) => (await (made ??= make())).deliver(letter) };
}
