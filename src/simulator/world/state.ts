import type { GoldHatState } from '../gold-hat/types';
import type { CatRecord, ChatRecord, CommandsRecord, FileRecord, PendingUpdate, QueryRecord } from './types';

/** Everything that survives a restart, as it is saved. */
export interface WorldState {
  format: 1;
  /** Whether the last process ended in order and so saved every id it gave out. */
  clean: boolean;
  token: string;
  counters: { cat: number; group: number; update: number; file: number; revision: number; transfer: number };
  cats: Record<number, CatRecord>;
  chats: Record<number, ChatRecord>;
  files: Record<string, FileRecord>;
  updates: PendingUpdate[];
  /** Which kinds of updates the bot asked for; empty means all. */
  allowed_updates: string[];
  queries: Record<string, QueryRecord>;
  commands: CommandsRecord[];
  gold_hat: GoldHatState;
}

/** A world in which nothing has happened yet. */
export function emptyState(token: string): WorldState {
  return {
    format: 1,
    clean: true,
    token,
    counters: { cat: 700_100_000, group: 4_100_000_000, update: 512_000_000, file: 0, revision: 0, transfer: 0 },
    cats: {},
    chats: {},
    files: {},
    updates: [],
    allowed_updates: [],
    queries: {},
    commands: [],
    gold_hat: { mode: 'ok', once: [], recipients: null, transfers: [] },
  };
}
