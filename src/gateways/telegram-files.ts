import { faultOf, TelegramApi } from './telegram-api';

/** What came of fetching a file: its bytes, or why there are none. */
export type Fetched = { outcome: 'fetched'; bytes: Buffer } | { outcome: 'token_refused' } | { outcome: 'refused'; reason: string } | { outcome: 'unreachable' };

const DOWNLOAD_TIMEOUT_MS = 60_000;

/** Fetches a file that Telegram keeps. Its address holds the token: it is kept, logged and told nowhere, nor is what the library says of it. */
export async function fetchFile({ token, apiRoot }: { token: string; apiRoot: string | null }, fileId: string): Promise<Fetched> {
  const api = new TelegramApi(token, apiRoot ?? undefined);
  try {
    const link = await api.telegram.getFileLink(await api.call('getFile', { file_id: fileId }));
    const response = await fetch(link, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    if (!response.ok) return { outcome: 'refused', reason: String(response.status) };
    return { outcome: 'fetched', bytes: Buffer.from(await response.arrayBuffer()) };
  } catch (error) {
    const fault = faultOf(error);
    if (fault.kind !== 'refused') return { outcome: 'unreachable' };
    return /^(Unauthorized|Not Found)$/i.test(fault.reason) ? { outcome: 'token_refused' } : { outcome: 'refused', reason: fault.reason };
  }
}
