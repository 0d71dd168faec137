import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answers';

/** How a simulated service speaks HTTP: its errors are JSON with code 422, and an answer that never comes is broken off when the server closes. */
export function replies(server: FastifyInstance): (reply: FastifyReply, answer: Answer) => FastifyReply {
  const hanging = new Set<FastifyReply>();
  server.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const callersFault = error.statusCode !== undefined && error.statusCode < 500;
    void reply.code(callersFault ? 422 : 500).send({ error: 'invalid', message: error.message });
  });
  server.addHook('preClose', (done) => {
    for (const reply of hanging) reply.raw.destroy();
    done();
  });
  return (reply, answer) => {
    if (answer !== 'hang') {
      const { code, body, raw } = answer;
      return raw === undefined ? reply.code(code).send(body) : reply.code(code).type(typeOf(raw)).send(raw);
    }
    hanging.add(reply);
    reply.raw.once('close', () => hanging.delete(reply));
    return reply.hijack();
  };
}

/** The key under which the caller asks for something once. */
export function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  return Array.isArray(key) ? key[0] : key;
}

const typeOf = (raw: string) => (raw.startsWith('<') ? 'text/html' : 'application/json');
