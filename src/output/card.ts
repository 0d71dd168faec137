import { clean, paint } from './style';

/** A card's lines: its title, and names with values below each other; fields without a value are left out. */
export function card(title: string, fields: Readonly<Record<string, string | null | undefined>>, output: { isTTY?: boolean }): string[] {
  const told = Object.entries(fields).filter((field): field is [string, string] => field[1] != null && field[1] !== '');
  const width = told.reduce((most, [name]) => Math.max(most, name.length), 0);
  return [clean(title), ...told.map(([name, value]) => `  ${paint('secondary', name.padEnd(width), output)}  ${clean(value)}`)];
}
