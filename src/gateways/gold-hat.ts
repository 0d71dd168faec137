import type { GoldHat, TransferAnswer } from '../domain/billing';
import { CURRENCY } from '../domain/shared/money';

const TIMEOUT_MS = 10_000;

/** The parts of Gold Hat's answers that are looked at. */
interface Body {
  key?: unknown;
  amount_minor?: unknown;
  error?: unknown;
  message?: unknown;
}

/**
 * Gold Hat over HTTP (B8). A timeout, a broken connection or an answer that isn't documented is `unknown`: the money may have moved, so
 * only the same key again or a question about it may follow.
 */
export function goldHatOver(url: string, options: { timeoutMs?: number } = {}): GoldHat {
  const base = url.replace(/\/+$/, '');
  const timeout = () => AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  return {
    send: ({ key, amount, recipient, reference }) =>
      asking(async () => {
        const response = await fetch(`${base}/transfers`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify({ amount_minor: amount, currency: CURRENCY, recipient, reference }),
          signal: timeout(),
        });
        return answerTo(response, await bodyOf(response), { key, amount_minor: amount });
      }),
    ask: ({ key, amount }) =>
      asking<TransferAnswer | { outcome: 'absent' }>(async () => {
        const response = await fetch(`${base}/transfers/${encodeURIComponent(key)}`, { signal: timeout() });
        const body = await bodyOf(response);
        if (response.status === 404) return { outcome: 'absent' };
        return response.ok ? answerTo(response, body, { key, amount_minor: amount }) : unknown(`HTTP ${response.status}`);
      }),
  };
}

async function asking<A>(question: () => Promise<A>): Promise<A | { outcome: 'unknown'; reason: string }> {
  try {
    return await question();
  } catch (error) {
    return unknown(reasonOf(error));
  }
}

/** Sent is only what names the very transfer; refused only what Gold Hat refuses in its own words (422). Anything else may have moved money. */
function answerTo(response: Response, body: Body | undefined, asked: { key: string; amount_minor: number }): TransferAnswer {
  const { status } = response;
  const said = saidBy(body);
  if (status === 200 || status === 201) return isAbout(body, asked) ? { outcome: 'sent' } : unknown(`an answer to something else (HTTP ${status})`);
  if (status === 409 && body?.error === 'key_reused') return { outcome: 'disputed', reason: said ?? 'key_reused' };
  return status === 422 && said !== undefined ? { outcome: 'rejected', reason: said } : unknown(said ?? `HTTP ${status}`);
}

/** Whether a body is about the transfer asked for. */
function isAbout(body: Body | undefined, asked: { key: string; amount_minor: number }): boolean {
  return body !== undefined && body.key === asked.key && body.amount_minor === asked.amount_minor;
}

/** The body as an object; undefined where it is something else. Throws where the connection breaks half-way. */
async function bodyOf(response: Response): Promise<Body | undefined> {
  const text = await response.text();
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Gold Hat's own words: `error` as a code, and `message` if it says more. */
function saidBy(body: Body | undefined): string | undefined {
  const nested = typeof body?.error === 'object' && body.error !== null ? (body.error as { code?: unknown; message?: unknown }) : undefined;
  const words = [nested?.code ?? body?.error, nested?.message ?? body?.message].filter((word) => typeof word === 'string' && word !== '');
  return words.length === 0 ? undefined : words.join(': ');
}

const unknown = (reason: string) => ({ outcome: 'unknown' as const, reason });

/** What went wrong on the way; fetch tells the reason proper only as its cause. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Partial<Error>;
  if (name === 'TimeoutError') return 'no answer in time';
  const behind = (cause as Partial<Error> | undefined)?.message;
  return [message ?? String(error), behind].filter(Boolean).join(': ');
}
