import type { Update } from 'telegraf/types';

import type { App } from '../app';
import { DomainError } from '../domain/shared/errors';
import { SYSTEM } from '../domain/shared/work';
import { faultData, isWorthRetrying } from './errors';
import type { Standing } from './intake/known-chats';
import { Lane } from './lane';
import type { Log } from './talk';

/** What the inbox is made of. */
export interface InboxDeps {
  app: App;
  /** The app as strangers and candidates use it. */
  patient: App;
  log: Log;
  /** Handles one update; a throw means that it is to be tried again. */
  handle: (update: Update) => Promise<void>;
  /** Tells the person that an update could not be handled, after the last try. */
  apologise: (update: Update, error: unknown) => Promise<void>;
  /** How long to wait before each further try. */
  retryAfterMs: readonly number[];
  wait: (ms: number) => Promise<void>;
  /** Whose a chat is: those we work with, candidates and strangers never wait for each other (28). */
  standing: (chatId: number) => Standing;
  /** How far apart the updates of strangers, and of candidates, are begun in ms. */
  apartMs: number;
}

/** This many chats of each standing are served at the same time. */
const PARALLEL: Record<Standing, number> = { known: 8, candidate: 4, stranger: 4 };
/** With so many updates in memory further ones are only stored: they are taken up once these are handled. */
const FULL = 1000;

interface Waiting {
  update: Update;
  attempts: number;
}

/** Updates that were stored before they were acknowledged: each chat's in order, chats in parallel (reliability 17, 18), orders in a lane of their own (28). */
export class Inbox {
  private readonly lanes: Record<Standing, Lane<Waiting>>;
  private readonly idlers: { isOver: () => boolean; tell: () => void }[] = [];
  private stopped = false;
  /** Whether a fault of the database left an update unhandled that is stored. */
  private left = false;
  /** Whether updates were only stored, so that those behind them must not go before them. */
  private overflowing = false;
  /** The ids of the updates in memory. */
  private readonly held = new Set<number>();

  constructor(private readonly deps: InboxDeps) {
    const { app, patient, apartMs } = deps;
    this.lanes = { known: this.lane('known', app, 0), candidate: this.lane('candidate', patient, apartMs), stranger: this.lane('stranger', patient, apartMs) };
  }

  /** How many updates of chats of a standing are not handled yet. */
  queued(standing: Standing): number {
    return this.lanes[standing].size;
  }

  /** Whether updates of those we work with are stored that wait for room in memory. */
  get full(): boolean {
    return this.overflowing;
  }

  /** Takes up what a former process stored and did not handle. */
  async load(): Promise<void> {
    // What is handled while this is read must not come a second time.
    const before = new Set(this.held);
    const waiting = await this.deps.app.query(SYSTEM, (w) => w.chat.waitingUpdates());
    for (const { updateId, chatId, body, attempts } of waiting) {
      if (!before.has(updateId)) this.take(chatId, { update: JSON.parse(body) as Update, attempts });
    }
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
    for (const update of updates.filter((one) => fresh.has(one))) this.take(chatOf(update), { update, attempts: 0 });
  }

  /** Takes up what was only stored, once there is room for it, and what a fault of the database left behind, once nothing else is under way. */
  async pickUp(): Promise<void> {
    if (this.overflowing && this.lanes.known.size === 0) {
      this.overflowing = false;
      await this.load();
      this.tellIdlers();
    }
    if (!this.left || this.all().some((lane) => lane.size > 0)) return;
    this.left = false;
    await this.load();
  }

  /** Resolves when everything received so far is handled, or handling has stopped. */
  idle(): Promise<void> {
    return this.rest(() => this.all().every((lane) => lane.isIdle) && (!this.overflowing || this.stopped));
  }

  /** Resolves when there is room for what is only stored. */
  room(): Promise<void> {
    return this.rest(() => this.lanes.known.isIdle);
  }

  /** For how long nobody we work with has been served, in ms of real time. */
  get quietMs(): number {
    return this.lanes.known.quietMs;
  }

  /** Begins nothing more; what is stored waits for the next start. Resolves when what is under way has ended. */
  stop(): Promise<void> {
    this.stopped = true;
    for (const lane of this.all()) lane.stop();
    return this.idle();
  }

  private lane(standing: Standing, app: App, apartMs: number): Lane<Waiting> {
    const work = (waiting: Waiting) =>
      this.settle(waiting, app)
        .catch((error: unknown) => this.leave(error))
        .finally(() => this.held.delete(waiting.update.update_id));
    return new Lane({ parallel: PARALLEL[standing], apartMs, work, rested: () => this.tellIdlers() });
  }

  private all(): Lane<Waiting>[] {
    return Object.values(this.lanes);
  }

  private rest(isOver: () => boolean): Promise<void> {
    return isOver() ? Promise.resolve() : new Promise((resolve) => this.idlers.push({ isOver, tell: resolve }));
  }

  private tellIdlers(): void {
    for (const idler of this.idlers.splice(0)) {
      if (idler.isOver()) idler.tell();
      else this.idlers.push(idler);
    }
  }

  /** A chat keeps its lane while anything of it waits, so that its order is kept even where somebody becomes known meanwhile. */
  private take(chatId: number, waiting: Waiting): void {
    const lane = this.all().find((one) => one.holds(chatId)) ?? this.lanes[this.deps.standing(chatId)];
    const { known } = this.lanes;
    this.overflowing ||= lane === known && known.size >= FULL;
    if (lane === known && this.overflowing) return;
    this.held.add(waiting.update.update_id);
    lane.push(chatId, waiting);
  }

  private async settle({ update, attempts }: Waiting, app: App): Promise<void> {
    const { handle, apologise, retryAfterMs, wait } = this.deps;
    for (let attempt = attempts; ; attempt++) {
      try {
        await handle(update);
        return await app.run(SYSTEM, (w) => w.chat.updateHandled(update.update_id, null));
      } catch (error) {
        const delay = retryAfterMs[attempt];
        // Money that arrived is never given up for a fault of ours: it stays stored, and is tried again with the next look.
        if (delay === undefined && isPayment(update) && !isRefusal(error)) throw error;
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

/** Whether billing itself says that it can't be: all else is a fault that passes. */
const isRefusal = (error: unknown): boolean => error instanceof DomainError && error.code.startsWith('billing.');

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'error');

/** Whether an update tells of money that was paid in the chat. */
export function isPayment(update: Update): boolean {
  return 'message' in update && 'successful_payment' in update.message;
}

/** The chat whose order an update keeps; updates without one are a chat of their own sender, or 0. */
export function chatOf(update: Update): number {
  if ('message' in update) return update.message.chat.id;
  if ('edited_message' in update) return update.edited_message.chat.id;
  if ('callback_query' in update) return update.callback_query.message?.chat.id ?? update.callback_query.from.id;
  return 0;
}
