import type { Actor, Runner } from '../domain/shared/work';

/** Runs a process exactly as it would run, but in one transaction of which nothing stays; returns what would have come of it. */
export async function withoutKeeping<W, T>(app: Runner<W>, actor: Actor, work: (app: Runner<W>) => Promise<T>): Promise<T> {
  const undo = new Error('nothing is to stay');
  const outcome: T[] = [];
  try {
    await app.run(actor, async (w) => {
      outcome.splice(0, Infinity, await work({ run: (_actor, inner) => inner(w), query: (_actor, inner) => inner(w) }));
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return outcome[0] as T;
}
