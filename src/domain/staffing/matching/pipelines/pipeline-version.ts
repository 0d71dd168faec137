import type { Pipeline } from '../engine/match';

/** A version as it was stored: immutable. */
export interface StoredPipeline extends Pipeline {
  name: string;
  number: number;
  reason: string | null;
  /** Who added it, by id; null where the system did. */
  author: string | null;
  addedAt: Date;
}

/** What was done with a version. Rows are only ever added. */
export interface PipelineMove {
  seq: number;
  /** Comes after the ids of matches that were made before it. */
  id: string;
  version: string;
  move: 'activated' | 'rolled_back' | 'shadow' | 'shadow_stopped';
  /** What was in force before. */
  replaces: string | null;
  reason: string | null;
  actor: string | null;
  /** Since when it holds. */
  from: Date;
}

/** Where a version stands. */
export type PipelineState = 'active' | 'shadow' | 'replaced' | 'draft';

/** The versions a rollback can go back through, oldest first; the last one is in force. Going back takes away what came in between. */
export function activeStack(moves: readonly PipelineMove[]): PipelineMove[] {
  return moves.reduce<PipelineMove[]>((stack, move) => {
    if (move.move === 'activated') return [...stack, move];
    return move.move === 'rolled_back' ? stack.slice(0, -1) : stack;
  }, []);
}

/** The versions that run in shadow, each with the move that began it; being put in force ends it. */
export function shadowsIn(moves: readonly PipelineMove[]): PipelineMove[] {
  const last = new Map<string, PipelineMove>();
  for (const move of moves) last.set(move.version, move);
  return [...last.values()].filter(({ move }) => move === 'shadow');
}

/** Where a version stands by all moves, and since when; null where nobody ever moved it. */
export function standingOf(moves: readonly PipelineMove[], version: string): { state: PipelineState; since: Date } | null {
  const lastActive = moves.findLast(({ move }) => move === 'activated' || move === 'rolled_back');
  if (lastActive?.version === version) return { state: 'active', since: lastActive.from };
  const shadow = shadowsIn(moves).find((move) => move.version === version);
  if (shadow) return { state: 'shadow', since: shadow.from };
  const replaced = moves.find(({ replaces, seq }) => replaces === version && seq > (moves.findLast((move) => move.version === version)?.seq ?? 0));
  if (replaced) return { state: 'replaced', since: replaced.from };
  const last = moves.findLast((move) => move.version === version);
  return last ? { state: 'draft', since: last.from } : null;
}
