import type { Update } from 'telegraf/types';

import { chatOf, isPayment } from '../inbox';
import type { KnownChats, Standing } from './known-chats';
import { Limiter, type IntakeLimits } from './limits';
import type { Reason, Refusals } from './refusals';

/** What the door is made of. */
export interface DoorDeps {
  chats: KnownChats;
  refusals: Pick<Refusals, 'refuse'>;
  limits: IntakeLimits;
  /** How many updates of strangers, or of candidates, wait already. */
  queued: (standing: Standing) => number;
}

/**
 * Says which updates are taken, before anything is stored (reliability 28). Those we work with always are. A stranger takes a seat first, of
 * which only so many are given out in a while; whoever has one, and every candidate, may go on at any speed a cat types at.
 */
export class Door {
  private readonly newcomers: Limiter;
  private readonly perChat: Limiter;
  /** When whoever has a seat sent something last, the longest silent first. */
  private readonly seats = new Map<number, number>();
  private judged = new Map<number, Reason | 'in'>();

  constructor(private readonly deps: DoorDeps) {
    this.newcomers = new Limiter(deps.limits.newcomers);
    this.perChat = new Limiter(deps.limits.perChat);
  }

  /** The updates of a batch that are taken, in their order; the others are turned away. A batch that comes again is not counted again. */
  async admit(updates: readonly Update[]): Promise<Update[]> {
    const judged = new Map<number, Reason | 'in'>();
    const taken: Update[] = [];
    for (const update of updates) {
      const before = this.judged.get(update.update_id);
      const verdict = before ?? (await this.judge(update, taken.length));
      judged.set(update.update_id, verdict);
      if (verdict === 'in') taken.push(update);
      else if (before === undefined) await this.deps.refusals.refuse(update, verdict);
    }
    this.judged = judged;
    return taken;
  }

  private async judge(update: Update, taken: number): Promise<Reason | 'in'> {
    const { chats, queued, limits } = this.deps;
    const chatId = chatOf(update);
    const standing = chats.standing(chatId);
    // Money that arrived is let in whoever brings it.
    if (standing === 'known' || isPayment(update)) return 'in';
    if (queued(standing) + taken >= limits.queue) return 'busy';
    if (standing === 'stranger' && !(await this.isSeated(chatId, update))) return 'busy';
    return (await this.perChat.take(chatId)) ? 'in' : 'faster';
  }

  private async isSeated(chatId: number, update: Update): Promise<boolean> {
    const now = Date.now();
    this.clear(now);
    const isIn = this.seats.delete(chatId) || (this.seats.size < this.deps.limits.seats && (await this.newcomers.take(isInvited(update) ? 'invited' : 'others')));
    if (isIn) this.seats.set(chatId, now);
    return isIn;
  }

  /** Frees the seats of those who have been silent for long. */
  private clear(now: number): void {
    for (const [chatId, seenAt] of this.seats) {
      if (now - seenAt < this.deps.limits.seatSeconds * 1000) return;
      this.seats.delete(chatId);
    }
  }
}

/** Whether somebody comes with an invitation's link: a flood of forms must not keep a new client out. */
function isInvited(update: Update): boolean {
  return 'message' in update && 'text' in update.message && /^\/start \S/.test(update.message.text);
}
