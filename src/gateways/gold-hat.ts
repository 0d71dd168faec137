import type { GoldHat, TransferAnswer } from '../domain/billing';
import { CURRENCY } from '../domain/shared/money';
import { asking, bodyOf, isAbout, isElse, isExpired, saidBy, unknown, type Asked, type Body } from './http-answers';

const TIMEOUT_MS = 10_000;

/**
 * Gold Hat over HTTP (B8). A timeout, a broken connection or an answer that isn't documented is `unknown`: the money may have moved, so
 * only the same key again or a question about it may follow. A key that Gold Hat forgot is `disputed`, never `absent`.
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
        return answerTo(response.status, await bodyOf(response), { key, amount_minor: amount });
      }),
    ask: ({ key, amount }) =>
      asking<TransferAnswer | { outcome: 'absent' }>(async () => {
        const response = await fetch(`${base}/transfers/${encodeURIComponent(key)}`, { signal: timeout() });
        const body = await bodyOf(response);
        const { status } = response;
        if (isExpired(body)) return { outcome: 'disputed', reason: 'key_expired' };
        if (status === 404) return body?.error === 'not_found' && !isElse(body, { key }) ? { outcome: 'absent' } : unknown('HTTP 404, not by Gold Hat');
        return response.ok ? answerTo(status, body, { key, amount_minor: amount }) : unknown(`HTTP ${status}`);
      }),
  };
}

/** Sent is only what names the very transfer; refused only what Gold Hat refuses in its own words (422). Anything else may have moved money. */
function answerTo(status: number, body: Body | undefined, asked: Asked): TransferAnswer {
  const said = saidBy(body);
  if (isElse(body, asked)) return unknown(`an answer to something else (HTTP ${status})`);
  if (status === 200 || status === 201) return isAbout(body, asked) ? { outcome: 'sent' } : unknown(`an answer to something else (HTTP ${status})`);
  if (status === 409 && (body?.error === 'key_reused' || isExpired(body))) return { outcome: 'disputed', reason: said ?? '' };
  return status === 422 && said !== undefined ? { outcome: 'rejected', reason: said } : unknown(said ?? `HTTP ${status}`);
}
