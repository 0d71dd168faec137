import type { MiddlewareFn } from 'telegraf';

import type { Place, Press, Thing, ThingPress } from '../callback-data';
import type { BotContext, Talk } from '../talk';
import { noAccess } from './answers';

/** What handles a press: the message is where the button was. */
export type OnThing<T extends Thing> = (talk: Talk, press: Extract<ThingPress, { thing: T }>, messageId: number) => Promise<void>;

/** Handles the presses on one kind of thing, action by action. */
export function onThing<T extends Thing>(thing: T, actions: Record<Extract<ThingPress, { thing: T }>['action'], OnThing<T>>): MiddlewareFn<BotContext> {
  return (ctx, next) => {
    const { press, talk } = ctx;
    if (press?.kind !== 'thing' || press.thing !== thing) return next();
    const own = press as Extract<ThingPress, { thing: T }>;
    return actions[own.action as keyof typeof actions](talk, own, messageIdOf(ctx));
  };
}

/** Where whoever is not known here may go; anything else belongs to people with a role. */
const OPEN: readonly Place[] = ['menu', 'help', 'settings', 'invitation', 'apply', 'status', 'resume'];

/** Handles a button that leads somewhere; `messageId` is null where the place was reached by a command. */
export function onPlace(place: Place, handle: (talk: Talk, arg: string, messageId: number | null) => Promise<void>): MiddlewareFn<BotContext> {
  return (ctx, next) => {
    const { press, talk } = ctx;
    const isPressed = press?.kind === 'go' && press.to === place;
    if (!isPressed && commandOf(ctx) !== place) return next();
    const isOpen = OPEN.includes(place) || (place === 'pay' && talk.hasEarnings);
    if (talk.actor.kind === 'stranger' && !isOpen) return noAccess(talk);
    return isPressed ? handle(talk, press.arg, messageIdOf(ctx)) : handle(talk, '', null);
  };
}

/** Handles the other presses of a kind. */
export function onPress<K extends Press['kind']>(
  kind: K,
  handle: (talk: Talk, press: Extract<Press, { kind: K }>, messageId: number) => Promise<void>,
): MiddlewareFn<BotContext> {
  return (ctx, next) => (ctx.press?.kind === kind ? handle(ctx.talk, ctx.press as Extract<Press, { kind: K }>, messageIdOf(ctx)) : next());
}

/** The command of a message, without its slash; undefined where it is none. */
export function commandOf(ctx: BotContext): string | undefined {
  const text = ctx.message && 'text' in ctx.message && !('forward_origin' in ctx.message) ? ctx.message.text : undefined;
  return text === undefined ? undefined : /^\/([a-z]{1,20})(?:@\w+)?(?:\s|$)/i.exec(text)?.[1]?.toLowerCase();
}

/** The message a button was pressed on. */
function messageIdOf(ctx: BotContext): number {
  return ctx.callbackQuery?.message?.message_id ?? 0;
}
