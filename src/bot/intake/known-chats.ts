import type { App } from '../../app';
import { SYSTEM, type Role } from '../../domain/shared/work';
import { actorOf, peopleInRole, type Person } from '../../domain/users';

/** Whom a chat belongs to: somebody the company works with, a candidate, or nobody it knows. */
export type Standing = 'known' | 'candidate' | 'stranger';

const WORKING: readonly Role[] = ['client', 'worker', 'supplies', 'manager', 'admin'];
/** So many chats of each standing are remembered: a few megabytes. */
const MAX = 50_000;

/**
 * Whose chats are whose, in memory: read once at the start, and renewed with every update that is handled, since whoever handles it looks the
 * person up anyway. A chat that is not remembered counts as a stranger's until it writes.
 */
export class KnownChats {
  private readonly known = new Recent(MAX);
  private readonly candidates = new Recent(MAX);

  /** Reads the chats of everybody the company works with. */
  async load(app: Pick<App, 'query'>): Promise<void> {
    for (const role of WORKING) {
      for (const person of await app.query(SYSTEM, (w) => peopleInRole(w, role))) {
        if (person.chatId !== null) this.known.add(person.chatId);
      }
    }
  }

  /** Takes note of who was found to write from a chat. */
  learn(chatId: number, person: Person | undefined): void {
    const { roles } = actorOf(person, 'bot');
    this.known.put(chatId, roles.some((role) => WORKING.includes(role)));
    this.candidates.put(chatId, roles.length > 0);
  }

  /** Whom a chat belongs to, as far as is known here. */
  standing(chatId: number): Standing {
    if (this.known.has(chatId)) return 'known';
    return this.candidates.has(chatId) ? 'candidate' : 'stranger';
  }
}

/** A set of bounded size that forgets what was touched longest ago. */
class Recent {
  private readonly chats = new Set<number>();

  constructor(private readonly max: number) {}

  has(chatId: number): boolean {
    return this.chats.has(chatId);
  }

  add(chatId: number): void {
    this.chats.delete(chatId);
    this.chats.add(chatId);
    const [oldest] = this.chats;
    if (this.chats.size > this.max && oldest !== undefined) this.chats.delete(oldest);
  }

  put(chatId: number, belongs: boolean): void {
    if (belongs) this.add(chatId);
    else this.chats.delete(chatId);
  }
}
