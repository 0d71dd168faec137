import { randomBytes } from 'node:crypto';

import { DomainError } from '../domain/shared/errors';
import { hasText } from '../locales';
import type { Log } from './talk';
import { plain, type Reader } from './views/view';

/** An error of the domain in the reader's words, as plain text; undefined where it has none and an apology is due. */
export function errorText(reader: Pick<Reader, 'language'>, error: DomainError): string | undefined {
  if (error.kind === 'forbidden' && error.code !== 'quality.own_work') return plain(reader, 'bot:wrong.no_access');
  if (error.kind === 'unavailable') return plain(reader, 'bot:wrong.unavailable');
  const key = `errors:${error.code}`;
  if (error.kind === 'unexpected' || !hasText(reader.language, key)) return undefined;
  const params = Object.fromEntries(Object.entries(error.params).map(([name, value]) => [name, value ?? '']));
  return plain(reader, key, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)])));
}

/** Whether trying again may help: the domain's own answers stay what they are. */
export function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof DomainError) || error.kind === 'unavailable' || error.kind === 'unexpected';
}

/** Logs a fault under a reference that is told to the person who met it; of errors only what cannot hold personal data. */
export function logFault(log: Log, error: unknown, data: object): string {
  const ref = randomBytes(3).toString('hex').toUpperCase();
  log.error({ ref, ...data, ...faultData(error) }, 'update failed');
  return ref;
}

/** What may be said of an error in a log: its name, code and place. */
export function faultData(error: unknown): object {
  if (error instanceof DomainError) return { error: error.code };
  if (!(error instanceof Error)) return { error: typeof error };
  const at = error.stack?.split('\n').filter((line) => line.startsWith('    at ')).slice(0, 5).map((line) => line.trim());
  return { error: error.name, code: (error as { code?: unknown }).code ?? null, at };
}
