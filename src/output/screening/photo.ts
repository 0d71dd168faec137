import { existsSync } from 'node:fs';

import type { Config } from '../../config';
import { readPhoto } from '../../domain/orders';
import { DomainError } from '../../domain/shared/errors';
import { catNumber } from '../../domain/shared/ids';
import { candidatePhoto, type Candidate } from '../../domain/staffing';
import { tokenRefused } from '../../errors';
import { readRuntime } from '../../runtime';
import type { Look } from '../choose';
import { checkWritable, writeWhole } from '../files';

/** Nobody but its owner reads a file with somebody's picture. */
const PRIVATE = 0o600;

/** A photo that was saved. */
export interface SavedPhoto {
  file: string;
  bytes: number;
}

/** Fetches a candidate's photo from Telegram into a file, `candidate-C-000042.jpg` unless another is named; throws `cli.usage` where one is there and is not to be replaced. */
export async function savePhoto(settings: Config, { candidate, fileId }: { candidate: Candidate; fileId: string }, { out, force }: { out?: string | undefined; force: boolean }): Promise<SavedPhoto> {
  const file = out ?? `candidate-${catNumber(candidate.number)}.jpg`;
  if (!force && existsSync(file)) throw new DomainError('cli.usage', 'usage', { problem: 'exists', file });
  checkWritable(file);
  const { bytes } = readPhoto(await fetched(settings, fileId));
  writeWhole(file, bytes, PRIVATE);
  return { file, bytes: bytes.length };
}

/** The same for a candidate at hand; returns the file. */
export async function saveNow({ id }: Candidate, look: Look, settings: Config): Promise<string> {
  return (await savePhoto(settings, await look((w) => candidatePhoto(w, id)), { force: false })).file;
}

/** The photo as Telegram hands it out: with the token that is configured, or that of the simulator that runs. */
async function fetched(settings: Config, fileId: string): Promise<Buffer> {
  const running = settings.botToken === null ? readRuntime(settings) : undefined;
  const token = settings.botToken ?? running?.token ?? null;
  if (token === null) throw new DomainError('cli.no_bot_token', 'unavailable');
  const { fetchFile } = await import('../../gateways/telegram-files');
  const found = await fetchFile({ token, apiRoot: settings.telegramApiRoot ?? running?.telegram_api_root ?? null }, fileId);
  if (found.outcome === 'fetched') return found.bytes;
  if (found.outcome === 'token_refused') throw tokenRefused();
  throw found.outcome === 'refused' ? new DomainError('cli.photo_refused', 'unavailable', { detail: found.reason }) : new DomainError('cli.telegram_unreachable', 'unavailable');
}
