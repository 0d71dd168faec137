/** How a lane serves. */
export interface LaneOptions<T> {
  /** So many chats are served at the same time. */
  parallel: number;
  /** How far apart, in ms of real time, work is begun; 0 = at once. */
  apartMs: number;
  /** Does one piece of work; never throws. */
  work: (item: T) => Promise<void>;
  /** Told when nothing is under way any more. */
  rested: () => void;
}

/** Work in the order of each chat, chats side by side and in turns. */
export class Lane<T> {
  private readonly chats = new Map<number, T[]>();
  private readonly ready: number[] = [];
  private running = 0;
  private pending = 0;
  private stopped = false;
  private begunAt = Number.NEGATIVE_INFINITY;
  private endedAt = Number.NEGATIVE_INFINITY;
  private pause: NodeJS.Timeout | undefined;

  constructor(private readonly options: LaneOptions<T>) {}

  /** How many pieces of work are not done yet. */
  get size(): number {
    return this.pending;
  }

  /** Whether nothing is under way, and nothing will be. */
  get isIdle(): boolean {
    return this.running === 0 && (this.pending === 0 || this.stopped);
  }

  /** For how long nothing has been under way, in ms of real time; 0 while something is. */
  get quietMs(): number {
    return this.running > 0 ? 0 : performance.now() - this.endedAt;
  }

  /** Whether work of this chat waits or is under way here. */
  holds(chatId: number): boolean {
    return this.chats.has(chatId);
  }

  /** Adds work behind that of the same chat. */
  push(chatId: number, item: T): void {
    this.pending += 1;
    const queue = this.chats.get(chatId);
    if (queue) {
      queue.push(item);
      return;
    }
    this.chats.set(chatId, [item]);
    this.ready.push(chatId);
    this.serve();
  }

  /** Begins nothing more. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.pause);
  }

  private serve(): void {
    while (!this.stopped && this.ready.length > 0 && this.running < this.options.parallel) {
      const waitMs = this.begunAt + this.options.apartMs - performance.now();
      if (waitMs > 0) {
        clearTimeout(this.pause);
        this.pause = setTimeout(() => this.serve(), waitMs);
        return;
      }
      this.begunAt = performance.now();
      this.running += 1;
      void this.serveOne(this.ready.shift() ?? 0);
    }
  }

  /** Does the oldest work of one chat, then lets the others have their turn. */
  private async serveOne(chatId: number): Promise<void> {
    const queue = this.chats.get(chatId) ?? [];
    const [next] = queue;
    if (next !== undefined) await this.options.work(next);
    queue.shift();
    this.pending -= 1;
    this.running -= 1;
    this.endedAt = performance.now();
    if (queue.length > 0) this.ready.push(chatId);
    else this.chats.delete(chatId);
    if (this.isIdle) this.options.rested();
    this.serve();
  }
}
