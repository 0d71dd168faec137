/** A stored update that waits to be handled. */
export interface StoredUpdate {
  updateId: number;
  chatId: number;
  body: string;
  attempts: number;
}

/** Where a chat's dialogue stands. */
export interface Dialogue {
  chatId: number;
  scene: string;
  step: string;
  /** Made anew with each dialogue; buttons carry it, so that those of an older one are recognised as stale. */
  token: string;
  data: Record<string, string>;
  /** The message that shows the dialogue. */
  messageId: number | null;
}

/** The tables of stored updates and dialogues. */
export interface ChatStore {
  /** Stores an update; false where it came before. */
  keepUpdate(update: { updateId: number; chatId: number; body: string }): Promise<boolean>;
  /** The oldest unhandled update of each chat. */
  waitingUpdates(): Promise<StoredUpdate[]>;
  updateHandled(updateId: number, error: string | null): Promise<void>;
  updateFailed(updateId: number, error: string): Promise<void>;
  lastUpdateId(): Promise<number | undefined>;
  dialogue(chatId: number): Promise<Dialogue | undefined>;
  keepDialogue(dialogue: Dialogue): Promise<void>;
  endDialogue(chatId: number): Promise<void>;
}
