import type { App } from './app';
import { SYSTEM } from './domain/shared/work';
import { allow } from './domain/users';
import { clockFixed } from './errors';

/** Moves the company's business clock, from then on for every process; refused once the company works with a real token. Returns the new offset from real time in milliseconds. */
export async function moveClock(app: App, to: Date): Promise<number> {
  const { live } = await app.company();
  if (live) throw clockFixed();
  const offsetMs = to.getTime() - app.wall().getTime();
  await app.run(SYSTEM, async (w) => {
    allow(w, 'move-clock');
    await w.machine.setClock(offsetMs);
  });
  return offsetMs;
}
