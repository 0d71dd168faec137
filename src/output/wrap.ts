/** Breaks lines at their spaces so that they fit a terminal, what follows indented; a word longer than a line stays whole, and a pipe gets each line in one. */
export function wrap(text: string, { isTTY, columns }: { isTTY?: boolean; columns?: number }, indent = 2): string {
  return isTTY && columns ? text.split('\n').map((line) => wrapLine(line, columns, indent)).join('\n') : text;
}

function wrapLine(line: string, columns: number, indent: number): string {
  const [first = '', ...words] = line.split(' ');
  const lines = [first];
  for (const word of words) {
    const last = lines.length - 1;
    const longer = `${lines[last] ?? ''} ${word}`;
    if (lengthOf(longer) <= columns || longer.trim() === word) lines[last] = longer;
    else lines.push(' '.repeat(indent) + word);
  }
  return lines.join('\n');
}

/** Signs that take two columns count as one: loading the library that knows them costs more than a line that is a little long. */
const lengthOf = (text: string): number => [...text].length;
