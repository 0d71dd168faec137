import type { FastifyInstance } from 'fastify';
import type { CardControl } from '../card/card';
import type { Cats } from '../cats/cats';
import type { CookiesControl } from '../cookies/cookies';
import type { GoldHatControl } from '../gold-hat/gold-hat';
import type { PaymentsControl } from '../payments/payments';
import { viewOf, type MessageView } from '../world/view';
import type { World } from '../world/world';
import { catRoutes, catView } from './cat-routes';
import { ControlError } from './control-error';
import { cardRoutes, cookiesRoutes, goldHatRoutes, paymentsRoutes } from './money-routes';
import { streamRoutes } from './stream';
import { chatRoutes, clockRoutes, type SimulatorClock } from './world-routes';

/** What the control API controls. */
export interface Controlled {
  world: World;
  cats: Cats;
  goldHat: GoldHatControl;
  card: CardControl;
  cookies: CookiesControl;
  payments: PaymentsControl;
  clock: SimulatorClock | undefined;
}

/** Serves `/sim/…`: everything the page does, for the page and for tests. */
export function controlPlugin(server: FastifyInstance, parts: Controlled): void {
  const { world, cats, goldHat, card, cookies, payments, clock } = parts;
  server.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    if (error instanceof ControlError) {
      return reply.code(error.code).send({ error: error.key, message: error.message });
    }
    // What a cat can't do is the caller's mistake: the operations themselves never fail otherwise.
    const code = error.statusCode ?? 400;
    return reply.code(code).send({ error: code < 500 ? 'invalid' : 'internal', message: error.message });
  });
  server.get('/sim/state', () => ({
    bot: world.bot,
    cats: cats.all().map((cat) => catView(cat)),
    groups: Object.values(world.state.chats)
      .filter((chat) => chat.type === 'group')
      .map(({ id, title, members }) => ({ id, title, members })),
    lasts: lastMessages(world),
    clock_zone: clock?.zone ?? null,
  }));
  catRoutes(server, cats);
  chatRoutes(server, world, cats);
  goldHatRoutes(server, world, goldHat);
  cardRoutes(server, world, card);
  cookiesRoutes(server, world, cookies);
  paymentsRoutes(server, world, payments);
  clockRoutes(server, world, clock);
  streamRoutes(server, world);
}

/** The newest message of each chat, by chat. */
function lastMessages(world: World): Record<string, MessageView> {
  const chats = Object.values(world.state.chats);
  return Object.fromEntries(chats.flatMap(({ id, messages }) => messages.slice(-1).map((last) => [id, viewOf(last)])));
}
