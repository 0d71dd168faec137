import type { FastifyInstance, FastifyReply } from 'fastify';
import type { GoldHatControl } from './gold-hat';

/** Serves the external money-transfer service. */
export function goldHatPlugin(server: FastifyInstance, goldHat: GoldHatControl): void {
  const hanging = new Set<FastifyReply>();

  server.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const callersFault = error.statusCode !== undefined && error.statusCode < 500;
    void reply.code(callersFault ? 422 : 500).send({ error: 'invalid', message: error.message });
  });
  server.addHook('preClose', (done) => {
    for (const reply of hanging) reply.raw.destroy();
    done();
  });

  server.post('/gold-hat/transfers', (request, reply) => {
    const key = request.headers['idempotency-key'];
    const answer = goldHat.receive(Array.isArray(key) ? key[0] : key, request.body);
    if (answer !== 'hang') return reply.code(answer.code).send(answer.body);
    hanging.add(reply);
    reply.raw.once('close', () => hanging.delete(reply));
    reply.hijack();
    return reply;
  });

  server.get<{ Params: { key: string } }>('/gold-hat/transfers/:key', (request, reply) => {
    const transfer = goldHat.find(request.params.key);
    return transfer ? reply.send(transfer) : reply.code(404).send({ error: 'not_found' });
  });
}
