import type { AlertStore } from './alert-store';
import type { CardKey, MessageKey, OutboxRow } from './message';
import type { StaffTask, TaskKind } from './task';

/** Numbers of the policy of messages. */
export interface NotificationsPolicy {
  /** How long before its time a worker is reminded of a job. */
  job_soon_minutes: number;
}

/** The tables of the outbox, live cards, alerts and staff tasks. */
export interface NotificationsStore extends AlertStore {
  policy(): Promise<NotificationsPolicy>;
  enqueueAll(rows: readonly Omit<OutboxRow, 'attempts'>[]): Promise<void>;
  /** The same for one row, unless that person was told this of that event before; tells whether it was written. */
  enqueueOnce(row: Omit<OutboxRow, 'attempts'>): Promise<boolean>;
  /** Who was told this of these events, as `event person`. */
  writtenOf(message: MessageKey, events: readonly string[]): Promise<Set<string>>;
  /** Takes waiting rows in the order they were written and leases them until the instant (real time). */
  claim(limit: number, leasedUntil: Date): Promise<OutboxRow[]>;
  /** Leases a claimed row for longer; false where another process has taken it. */
  renew(row: OutboxRow, leasedUntil: Date): Promise<boolean>;
  /** Ends a row that is still this process's. */
  settle(row: OutboxRow, status: 'sent' | 'untrue' | 'undelivered', error: string | null): Promise<void>;
  postpone(row: OutboxRow, until: Date, countAttempt: boolean, error: string | null): Promise<void>;
  /** Puts what could not be delivered to a person back in line; returns how many. */
  revive(person: string): Promise<number>;
  /** How many messages wait, how many of them may go now (real time), and when the oldest was written. */
  waiting(): Promise<{ count: number; due: number; oldest: Date | null }>;
  card(person: string, card: CardKey, subject: string): Promise<{ chatId: number; messageId: number } | undefined>;
  keepCard(card: { person: string; card: CardKey; subject: string; chatId: number; messageId: number }): Promise<void>;
  /** From now on this is no live card any more: the next one is a message of its own. */
  forgetCard(person: string, card: CardKey, subject: string): Promise<void>;
  openTask(task: { id: string; kind: TaskKind; subject: string; data: StaffTask['data'] }): Promise<boolean>;
  task(id: string): Promise<StaffTask | undefined>;
  tasks(filter: { open: boolean }): Promise<StaffTask[]>;
  /** Whether a task of this kind about this subject was done since then. */
  isTaskDone(kind: TaskKind, subject: string, since: Date): Promise<boolean>;
  closeTask(id: string): Promise<boolean>;
  closeTasksOf(kind: TaskKind, subject: string): Promise<void>;
}
