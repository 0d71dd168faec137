import { homedir } from 'node:os';
import { join } from 'node:path';

import { DomainError } from './domain/shared/errors';
import { isZone } from './domain/shared/time';

/** Everything the environment decides, checked once. */
export interface Config {
  /** Where the database, the session and the simulator's state live. */
  home: string;
  sessionFile: string;
  databaseUrl: string;
  /** Telegram's token; null means the simulator plays Telegram. */
  botToken: string | null;
  telegramApiRoot: string | null;
  goldHatUrl: string | null;
  /** The contractor that brings fortune cookies; null: kits go out without. */
  cookiesUrl: string | null;
  /** The gateway that charges cards; null: cards are not taken. */
  cardUrl: string | null;
  /** What the card gateway signs its webhooks with. */
  cardSecret: string | null;
  /** The payment provider's token from BotFather; null: nobody pays in the chat. */
  telegramPaymentToken: string | null;
  /** Where a client's bank transfer goes, line by line; empty: staff tell it. */
  bankDetails: string[];
  /** Where cats reach a person of the company, such as https://t.me/…; null: the chat offers none. */
  supportLink: string | null;
  /** Where `mcf start` listens for the card gateway's webhooks, behind a proxy on this machine. */
  webhookPort: number | null;
  /** Which programs matching may run; only a file that MCF_PROGRAMS names must be there. */
  programs: { file: string; isNamed: boolean };
  zone: string | null;
  /** Milliseconds by which MCF_CLOCK moves business time; null where it is not set. */
  clockOffsetMs: number | null;
  logLevel: string;
  production: boolean;
}

type Environment = Record<string, string | undefined>;

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Reads the environment; throws `machine.bad_config` naming the variable and what it should be (reliability 32). */
export function readConfig(env: Environment): Config {
  const home = env.MCF_HOME || join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'mcf');
  const production = env.NODE_ENV === 'production';
  return {
    home,
    sessionFile: env.MCF_HOME ? join(env.MCF_HOME, 'session') : join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'mcf', 'session'),
    databaseUrl: databaseUrl(env.MCF_DATABASE_URL, home),
    botToken: optional('MCF_BOT_TOKEN', env, /^\d+:[\w-]{30,}$/, 'a token such as 123456:ABC… from BotFather'),
    telegramApiRoot: url('MCF_TELEGRAM_API_ROOT', env),
    goldHatUrl: url('MCF_GOLD_HAT_URL', env),
    cookiesUrl: url('MCF_COOKIES_URL', env),
    cardUrl: url('MCF_CARD_URL', env),
    cardSecret: optional('MCF_CARD_SECRET', env, /^\S{16,}$/, 'a secret of at least 16 characters without spaces'),
    telegramPaymentToken: optional('MCF_TELEGRAM_PAYMENT_TOKEN', env, /^\d+:(TEST|LIVE):\S+$/, 'a payment token such as 123456:LIVE:… from BotFather'),
    bankDetails: (env.MCF_BANK_DETAILS ?? '').split('|').map((line) => line.trim()).filter((line) => line !== ''),
    supportLink: url('MCF_SUPPORT_LINK', env),
    webhookPort: port('MCF_WEBHOOK_PORT', env),
    programs: { file: optional('MCF_PROGRAMS', env, /^\//, 'the absolute path of a file') ?? join(home, 'programs.yaml'), isNamed: Boolean(env.MCF_PROGRAMS) },
    zone: zone(env),
    clockOffsetMs: clock(env, production),
    logLevel: LEVELS.includes(env.MCF_LOG_LEVEL || 'info') ? env.MCF_LOG_LEVEL || 'info' : bad('MCF_LOG_LEVEL', `one of ${LEVELS.join(', ')}`),
    production,
  };
}

function bad(variable: string, wanted: string): never {
  throw new DomainError('machine.bad_config', 'usage', { variable, wanted });
}

function databaseUrl(given: string | undefined, home: string): string {
  if (!given) return `sqlite:${join(home, 'mcf.db')}`;
  if (!/^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(given)) bad('MCF_DATABASE_URL', 'postgres://… or sqlite:<file>');
  return given;
}

function optional(variable: string, env: Environment, form: RegExp, wanted: string): string | null {
  const given = env[variable];
  if (!given) return null;
  return form.test(given) ? given : bad(variable, wanted);
}

function url(variable: string, env: Environment): string | null {
  return optional(variable, env, /^https?:\/\/\S+$/, 'an http(s) address')?.replace(/\/+$/, '') ?? null;
}

function port(variable: string, env: Environment): number | null {
  const given = optional(variable, env, /^\d{1,5}$/, 'a port from 1 to 65535');
  if (given === null) return null;
  return Number(given) >= 1 && Number(given) <= 65_535 ? Number(given) : bad(variable, 'a port from 1 to 65535');
}

function zone(env: Environment): string | null {
  const given = env.MCF_TIME_ZONE;
  if (!given) return null;
  return isZone(given) ? given : bad('MCF_TIME_ZONE', 'an IANA zone such as Europe/Moscow');
}

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** MCF_CLOCK is an instant or an offset such as `+7d`; never in production. */
function clock(env: Environment, production: boolean): number | null {
  const given = env.MCF_CLOCK;
  if (!given) return null;
  if (production) bad('MCF_CLOCK', 'unset when NODE_ENV=production');
  const offset = /^([+-])(\d{1,6})([mhdw])$/.exec(given);
  if (offset) return Number(`${offset[1]}${offset[2]}`) * UNITS_MS[offset[3] as keyof typeof UNITS_MS];
  const instant = /^\d{4}-\d\d-\d\dT/.test(given) ? Date.parse(given) : Number.NaN;
  return Number.isNaN(instant) ? bad('MCF_CLOCK', 'an instant such as 2026-11-22T20:00:00Z, or an offset such as +7d') : instant - Date.now();
}
