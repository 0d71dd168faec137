/** The name that a mistyped one was probably meant to be; empty where none is near. */
export function nearest(typed: string, names: readonly string[]): string {
  const ranked = names.map((name) => ({ name, far: distance(typed, name) })).sort((one, other) => one.far - other.far);
  const best = ranked[0];
  return best && best.far <= Math.max(1, Math.floor(typed.length / 3)) ? best.name : '';
}

/** How many letters must be changed, added, taken out or swapped with their neighbour. */
function distance(from: string, to: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (last[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change, swapped ? (before[j - 2] ?? 0) + 1 : Infinity);
    }
    [before, last] = [last, row];
  }
  return last[to.length] ?? 0;
}
