import { randomBytes } from 'node:crypto';
import { Changes } from './changes';
import { compact } from './compact';
import { completed, emptyState, type WorldState } from './state';
import type { Storage } from './storage';
import type { CatRecord, ChatRecord, PendingUpdate, TgChat, TgUpdate, TgUser, Toast } from './types';
import type { MessageView } from './view';

/** A message version as a cat's eyes can meet it; see `Conversation.sees`. */
export interface Version {
  revision: number;
  view: MessageView;
}

/** What the world is made of. */
export interface WorldDeps {
  storage: Storage;
  /** Business time, shown on messages. */
  now: () => Date;
  /** Real time in ms, by which presses expire and limits count. */
  realNow: () => number;
}

/** How far ids jump after a crash: more than could have been given out since the last save. */
const CRASH_GAP = 10_000;

/** The whole simulated outside world: who exists, who said what, and who is told of changes. */
export class World {
  readonly changes = new Changes();
  readonly state: WorldState;
  readonly bot: TgUser;
  /** What bot messages looked like, version by version, since this process started. */
  readonly versions = new Map<number, Version[]>();
  /** What answerCallbackQuery showed in each chat since this process started, and nobody asked for yet. */
  readonly toasts = new Map<number, Toast[]>();
  /** Called with every update the bot should receive. */
  onUpdate: (pending: PendingUpdate) => void = () => undefined;

  constructor(
    readonly deps: WorldDeps,
    token?: string,
  ) {
    const saved = deps.storage.load() as WorldState | undefined;
    this.state = saved ? afterRestart(completed(saved)) : emptyState(inventToken());
    if (token !== undefined) this.state.token = token;
    const id = Number.parseInt(this.state.token, 10);
    this.bot = {
      id: Number.isNaN(id) ? 1 : id,
      is_bot: true,
      first_name: 'Make Cats Free',
      username: 'MakeCatsFreeBot',
    };
    this.state.clean = false;
    this.saveNow();
    this.changes.subscribe(() => this.saveSoon());
  }

  /** Business time in Telegram's unit. */
  unixNow(): number {
    return Math.floor(this.deps.now().getTime() / 1000);
  }

  /** The next number of a kind; numbers never come back, not even after a crash. */
  next(counter: keyof WorldState['counters']): number {
    this.state.counters[counter] += 1;
    return this.state.counters[counter];
  }

  /** Saves soon what changed. */
  saveSoon(): void {
    this.deps.storage.saveSoon(() => this.state);
  }

  /** Saves before it returns, for what must survive even a kill. */
  saveNow(): void {
    this.deps.storage.saveNow(this.state);
  }

  /** Tells the bot. */
  update(content: Omit<TgUpdate, 'update_id'>): void {
    const update = { update_id: this.next('update'), ...content };
    this.onUpdate({ update, real_ms: this.deps.realNow() });
    this.saveSoon();
  }

  /** The cat with this id. */
  cat(id: number): CatRecord | undefined {
    return this.state.cats[id];
  }

  /** The chat with this id. */
  chat(id: number): ChatRecord | undefined {
    return this.state.chats[id];
  }

  /** Ends every wait and saves everything. */
  async close(): Promise<void> {
    this.changes.emit({ type: 'closed' });
    await this.deps.storage.settle();
    this.state.clean = true;
    this.saveNow();
  }
}

/** A cat as the Bot API shows it. */
export function userOf(cat: CatRecord): TgUser {
  const [first, ...rest] = cat.name.split(' ');
  return compact({
    id: cat.id,
    is_bot: false,
    first_name: first || cat.name,
    last_name: rest.length > 0 ? rest.join(' ') : undefined,
    username: cat.username,
    language_code: cat.language,
  });
}

/** A chat as the Bot API shows it. */
export function chatOf(world: World, chat: ChatRecord): TgChat {
  const cat = world.cat(chat.id);
  if (chat.type === 'group' || !cat) return compact({ id: chat.id, type: 'group' as const, title: chat.title });
  const { first_name, last_name, username } = userOf(cat);
  return compact({ id: chat.id, first_name, last_name, username, type: 'private' as const });
}

function inventToken(): string {
  return `7${randomBytes(4).readUInt32BE().toString().padStart(10, '0').slice(0, 9)}:${randomBytes(26).toString('base64url').slice(0, 35)}`;
}

function afterRestart(saved: WorldState): WorldState {
  if (saved.clean) return saved;
  for (const counter of Object.keys(saved.counters) as (keyof WorldState['counters'])[]) {
    saved.counters[counter] += CRASH_GAP;
  }
  for (const chat of Object.values(saved.chats)) chat.next_message_id += CRASH_GAP;
  return saved;
}
