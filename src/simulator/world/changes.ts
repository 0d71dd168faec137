import type { StoredMessage, Toast } from './types';

/** Something that happened in the simulated world and that a watcher may want to know. */
export type Change =
  | { type: 'message'; chatId: number; message: StoredMessage }
  | { type: 'deleted'; chatId: number; messageId: number }
  | { type: 'toast'; chatId: number; catId: number; toast: Toast }
  | { type: 'answered'; chatId: number; queryId: string; messageId: number }
  | { type: 'typing'; chatId: number }
  | { type: 'chat'; chatId: number }
  | { type: 'commands' }
  | { type: 'gold_hat' }
  | { type: 'card' }
  | { type: 'payments' }
  | { type: 'cookies' }
  | { type: 'clock' }
  | { type: 'closed' };

/** Tells watchers about changes, in order and at once. */
export class Changes {
  private readonly listeners = new Set<(change: Change) => void>();

  /** Calls `listener` for every later change until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells everyone who watches. */
  emit(change: Change): void {
    for (const listener of [...this.listeners]) listener(change);
  }
}
