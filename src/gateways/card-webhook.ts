import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';

import { DomainError } from '../domain/shared/errors';
import { verifyCardSignature } from './card';

/** Where the card gateway tells of settled charges. */
export const CARD_WEBHOOK_PATH = '/webhooks/card';

const BODY_LIMIT_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 10_000;
const KEY_MAX = 200;
const LOCAL = '127.0.0.1';

/** What the listener is made of. */
export interface CardWebhookOptions {
  /** 0 takes any that is free. */
  port: number;
  /** What the gateway signs with. */
  secret: string;
  /** Finds out what became of a charge; `waiting` where that could not be told, so that the gateway tells again. */
  settle: (key: string) => Promise<'settled' | 'waiting'>;
  log: { error(data: object, message: string): void };
}

/** A listener at work. */
export interface CardWebhook {
  port: number;
  /** Ends after what is under way. */
  close(): Promise<void>;
}

/**
 * Listens for the card gateway's webhooks, on this machine only: a proxy before it speaks TLS. A signed body names the key of a charge that
 * was settled, which is but a hint to go and ask; 200 is answered once what the gateway said is in the books, anything else makes it tell again.
 */
export async function startCardWebhook({ port, secret, settle, log }: CardWebhookOptions): Promise<CardWebhook> {
  const server = fastify({ bodyLimit: BODY_LIMIT_BYTES, requestTimeout: REQUEST_TIMEOUT_MS });
  // The signature is of the bytes as they came.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.post(CARD_WEBHOOK_PATH, async (request: FastifyRequest, reply: FastifyReply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!verifyCardSignature(body, headerOf(request), secret)) return reply.code(401).send({ error: 'bad_signature' });
    const key = keyOf(body);
    if (key === undefined) return reply.code(400).send({ error: 'bad_body' });
    const { code, ...answer } = await answerTo(() => settle(key), log);
    return reply.code(code).send(answer);
  });
  const address = await server.listen({ host: LOCAL, port });
  return { port: Number(new URL(address).port), close: () => server.close() };
}

function headerOf({ headers }: FastifyRequest): string | undefined {
  const signature = headers['x-card-signature'];
  return typeof signature === 'string' ? signature : undefined;
}

async function answerTo(settle: () => Promise<'settled' | 'waiting'>, log: CardWebhookOptions['log']): Promise<{ code: number; status?: string; error?: string }> {
  try {
    const status = await settle();
    return status === 'settled' ? { code: 200, status } : { code: 503, error: 'not_known_yet' };
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not_found') return { code: 404, error: 'not_found' };
    log.error({ err: error }, 'card webhook failed');
    return { code: 500, error: 'failed' };
  }
}

/** The key that a body of the form {type: 'charge.settled', key} names. */
function keyOf(body: Buffer): string | undefined {
  try {
    const read = JSON.parse(body.toString('utf8')) as { type?: unknown; key?: unknown } | null;
    const key = read?.type === 'charge.settled' ? read.key : undefined;
    return typeof key === 'string' && key !== '' && key.length <= KEY_MAX ? key : undefined;
  } catch {
    return undefined;
  }
}
