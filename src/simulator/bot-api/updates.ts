import type { PendingUpdate, TgUpdate } from '../world/types';
import type { World } from '../world/world';
import { ApiError } from './api-error';

/** Telegram forgets a button press that was not answered for this long. */
export const PRESS_LIFE_MS = 150_000;
const MAX_BATCH = 100;
const MAX_TIMEOUT_S = 50;

/** What a poller asks for. */
export interface PollRequest {
  offset: number;
  limit: number;
  timeout_s: number;
  allowed?: string[];
}

interface Poller {
  limit: number;
  resolve(updates: TgUpdate[]): void;
  reject(error: ApiError): void;
}

/** The updates that wait for the bot, and the one poller that may wait for them. */
export class UpdateQueue {
  private poller: Poller | undefined;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly world: World) {
    world.onUpdate = (pending) => this.push(pending);
  }

  /** How many updates are not confirmed yet. */
  get size(): number {
    return this.world.state.updates.length;
  }

  /** Resolves when every update is confirmed. */
  emptied(): Promise<void> {
    return this.size === 0 ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Confirms what `offset` confirms and answers at once if there is something, else when something comes. */
  poll(request: PollRequest, signal: AbortSignal): Promise<TgUpdate[]> {
    this.poller?.reject(
      new ApiError(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
    const { state } = this.world;
    if (request.allowed) state.allowed_updates = request.allowed;
    this.confirm(request.offset);
    const limit = Math.min(Math.max(request.limit, 1), MAX_BATCH);
    const ready = this.take(limit);
    const timeout_s = Math.min(request.timeout_s, MAX_TIMEOUT_S);
    if (ready.length > 0 || timeout_s <= 0) return Promise.resolve(ready);
    return this.hold(limit, timeout_s, signal);
  }

  /** Lets the waiting poller go with nothing. */
  release(): void {
    this.poller?.resolve([]);
  }

  /** Drops everything that waits. */
  clear(): void {
    this.keep([]);
    this.world.saveSoon();
  }

  private push(pending: PendingUpdate): void {
    const kind = Object.keys(pending.update).find((key) => key !== 'update_id') ?? '';
    const { state } = this.world;
    if (state.allowed_updates.length > 0 && !state.allowed_updates.includes(kind)) return;
    state.updates.push(pending);
    if (this.poller) this.poller.resolve(this.take(this.poller.limit));
  }

  private hold(limit: number, timeout_s: number, signal: AbortSignal): Promise<TgUpdate[]> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        if (this.poller === poller) this.poller = undefined;
        settle();
      };
      const poller: Poller = {
        limit,
        resolve: (updates) => finish(() => resolve(updates)),
        reject: (error) => finish(() => reject(error)),
      };
      const timer = setTimeout(() => poller.resolve([]), timeout_s * 1000);
      signal.addEventListener('abort', () => poller.resolve([]));
      this.poller = poller;
    });
  }

  private confirm(offset: number): void {
    const { updates } = this.world.state;
    if (offset > 0) this.keep(updates.filter(({ update }) => update.update_id >= offset));
    if (offset < 0) this.keep(updates.slice(offset));
    if (offset !== 0) this.world.saveSoon();
  }

  private take(limit: number): TgUpdate[] {
    const { state, deps } = this.world;
    const oldest = deps.realNow() - PRESS_LIFE_MS;
    this.keep(state.updates.filter(({ update, real_ms }) => !update.callback_query || real_ms >= oldest));
    return state.updates.slice(0, limit).map(({ update }) => update);
  }

  private keep(updates: PendingUpdate[]): void {
    this.world.state.updates = updates;
    if (updates.length === 0) for (const resolve of this.waiting.splice(0)) resolve();
  }
}
