import type { App, Company } from './app';
import { moneySettings, openApp } from './compose';
import type { Config } from './config';
import { nextBilling, settleCollection } from './domain/billing';
import { DomainError } from './domain/shared/errors';
import { SYSTEM } from './domain/shared/work';
import { alreadyRunning, noBotToken } from './errors';
import { makeFirstCompany, type Newcomer } from './first-company';
import type { CardWebhook } from './gateways/card-webhook';
import { jobNames, startTicking, type Log } from './jobs';
import { makeHome } from './output/session';
import { readRuntime, removeRuntime, writeRuntime, type Runtime } from './runtime';
import type { Simulated } from './simulate';

/** A running `mcf start`. */
export interface Serving {
  /** Address of the simulator's page; null with a real token. */
  page: string | null;
  bot: string;
  jobs: number;
  nextInvoices: Date;
  zone: string;
  /** Stops taking updates, ends what is under way, and closes everything. */
  stop(): Promise<void>;
}

/** What serving writes its log to. */
export type ServeLog = Log & { warn(data: object, message: string): void };

/** Runs the bot, the jobs and the sending; without a token also the simulator, on a company made for it if there is none yet. */
export async function serve(config: Config, log: ServeLog, port: number): Promise<Serving> {
  const running = config.botToken ? undefined : readRuntime(config);
  if (running) throw alreadyRunning(running.page ?? '', running.pid);
  const { company, newcomers } = await prepare(config);
  const simulated = config.botToken ? null : await (await import('./simulate')).simulate(config, company, newcomers, port);
  const runtime = runtimeOf(config, simulated);
  const app = openApp(config, runtime);
  const { startBot } = await import('./bot');
  const bot = await startBot({ app, log, token: config.botToken ?? runtime.token ?? '', money: moneySettings(config, runtime), support: config.supportLink, ...apiRootOf(config, runtime) });
  if (config.botToken) await app.run(SYSTEM, (w) => w.machine.goLive());
  writeRuntime(config, { ...runtime, bot: bot.username });
  const webhook = await listenForCards(config, app, log, simulated);
  const ticking = startTicking(app, log, () => bot.caughtUp());
  simulated?.attach(app, () => ticking.round());
  const { invoices } = await app.query(SYSTEM, nextBilling);
  return {
    page: runtime.page,
    bot: bot.username,
    jobs: jobNames.length,
    nextInvoices: invoices,
    zone: company.zone,
    stop: async () => {
      removeRuntime(config);
      await bot.stop();
      await webhook?.close();
      await ticking.stop();
      await app.close();
      await simulated?.simulator.close();
    },
  };
}

/** Brings the database up to date; without a token and without a company makes one to try. */
async function prepare(config: Config): Promise<{ company: Company; newcomers: Newcomer[] }> {
  makeHome(config.home);
  const app = openApp(config, undefined);
  try {
    // A file that is wrong stops the start, not the first match.
    app.programs.names();
    const state = await stateOf(app);
    if (state === 'machine.migrations_pending') await app.migrate();
    const playable = !config.botToken && !config.production;
    const zone = config.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const newcomers = state === 'users.not_initialised' && playable ? await makeFirstCompany(app, config, zone) : [];
    const company = await app.company();
    if (!config.botToken && (company.live || config.production)) throw noBotToken();
    return { company, newcomers };
  } finally {
    await app.close();
  }
}

async function stateOf(app: App): Promise<string> {
  try {
    await app.company();
    return 'ready';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

function runtimeOf(config: Config, simulated: Simulated | null): Runtime {
  return {
    page: simulated?.simulator.pageUrl ?? null,
    telegram_api_root: simulated?.simulator.telegramApiRoot ?? config.telegramApiRoot,
    gold_hat: simulated?.simulator.goldHatUrl ?? config.goldHatUrl,
    card: simulated?.simulator.cardUrl ?? config.cardUrl,
    cookies: simulated?.simulator.cookiesUrl ?? config.cookiesUrl,
    payment_token: simulated?.simulator.paymentToken ?? null,
    token: simulated?.simulator.botToken ?? null,
    pid: process.pid,
    bot: '',
  };
}

/** The listener for the card gateway's webhooks, where a port and a secret are configured; without it the job asks by itself. */
async function listenForCards({ webhookPort, cardSecret }: Config, app: App, log: ServeLog, simulated: Simulated | null): Promise<CardWebhook | null> {
  if (webhookPort === null || cardSecret === null) return null;
  const { CARD_WEBHOOK_PATH, startCardWebhook } = await import('./gateways/card-webhook');
  const webhook = await startCardWebhook({ port: webhookPort, secret: cardSecret, settle: (key) => settleCollection(app, SYSTEM, { key }), log });
  simulated?.simulator.card.webhooks.set({ url: `http://127.0.0.1:${webhook.port}${CARD_WEBHOOK_PATH}`, secret: cardSecret });
  return webhook;
}

const apiRootOf = (config: Config, runtime: Runtime) => {
  const apiRoot = config.telegramApiRoot ?? runtime.telegram_api_root;
  return apiRoot === null ? {} : { apiRoot };
};
