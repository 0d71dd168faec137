import type { PreCheckoutQuery, Update } from 'telegraf/types';

import { faultOf, type TelegramApi } from '../gateways/telegram-api';
import { faultData } from './errors';
import type { Inbox } from './inbox';
import type { Door } from './intake/door';
import type { Log } from './talk';

/** What the poller is made of. */
export interface PollerDeps {
  api: TelegramApi;
  inbox: Inbox;
  /** Answers who is about to pay; it never throws. */
  checkout: (query: PreCheckoutQuery) => void;
  /** Who of those that write is let in. */
  door: Pick<Door, 'admit'>;
  log: Log;
  timeoutS: number;
  /** How long to wait when another process polls with this token: it is let go on, and asked after now and then. */
  conflictPauseMs: number;
  /** Real time. */
  wall: () => Date;
  /** Waits, or ends early when the signal aborts. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

const BATCH = 100;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const GRACE_MS = 10_000;
/** While others are turned away, nobody we work with is disturbed by further looks for so long. */
const CROWDED_PAUSE_MS = 50;

/** With as much in memory as there is room for, Telegram is asked so often all the same: whoever is about to pay waits for no more than ten seconds. */
const FULL_PAUSE_MS = 250;

/** Which updates the bot wants. */
const ALLOWED = ['message', 'edited_message', 'callback_query', 'pre_checkout_query'] as const;

/** Our own long polling: a batch is acknowledged only by the next offset, when it is stored (reliability 17). */
export class Poller {
  private offset = 0;
  private fresh = false;
  private failures = 0;
  private displaced = false;
  private crowded = false;
  private online: Date | undefined;
  private readonly abort = new AbortController();
  private readonly ended: Promise<void>;

  constructor(private readonly deps: PollerDeps) {
    this.ended = this.loop();
  }

  /** Whether the last answer of Telegram left nothing there. */
  get caughtUp(): boolean {
    return this.fresh;
  }

  /** Since when nothing kept us from hearing what was sent (real time). */
  get onlineSince(): Date {
    return this.online ?? this.deps.wall();
  }

  /** Ends polling, at once. */
  stop(): Promise<void> {
    this.abort.abort();
    return this.ended;
  }

  private async loop(): Promise<void> {
    const { inbox, door, log, pause } = this.deps;
    const { signal } = this.abort;
    while (!signal.aborted) {
      try {
        if (inbox.full) await Promise.race([inbox.room(), pause(FULL_PAUSE_MS, signal)]);
        await inbox.pickUp();
        if (this.crowded && inbox.quietMs === 0) await Promise.race([inbox.room(), pause(CROWDED_PAUSE_MS, signal)]);
        // The first look doesn't wait, so that it is known soon whether anything was missed.
        const updates = await this.fetch(this.fresh && !inbox.full ? this.deps.timeoutS : 0);
        this.online ??= this.deps.wall();
        // What another process stored and did not handle before it let go is ours now.
        if (this.displaced) await inbox.load();
        this.displaced = false;
        const written = this.checkOut(updates);
        const taken = await door.admit(written);
        this.crowded = taken.length < written.length;
        await inbox.receive(taken);
        this.offset = updates.at(-1) === undefined ? this.offset : (updates.at(-1)?.update_id ?? 0) + 1;
        this.fresh = updates.length < BATCH;
        this.failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        this.fresh = false;
        this.online = undefined;
        this.failures += 1;
        this.displaced ||= faultOf(error).kind === 'conflict';
        log.warn({ failures: this.failures, ...faultData(error) }, 'no updates');
        await pause(this.pauseAfter(error), signal);
      }
    }
  }

  /** Lets those who are about to pay be answered at once, beside all that waits, and returns the other updates: an answer is of use for ten seconds, and nobody needs to remember the question. */
  private checkOut(updates: readonly Update[]): Update[] {
    for (const update of updates) if ('pre_checkout_query' in update) this.deps.checkout(update.pre_checkout_query);
    return updates.filter((update) => !('pre_checkout_query' in update));
  }

  private fetch(timeoutS: number): Promise<Update[]> {
    const request = { offset: this.offset, limit: BATCH, timeout: timeoutS, allowed_updates: ALLOWED };
    return this.deps.api.call('getUpdates', request, { timeoutMs: timeoutS * 1000 + GRACE_MS, signal: this.abort.signal });
  }

  private pauseAfter(error: unknown): number {
    const fault = faultOf(error);
    if (fault.kind === 'later') return fault.afterMs;
    if (fault.kind === 'conflict') return this.deps.conflictPauseMs;
    return Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS);
  }
}
