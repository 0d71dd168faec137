import type { FastifyInstance } from 'fastify';
import { keyOf, replies } from '../service/replies';
import type { GoldHatControl } from './gold-hat';

/** Serves the external money-transfer service. */
export function goldHatPlugin(server: FastifyInstance, goldHat: GoldHatControl): void {
  const answer = replies(server);

  server.post('/gold-hat/transfers', async (request, reply) => {
    return answer(reply, await goldHat.receive(keyOf(request), request.body));
  });

  server.get<{ Params: { key: string } }>('/gold-hat/transfers/:key', (request, reply) => {
    return answer(reply, goldHat.ask(request.params.key));
  });
}
