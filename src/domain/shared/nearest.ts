/** The name that a mistyped one was probably meant to be; undefined where none is near. */
export function nearest(typed: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const name of names) {
    // Each letter more or less is an edit; what differs too much in length needs no table.
    const edits = Math.abs(name.length - typed.length) < fewest ? editsBetween(typed.toLowerCase(), name.toLowerCase()) : Infinity;
    if (edits < fewest) [best, fewest] = [name, edits];
  }
  return best;
}

/** The letters to change, add, take out or swap with their neighbour; names are short, so the whole table is kept. */
function editsBetween(from: string, to: string): number {
  const table = Array.from({ length: from.length + 1 }, (_row, i) => Array.from({ length: to.length + 1 }, (_cell, j) => (i === 0 ? j : i)));
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= from.length; i++) {
    for (let j = 1; j <= to.length; j++) {
      const changed = at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      (table[i] ?? [])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, changed, swapped);
    }
  }
  return at(from.length, to.length);
}
