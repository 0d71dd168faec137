import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many at once, and so many anew after so many seconds of real time; whoever uses up the last may have to pause. */
export interface Rate {
  points: number;
  seconds: number;
  pauseSeconds?: number;
}

/** How much of what strangers and candidates send is taken (reliability 28). */
export interface IntakeLimits {
  /** Updates of one chat: a message a second, day and night, stays below it. */
  perChat: Rate;
  /** Strangers who are let in; those with an invitation's link are counted apart from the rest. */
  newcomers: Rate;
  /** Strangers who are in at a time, and how long one stays in who sends nothing. */
  seats: number;
  seatSeconds: number;
  /** Updates of strangers and candidates that wait to be handled. */
  queue: number;
  /** How far apart such updates are begun, in ms: Telegram takes 30 messages a second from us, and most of them are for those we work with. */
  apartMs: number;
  /** Polite words to those who are turned away, over all chats and to one chat. */
  answers: Rate;
  answersPerChat: Rate;
  /** Wrong answers to the question that only a cat can answer. */
  wrongAnswers: Rate;
}

/** What one machine with SQLite serves beside its orders. */
export const LIMITS: IntakeLimits = {
  perChat: { points: 30, seconds: 20 },
  newcomers: { points: 20, seconds: 20 },
  seats: 1000,
  seatSeconds: 5 * 60,
  queue: 300,
  apartMs: 100,
  answers: { points: 3, seconds: 1 },
  answersPerChat: { points: 1, seconds: 60 },
  wrongAnswers: { points: 3, seconds: 600, pauseSeconds: 60 },
};

/** Counts by real time, in memory; what has expired is forgotten. */
export class Limiter {
  private readonly memory: RateLimiterMemory;

  constructor(private readonly rate: Rate) {
    this.memory = new RateLimiterMemory({ points: rate.points, duration: rate.seconds });
  }

  /** Counts one more; false where that is too many. */
  async take(key: string | number): Promise<boolean> {
    try {
      const { remainingPoints } = await this.memory.consume(key);
      const { pauseSeconds } = this.rate;
      if (remainingPoints === 0 && pauseSeconds !== undefined) await this.memory.block(key, pauseSeconds);
      return true;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return false;
      throw refusal;
    }
  }

  /** In how many seconds one more may be counted; 0 where it may be now. */
  async wait(key: string | number): Promise<number> {
    const found = await this.memory.get(key);
    return found && found.remainingPoints <= 0 && found.msBeforeNext > 0 ? Math.ceil(found.msBeforeNext / 1000) : 0;
  }
}
