import type { FastifyInstance } from 'fastify';
import { keyOf, replies } from '../service/replies';
import type { CookiesControl } from './cookies';

/** Serves the external fortune cookie contractor. */
export function cookiesPlugin(server: FastifyInstance, cookies: CookiesControl): void {
  const answer = replies(server);

  server.post('/cookies/orders', async (request, reply) => {
    return answer(reply, await cookies.receive(keyOf(request), request.body));
  });

  server.get<{ Params: { key: string } }>('/cookies/orders/:key', (request, reply) => {
    return answer(reply, cookies.ask(request.params.key));
  });
}
