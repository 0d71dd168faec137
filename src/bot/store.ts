/** A stored update that waits to be handled. */
export interface StoredUpdate {
  updateId: number;
  chatId: number;
  body: string;
  attempts: number;
}

/** Where one of a chat's dialogues stands. */
export interface Dialogue {
  chatId: number;
  scene: string;
  /** Id of the order it is about; empty where the scene has no subject. */
  subject: string;
  step: string;
  /** Made anew with each dialogue; buttons carry it, so that those of an older one are recognised as stale. */
  token: string;
  /** Whether what the chat sends is meant for it; of a chat's dialogues one at most is, the others are drafts or over. */
  active: boolean;
  data: Record<string, string>;
  /** The message that shows the dialogue. */
  messageId: number | null;
}

/** The tables of stored updates and dialogues. */
export interface ChatStore {
  /** Stores an update; false where it came before. */
  keepUpdate(update: { updateId: number; chatId: number; body: string }): Promise<boolean>;
  /** All unhandled updates, oldest first. */
  waitingUpdates(): Promise<StoredUpdate[]>;
  updateHandled(updateId: number, error: string | null): Promise<void>;
  updateFailed(updateId: number, error: string): Promise<void>;
  /** All dialogues of a chat, the latest first. */
  dialogues(chatId: number): Promise<Dialogue[]>;
  /** Stores a dialogue in place of the same scene's on the same subject; an active one makes the others inactive. */
  keepDialogue(dialogue: Dialogue): Promise<void>;
  /** Drops dialogues of a scene that are at a step, but for one subject's. */
  dropDialogues(chatId: number, scene: string, step: string, exceptSubject: string): Promise<void>;
}
