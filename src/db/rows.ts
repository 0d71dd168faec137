import type { Params } from './sql';

/** An instant column as a Date; stored as ISO 8601 text in UTC. */
export const instant = (text: string): Date => new Date(text);

/** An instant column that may be empty. */
export const instantOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Placeholders for `IN (…)` over these values; never empty, so that an empty list matches nothing. */
export const inList = (values: readonly string[]): string => (values.length === 0 ? 'NULL' : values.map((_, at) => `$v${at}`).join(', '));

/** The parameters that `inList` names. */
export const listParams = (values: readonly string[]): Params => Object.fromEntries(values.map((value, at) => [`v${at}`, value]));

/** Asks in portions, since a statement takes a limited number of parameters. */
export async function inPortions<R>(values: readonly string[], ask: (portion: readonly string[]) => Promise<R[]>): Promise<R[]> {
  const PORTION = 500;
  const found: R[] = [];
  for (let at = 0; at < values.length; at += PORTION) found.push(...(await ask(values.slice(at, at + PORTION))));
  return found;
}
