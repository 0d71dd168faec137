import type { Sweep } from './global-setup';

/** Waits until nothing of the run is left. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as unknown as { sweep: Sweep }).sweep();
}
