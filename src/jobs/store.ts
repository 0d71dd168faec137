/** One claim of a job, as `mcf jobs` shows it. */
export interface JobRow {
  name: string;
  startedAt: Date;
  doneAt: Date | null;
  error: string | null;
}

/** A reaction that is to follow its event. */
export interface ReactionDue {
  event: string;
  reaction: string;
  attempts: number;
}

/** The tables of the machine itself: job leases, reactions that are due, and the clock. Leases are real time. */
export interface MachineStore {
  /** Leases a job unless another process holds it; returns the fence that closing it asks for. */
  claimJob(name: string, leasedUntil: Date): Promise<string | undefined>;
  /** Ends a lease; false where it was lost meanwhile. */
  closeJob(name: string, fence: string, error: string | null): Promise<boolean>;
  jobs(): Promise<JobRow[]>;
  reactionsDue(limit: number): Promise<ReactionDue[]>;
  /** What these events asked for is done. */
  reactionsDone(reaction: string, events: readonly string[]): Promise<void>;
  reactionFailed(due: ReactionDue, again: Date, parked: boolean, error: string): Promise<void>;
  /** Removes raw updates that were received before the instant (U5). */
  purgeUpdates(before: Date): Promise<number>;
  /** Forgets what chats have sent and where their dialogues stood, as their people are erased (S7). */
  forgetChats(chats: readonly number[]): Promise<void>;
  setClock(offsetMs: number): Promise<void>;
  /** Notes that the company works with a real token: the simulator is never started on it again. */
  goLive(): Promise<void>;
}
