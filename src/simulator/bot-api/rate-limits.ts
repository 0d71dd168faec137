import type { ChatRecord } from '../world/types';
import { ApiError } from './api-error';

/** Telegram's published sending limits. */
export interface Limits {
  perSecond: number;
  perChatPerSecond: number;
  perGroupPerMinute: number;
}

/** What Telegram's documentation allows a bot. */
const TELEGRAM_LIMITS: Limits = { perSecond: 30, perChatPerSecond: 1, perGroupPerMinute: 20 };

/** Telegram tolerates a short burst into one chat: this many seconds' worth at once. */
const CHAT_BURST_S = 5;

interface Limiter {
  /** Ms until the next message may go; 0 = now. */
  waitMs(now: number): number;
  take(now: number): void;
}

/** Refuses messages that come faster than the limits, as Telegram does with 429. */
export class RateLimits {
  private readonly limits: Limits;
  private readonly overall: Limiter;
  private readonly chats = new Map<number, Limiter>();

  constructor(
    limits: Partial<Limits>,
    private readonly realNow: () => number,
  ) {
    this.limits = { ...TELEGRAM_LIMITS, ...limits };
    this.overall = slidingWindow(this.limits.perSecond, 1000);
  }

  /** Counts a new message into `chat`, or refuses it. */
  countMessage(chat: ChatRecord): void {
    this.count([this.overall, this.limiterOf(chat)]);
  }

  /** Counts an edit: edits of a private chat only count overall. */
  countEdit(chat: ChatRecord): void {
    this.count(chat.type === 'group' ? [this.overall, this.limiterOf(chat)] : [this.overall]);
  }

  private count(limiters: Limiter[]): void {
    const now = this.realNow();
    const waitMs = Math.max(...limiters.map((limiter) => limiter.waitMs(now)));
    if (waitMs > 0) {
      const retry_after = Math.ceil(waitMs / 1000);
      throw new ApiError(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
    }
    for (const limiter of limiters) limiter.take(now);
  }

  private limiterOf(chat: ChatRecord): Limiter {
    const known = this.chats.get(chat.id);
    if (known) return known;
    const { perGroupPerMinute, perChatPerSecond } = this.limits;
    const limiter =
      chat.type === 'group' ? slidingWindow(perGroupPerMinute, 60_000) : bucket(perChatPerSecond, CHAT_BURST_S);
    this.chats.set(chat.id, limiter);
    return limiter;
  }
}

function slidingWindow(limit: number, span_ms: number): Limiter {
  let taken: number[] = [];
  return {
    waitMs(now) {
      taken = taken.filter((at) => at > now - span_ms);
      const oldest = taken[taken.length - limit];
      return taken.length < limit || oldest === undefined ? 0 : oldest + span_ms - now;
    },
    take: (now) => void taken.push(now),
  };
}

function bucket(perSecond: number, burst_s: number): Limiter {
  const capacity = Math.max(1, perSecond * burst_s);
  let tokens = capacity;
  let at = Number.NaN;
  const refill = (now: number) => {
    if (!Number.isNaN(at)) tokens = Math.min(capacity, tokens + ((now - at) / 1000) * perSecond);
    at = now;
  };
  return {
    waitMs(now) {
      refill(now);
      return tokens >= 1 ? 0 : ((1 - tokens) / perSecond) * 1000;
    },
    take: () => void (tokens -= 1),
  };
}
