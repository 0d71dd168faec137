import type { CookieAnswer, CookieContractor } from '../domain/consumables';
import { asking, bodyOf, isElse, saidBy, unknown, type Body } from './http-answers';

/** Nobody waits for a cookie, so nobody waits long for its contractor either. */
const TIMEOUT_MS = 5000;

/**
 * The fortune cookie contractor over HTTP (C3): one cookie for a key, however often it is told, and of a client only the name. A timeout, a broken
 * connection or an answer that isn't documented is `unknown`: the same key may be told again.
 */
export function cookiesOver(url: string, options: { timeoutMs?: number } = {}): CookieContractor {
  const base = url.replace(/\/+$/, '');
  const signal = () => AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  return {
    order: ({ key, name }) =>
      asking<CookieAnswer>(async () => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': key };
        const response = await fetch(`${base}/orders`, { method: 'POST', headers, body: JSON.stringify({ name }), signal: signal() });
        const body = await bodyOf(response);
        const isRefused = response.status === 422 && saidBy(body) !== undefined && !isElse(body, { key });
        return isRefused ? { outcome: 'refused' } : answerTo(response, body, key);
      }),
    ask: ({ key }) =>
      asking<CookieAnswer>(async () => {
        const response = await fetch(`${base}/orders/${encodeURIComponent(key)}`, { signal: signal() });
        const body = await bodyOf(response);
        const isAbsent = response.status === 404 && body?.error === 'not_found' && !isElse(body, { key });
        return isAbsent ? { outcome: 'absent' } : answerTo(response, body, key);
      }),
  };
}

/** No contractor at all: nobody is ever told anything. */
export function noCookies(): CookieContractor {
  const nobody = () => Promise.resolve({ outcome: 'not_sent' as const });
  return { order: nobody, ask: nobody };
}

/** A promise is only what names the very cookie, its state and its time. */
function answerTo(response: Response, body: Body | undefined, key: string): CookieAnswer {
  const { arrives_at, status } = { ...body } as { arrives_at?: unknown; status?: unknown };
  if (!response.ok) return unknown(saidBy(body) ?? `HTTP ${response.status}`);
  const isInstant = typeof arrives_at === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(arrives_at) && !Number.isNaN(Date.parse(arrives_at));
  if (body?.key !== key || !isInstant) return unknown(`an answer to something else (HTTP ${response.status})`);
  const at = new Date(arrives_at);
  if (status === 'delivered') return { outcome: 'delivered', at };
  return status === 'baking' ? { outcome: 'promised', at } : unknown(`a cookie in an unheard-of state (HTTP ${response.status})`);
}
