import type { Update } from 'telegraf/types';

import type { App } from '../app';
import { SYSTEM } from '../domain/shared/work';
import { faultData, isWorthRetrying } from './errors';
import type { Log } from './talk';

/** What the inbox is made of. */
export interface InboxDeps {
  app: App;
  log: Log;
  /** Handles one update; a throw means that it is to be tried again. */
  handle: (update: Update) => Promise<void>;
  /** Tells the person that an update could not be handled, after the last try. */
  apologise: (update: Update, error: unknown) => Promise<void>;
  /** How long to wait before each further try. */
  retryAfterMs: readonly number[];
  wait: (ms: number) => Promise<void>;
}

/** This many chats are served at the same time. */
const PARALLEL = 8;
/** With so many updates in memory no more are fetched: the rest waits at Telegram. */
const FULL = 1000;

interface Waiting {
  update: Update;
  attempts: number;
}

/** Updates that were stored before they were acknowledged: each chat's in order, chats in parallel (reliability 17, 18). */
export class Inbox {
  private readonly chats = new Map<number, Waiting[]>();
  private readonly ready: number[] = [];
  private readonly idlers: (() => void)[] = [];
  private running = 0;
  private pending = 0;
  private stopped = false;
  /** Whether a fault of the database left an update unhandled that is stored. */
  private left = false;

  constructor(private readonly deps: InboxDeps) {}

  /** How many updates are not handled yet. */
  get size(): number {
    return this.pending;
  }

  /** Whether no more should be fetched for now. */
  get full(): boolean {
    return this.pending >= FULL;
  }

  /** Takes up what a former process stored and did not handle. */
  async load(): Promise<void> {
    const waiting = await this.deps.app.query(SYSTEM, (w) => w.chat.waitingUpdates());
    for (const { chatId, body, attempts } of waiting) this.enqueue(chatId, { update: JSON.parse(body) as Update, attempts });
  }

  /** Stores a batch; only then may it be acknowledged. What came before is not handled again. */
  async receive(updates: readonly Update[]): Promise<void> {
    if (updates.length === 0) return;
    // In one order for everybody: two processes that store the same updates crosswise would wait for each other.
    const inOrder = updates.toSorted((one, other) => one.update_id - other.update_id);
    const fresh = await this.deps.app.run(SYSTEM, async (w) => {
      const kept = new Set<Update>();
      for (const update of inOrder) {
        if (await w.chat.keepUpdate({ updateId: update.update_id, chatId: chatOf(update), body: JSON.stringify(update) })) kept.add(update);
      }
      return kept;
    });
    for (const update of updates.filter((one) => fresh.has(one))) this.enqueue(chatOf(update), { update, attempts: 0 });
  }

  /** Takes up what a fault of the database left behind, once nothing else is under way. */
  async pickUp(): Promise<void> {
    if (!this.left || this.pending > 0) return;
    this.left = false;
    await this.load();
  }

  /** Resolves when everything received so far is handled, or handling has stopped. */
  idle(): Promise<void> {
    return this.isIdle() ? Promise.resolve() : new Promise((resolve) => this.idlers.push(resolve));
  }

  /** Begins nothing more; what is stored waits for the next start. Resolves when what is under way has ended. */
  stop(): Promise<void> {
    this.stopped = true;
    return this.idle();
  }

  private isIdle(): boolean {
    return this.running === 0 && (this.pending === 0 || this.stopped);
  }

  private enqueue(chatId: number, waiting: Waiting): void {
    this.pending += 1;
    const queue = this.chats.get(chatId);
    if (queue) {
      queue.push(waiting);
      return;
    }
    this.chats.set(chatId, [waiting]);
    this.ready.push(chatId);
    this.serve();
  }

  private serve(): void {
    while (!this.stopped && this.running < PARALLEL) {
      const chatId = this.ready.shift();
      if (chatId === undefined) return;
      this.running += 1;
      void this.serveOne(chatId);
    }
  }

  /** Handles the oldest update of one chat, then lets the others have their turn. */
  private async serveOne(chatId: number): Promise<void> {
    const queue = this.chats.get(chatId) ?? [];
    const [next] = queue;
    if (next) await this.settle(next).catch((error: unknown) => this.leave(error));
    queue.shift();
    this.pending -= 1;
    this.running -= 1;
    if (queue.length > 0) this.ready.push(chatId);
    else this.chats.delete(chatId);
    if (this.isIdle()) for (const idler of this.idlers.splice(0)) idler();
    this.serve();
  }

  private async settle({ update, attempts }: Waiting): Promise<void> {
    const { app, handle, apologise, retryAfterMs, wait } = this.deps;
    for (let attempt = attempts; ; attempt++) {
      try {
        await handle(update);
        return await app.run(SYSTEM, (w) => w.chat.updateHandled(update.update_id, null));
      } catch (error) {
        const delay = retryAfterMs[attempt];
        if (delay === undefined || !isWorthRetrying(error)) return this.giveUp(update, error, apologise);
        await app.run(SYSTEM, (w) => w.chat.updateFailed(update.update_id, nameOf(error)));
        await wait(delay);
        // What is being retried when the bot stops is tried again at its next start.
        if (this.stopped) return;
      }
    }
  }

  private leave(error: unknown): void {
    this.left = true;
    this.deps.log.error(faultData(error), 'update left for later');
  }

  private async giveUp(update: Update, error: unknown, apologise: InboxDeps['apologise']): Promise<void> {
    await this.deps.app.run(SYSTEM, (w) => w.chat.updateHandled(update.update_id, nameOf(error)));
    await apologise(update, error);
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'error');

/** The chat whose order an update keeps; updates without one are a chat of their own sender, or 0. */
export function chatOf(update: Update): number {
  if ('message' in update) return update.message.chat.id;
  if ('edited_message' in update) return update.edited_message.chat.id;
  if ('callback_query' in update) return update.callback_query.message?.chat.id ?? update.callback_query.from.id;
  return 0;
}
