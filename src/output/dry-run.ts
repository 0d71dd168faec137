import type { Actor, Runner } from '../domain/shared/work';

/** Runs a process exactly as it would run, but in one transaction of which nothing stays; returns what would have come of it. */
export async function withoutKeeping<W, A extends Runner<W>, T>(app: A & Runner<W>, actor: Actor, work: (app: A) => Promise<T>): Promise<T> {
  const undo = new Error('nothing is to stay');
  const outcome: T[] = [];
  try {
    await app.run(actor, async (w) => {
      outcome.splice(0, Infinity, await work({ ...app, run: (_actor: Actor, inner: (w: W) => Promise<unknown>) => inner(w), query: (_actor: Actor, inner: (w: W) => Promise<unknown>) => inner(w) }));
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return outcome[0] as T;
}
