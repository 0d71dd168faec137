import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Change } from '../world/changes';
import { viewOf } from '../world/view';
import type { World } from '../world/world';

/** Pushes every change to the pages that are open, as server-sent events. */
export function streamRoutes(server: FastifyInstance, world: World): void {
  const open = new Set<FastifyReply>();
  const stop = world.changes.subscribe((change) => {
    if (open.size === 0 || change.type === 'closed') return;
    const event = `data: ${JSON.stringify(eventOf(change))}\n\n`;
    for (const reply of open) reply.raw.write(event);
  });
  server.addHook('preClose', (done) => {
    stop();
    for (const reply of open) reply.raw.end();
    done();
  });
  server.get('/sim/stream', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.raw.write('retry: 1000\n\n');
    open.add(reply);
    reply.raw.once('close', () => open.delete(reply));
    return reply;
  });
}

function eventOf(change: Change): object {
  if (change.type !== 'message') return change;
  return { type: 'message', chatId: change.chatId, message: viewOf(change.message) };
}
