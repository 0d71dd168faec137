import { createHmac, timingSafeEqual } from 'node:crypto';

import type { CardGateway, ChargeAnswer } from '../domain/billing';
import { CURRENCY } from '../domain/shared/money';
import { asking, bodyOf, isAbout, isElse, isExpired, saidBy, unknown, type Asked, type Body } from './http-answers';

const TIMEOUT_MS = 10_000;

/**
 * The card gateway over HTTP (B7). A timeout, a broken connection or an answer that isn't documented is `unknown`: the card may have been
 * charged, so only the same key again or a question about it may follow. A key that the gateway forgot is `disputed`, never `absent`.
 */
export function cardOver(url: string, options: { timeoutMs?: number } = {}): CardGateway {
  const base = url.replace(/\/+$/, '');
  const call = async (path: string, post?: { key?: string; body: object }) => {
    const response = await fetch(`${base}${path}`, {
      ...(post && { method: 'POST', body: JSON.stringify(post.body) }),
      headers: { ...(post && { 'content-type': 'application/json' }), ...(post?.key !== undefined && { 'idempotency-key': post.key }) },
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
    });
    return { status: response.status, body: await bodyOf(response) };
  };
  return {
    charge: ({ key, amount, card, reference }) =>
      asking(async () => {
        const { status, body } = await call('/charges', { key, body: { amount_minor: amount, currency: CURRENCY, card, reference } });
        return chargeAnswer(status, body, { key, amount_minor: amount });
      }),
    ask: ({ key, amount }) =>
      asking(async () => {
        const { status, body } = await call(`/charges/${encodeURIComponent(key)}`);
        return askAnswer(status, body, { key, amount_minor: amount });
      }),
    begin: ({ customer }) =>
      asking(async () => {
        const { status, body } = await call('/sessions', { body: { customer } });
        if (status !== 201 || !isText(body?.id) || !isAddress(body.url)) return unknown(saidBy(body) ?? `HTTP ${status}`);
        return { outcome: 'begun' as const, session: body.id, url: body.url };
      }),
    card: (session) =>
      asking(async () => {
        const { status, body } = await call(`/sessions/${encodeURIComponent(session)}`);
        if (status !== 200 || body?.id !== session) return unknown(saidBy(body) ?? `HTTP ${status}`);
        if (body.status === 'waiting') return { outcome: 'waiting' as const };
        const { token, last4 } = (body.card ?? {}) as { token?: unknown; last4?: unknown };
        return body.status === 'kept' && isText(token) && isText(last4) ? { outcome: 'kept' as const, token, last4 } : unknown('no card in the answer');
      }),
  };
}

/** No card gateway at all: nothing is ever asked of anybody; `reason` says what to set. */
export function noCardGateway(reason: string): CardGateway {
  const nobody = () => Promise.resolve({ outcome: 'not_sent' as const, reason });
  return { charge: nobody, ask: nobody, begin: nobody, card: nobody };
}

/** Whether a webhook's header `x-card-signature` is this secret's signature of exactly these bytes. */
export function verifyCardSignature(rawBody: string | Buffer, header: string | undefined, secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`);
  const given = Buffer.from(header ?? '');
  return secret !== '' && given.length === expected.length && timingSafeEqual(given, expected);
}

/** What a charge must say of itself under each status of HTTP. */
const MEANT: Record<number, string> = { 201: 'paid', 202: 'pending', 402: 'declined' };

/** Certain is only what names the very charge, or what the gateway refuses in its own words before it charges (422). */
function chargeAnswer(status: number, body: Body | undefined, asked: Asked): ChargeAnswer {
  const said = saidBy(body);
  if (isElse(body, asked)) return somethingElse(status);
  const meant = MEANT[status];
  if (meant !== undefined) return isAbout(body, asked) && body.status === meant ? byStatus(body) : somethingElse(status);
  if (status === 409 && (body?.error === 'key_reused' || isExpired(body))) return { outcome: 'disputed', reason: said ?? '' };
  return status === 422 && said !== undefined ? { outcome: 'declined', reason: said } : unknown(said ?? `HTTP ${status}`);
}

function askAnswer(status: number, body: Body | undefined, asked: Asked): ChargeAnswer | { outcome: 'absent' } {
  if (isExpired(body)) return { outcome: 'disputed', reason: 'key_expired' };
  if (isElse(body, asked)) return somethingElse(status);
  if (status === 404) return body?.error === 'not_found' ? { outcome: 'absent' } : unknown('HTTP 404, not by the card gateway');
  if (status !== 200) return unknown(saidBy(body) ?? `HTTP ${status}`);
  return isAbout(body, asked) ? byStatus(body) : somethingElse(status);
}

/** What a charge that is surely the one asked for says of itself. */
function byStatus({ id, status, message }: Body): ChargeAnswer {
  if (status === 'paid' && isText(id)) return { outcome: 'paid', id };
  if (status === 'declined') return { outcome: 'declined', reason: isText(message) ? message : 'declined' };
  return unknown(status === 'pending' ? 'not settled yet' : 'a charge in no known state');
}

const somethingElse = (status: number) => unknown(`an answer to something else (HTTP ${status})`);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Only a web address may go under a button. */
const isAddress = (value: unknown): value is string => isText(value) && /^https?:\/\//.test(value) && URL.canParse(value);
