/** Does something for one thing after the other, so that what goes wrong with one holds up no other; throws the first fault once all had their turn. Returns how often it was done. */
export async function forEach<T>(things: readonly T[], work: (thing: T) => Promise<boolean>): Promise<number> {
  let done = 0;
  const faults: unknown[] = [];
  for (const thing of things) {
    try {
      if (await work(thing)) done += 1;
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
  return done;
}
