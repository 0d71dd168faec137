import type { CardState } from '../card/types';
import type { CookiesState } from '../cookies/types';
import type { GoldHatState } from '../gold-hat/types';
import type { PaymentsState } from '../payments/types';
import type { DeskState } from '../service/desk';
import type { CatRecord, ChatRecord, CommandsRecord, FileRecord, PendingUpdate, QueryRecord } from './types';

/** Everything that survives a restart, as it is saved. */
export interface WorldState {
  format: 1;
  /** Whether the last process ended in order and so saved every id it gave out. */
  clean: boolean;
  token: string;
  counters: { cat: number; group: number; update: number; file: number; revision: number; transfer: number; charge: number; payment: number; cookie: number };
  cats: Record<number, CatRecord>;
  chats: Record<number, ChatRecord>;
  files: Record<string, FileRecord>;
  updates: PendingUpdate[];
  /** Which kinds of updates the bot asked for; empty means all. */
  allowed_updates: string[];
  queries: Record<string, QueryRecord>;
  commands: CommandsRecord[];
  gold_hat: GoldHatState;
  card: CardState;
  payments: PaymentsState;
  cookies: CookiesState;
}

/** A world in which nothing has happened yet. */
export function emptyState(token: string): WorldState {
  return {
    format: 1,
    clean: true,
    token,
    counters: { cat: 700_100_000, group: 4_100_000_000, update: 512_000_000, file: 0, revision: 0, transfer: 0, charge: 0, payment: 0, cookie: 0 },
    cats: {},
    chats: {},
    files: {},
    updates: [],
    allowed_updates: [],
    queries: {},
    commands: [],
    gold_hat: { ...emptyDesk(), recipients: null, transfers: [], expired: [] },
    card: {
      ...emptyDesk(),
      sessions: {},
      cards: {},
      charges: [],
      expired: [],
      settle_after_ms: null,
      webhook: null,
      holding: false,
      held: [],
    },
    payments: { mode: 'ok', once: [] },
    cookies: { ...emptyDesk(), cookies: [] },
  };
}

/** A saved world, with what did not exist yet when it was saved. */
export function completed(saved: WorldState): WorldState {
  const empty = emptyState(saved.token);
  return {
    ...empty,
    ...saved,
    counters: { ...empty.counters, ...saved.counters },
    gold_hat: { ...empty.gold_hat, ...saved.gold_hat },
  };
}

function emptyDesk(): DeskState<'ok'> {
  return { mode: 'ok', once: [], asking: { mode: 'ok', once: [] }, delay_ms: null };
}
