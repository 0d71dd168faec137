import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keyOf, replies } from '../service/replies';
import type { CardControl } from './card';

const numberBody = z.strictObject({ number: z.string().max(40) });

interface SessionRoute {
  Params: { id: string };
}

/** Serves the external card gateway: what the company calls, and the page on which its clients enter cards. */
export function cardPlugin(server: FastifyInstance, card: CardControl, pageDir: string): void {
  const answer = replies(server);

  server.post('/card/charges', async (request, reply) => answer(reply, await card.receive(keyOf(request), request.body)));
  server.get<{ Params: { key: string } }>('/card/charges/:key', (request, reply) => answer(reply, card.ask(request.params.key)));
  server.post('/card/sessions', async (request, reply) => {
    const urlOf = (session: string) => `http://${request.host}/card/enter/${session}`;
    return answer(reply, await card.begin(request.body, urlOf));
  });
  server.get<SessionRoute>('/card/sessions/:id', (request, reply) => answer(reply, card.askSession(request.params.id)));

  server.get<SessionRoute>('/card/enter/:id', (request, reply) => {
    const known = card.wallet.session(request.params.id) !== undefined;
    const page = readFileSync(join(pageDir, 'card.html'));
    return reply.code(known ? 200 : 404).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
  });
  // The page learns no token: that is between the gateway and the company.
  server.get<SessionRoute>('/card/enter/:id/state', (request, reply) => {
    const session = card.wallet.session(request.params.id);
    if (!session) return reply.code(404).send({ error: 'not_found' });
    return { last4: session.token === null ? null : (card.wallet.card(session.token)?.last4 ?? null) };
  });
  server.post<SessionRoute>('/card/enter/:id/state', (request, reply) => {
    const parsed = numberBody.safeParse(request.body);
    if (!parsed.success) return reply.code(422).send({ error: 'invalid', message: z.prettifyError(parsed.error) });
    try {
      return { last4: card.keep(request.params.id, parsed.data.number).last4 };
    } catch (error) {
      return reply.code(422).send({ error: 'invalid', message: (error as Error).message });
    }
  });
}
