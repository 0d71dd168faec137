import type { FastifyInstance } from 'fastify';
import type { CardControl } from '../card/card';
import type { CookiesControl } from '../cookies/cookies';
import type { GoldHatControl } from '../gold-hat/gold-hat';
import type { PaymentsControl } from '../payments/payments';
import type { Desk, DeskState } from '../service/desk';
import type { AskMode } from '../service/modes';
import type { World } from '../world/world';
import { readBody } from './control-error';
import * as schemas from './schemas';

/** What switches of a service can be told. */
interface Wish<M> {
  mode?: M | undefined;
  times?: number | undefined;
  ask_mode?: AskMode | undefined;
  ask_times?: number | undefined;
  delay_ms?: number | null | undefined;
}

/** Gold Hat's switches and book, over HTTP. */
export function goldHatRoutes(server: FastifyInstance, world: World, goldHat: GoldHatControl): void {
  const view = () => ({
    ...switchesOf(world.state.gold_hat),
    recipients: world.state.gold_hat.recipients,
    transfers: goldHat.transfers(),
  });
  server.get('/sim/gold-hat', view);
  server.post('/sim/gold-hat', (request) => {
    const { recipients, ...wish } = readBody(schemas.goldHatBody, request.body);
    turn(goldHat, wish);
    if (recipients !== undefined) goldHat.setRecipients(recipients);
    return view();
  });
  server.post('/sim/gold-hat/release', async () => (await goldHat.release(), view()));
  server.post('/sim/gold-hat/expire', (request) => {
    goldHat.expireKeys(readBody(schemas.keysBody, request.body)?.keys);
    return view();
  });
}

/** The card gateway's switches, book and webhooks, over HTTP. */
export function cardRoutes(server: FastifyInstance, world: World, card: CardControl): void {
  const view = () => ({
    ...switchesOf(world.state.card),
    settle_after_ms: world.state.card.settle_after_ms,
    holding: world.state.card.holding,
    held: card.webhooks.waiting(),
    deliveries: card.webhooks.deliveries(),
    sessions: card.wallet.sessions(),
    charges: card.charges().map((charge) => ({ ...charge, last4: card.wallet.card(charge.card)?.last4 ?? '' })),
  });
  server.get('/sim/card', view);
  server.post('/sim/card', (request) => {
    const { settle_after_ms, holding, ...wish } = readBody(schemas.cardBody, request.body);
    turn(card, wish);
    if (settle_after_ms !== undefined) card.setSettleAfter(settle_after_ms);
    if (holding !== undefined) card.webhooks.hold(holding);
    return view();
  });
  server.post('/sim/card/settle', (request) => {
    const { key, outcome, message } = readBody(schemas.settleBody, request.body);
    return card.settle(key, outcome, message);
  });
  server.post('/sim/card/keep', (request) => {
    const { session, number } = readBody(schemas.keepBody, request.body);
    return card.keep(session, number);
  });
  server.post('/sim/card/deliver', (request) => card.webhooks.deliver(readBody(schemas.keysBody, request.body)?.keys));
  server.post('/sim/card/release', async () => (await card.release(), view()));
  server.post('/sim/card/expire', (request) => {
    card.expireKeys(readBody(schemas.keysBody, request.body)?.keys);
    return view();
  });
}

/** The cookie contractor's switches and book, over HTTP. */
export function cookiesRoutes(server: FastifyInstance, world: World, cookies: CookiesControl): void {
  const view = () => ({ ...switchesOf(world.state.cookies), cookies: cookies.cookies() });
  server.get('/sim/cookies', view);
  server.post('/sim/cookies', (request) => {
    turn(cookies, readBody(schemas.cookiesBody, request.body));
    return view();
  });
  server.post('/sim/cookies/release', async () => (await cookies.release(), view()));
}

/** The switch of Telegram's payments, over HTTP. */
export function paymentsRoutes(server: FastifyInstance, world: World, payments: PaymentsControl): void {
  const view = () => ({ mode: world.state.payments.mode, next: world.state.payments.once });
  server.get('/sim/payments', view);
  server.post('/sim/payments', (request) => {
    const { mode, times } = readBody(schemas.paymentsBody, request.body);
    payments.setMode(mode, times);
    return view();
  });
}

function switchesOf<M extends string>({ mode, once, asking, delay_ms }: DeskState<M>) {
  return { mode, next: once, ask_mode: asking.mode, ask_next: asking.once, delay_ms };
}

function turn<M extends string>(desk: Desk<M>, { mode, times, ask_mode, ask_times, delay_ms }: Wish<M>): void {
  if (mode) desk.setMode(mode, times);
  if (ask_mode) desk.setAskMode(ask_mode, ask_times);
  if (delay_ms !== undefined) desk.setDelay(delay_ms);
}
