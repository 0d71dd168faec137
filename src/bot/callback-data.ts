import { isId } from '../domain/shared/ids';
import type { Language } from '../domain/shared/work';

/** Where a button without a subject leads. */
export const PLACES = ['menu', 'help', 'settings', 'order', 'orders', 'money', 'method', 'jobs', 'away', 'pay', 'ratings', 'kits', 'purchases', 'alerts', 'board', 'reviews', 'invitation', 'resume', 'apply', 'status', 'test', 'withdraw'] as const;
/** One of those places. */
export type Place = (typeof PLACES)[number];

/** What can be done with each kind of thing by a button. */
const ACTIONS = {
  order: ['show', 'cancel', 'repeat', 'why', 'move', 'directions', 'complain'],
  job: ['show', 'here', 'begin', 'place', 'done', 'form', 'unused', 'fail', 'cannot', 'notyet'],
  absence: ['remove'],
  kit: ['show', 'issue', 'other', 'over', 'back', 'partly', 'undo'],
  review: ['show', 'close'],
  alert: ['show', 'take', 'match', 'assign', 'settle'],
  staff: ['show', 'card', 'assign', 'match', 'cancel', 'fail', 'unstart', 'photos', 'timeline'],
  invoice: ['show', 'why', 'pay', 'here', 'pdf'],
  payout: ['show', 'why', 'pdf'],
} as const satisfies Record<string, readonly string[]>;

/** The kinds of things that buttons act on. */
export type Thing = keyof typeof ACTIONS;
/** What a button does with a kind of thing. */
export type ActionOf<T extends Thing> = (typeof ACTIONS)[T][number];

/** A button on a thing; it is bound to the state in which the thing was shown. */
export type ThingPress = { [T in Thing]: { kind: 'thing'; thing: T; action: ActionOf<T>; id: string; version: string } }[Thing];

/** What a button means. It comes from outside: the use case still authorises by who pressed. */
export type Press =
  | { kind: 'go'; to: Place; arg: string }
  | { kind: 'language'; language: Language; where: 'greeting' | 'settings' }
  | ThingPress
  | { kind: 'dialogue'; token: string; step: string; value: string };

/** Telegram's limit. */
export const MAX_BYTES = 64;

/** Writes a press as callback data; throws where it is longer than Telegram takes. */
export function pack(press: Press): string {
  const data = packed(press);
  if (Buffer.byteLength(data) > MAX_BYTES) throw new RangeError(`callback data of ${press.kind} exceeds ${MAX_BYTES} bytes`);
  return data;
}

function packed(press: Press): string {
  switch (press.kind) {
    case 'go':
      return `g:${press.to}:${press.arg}`;
    case 'language':
      return `l:${press.language}:${press.where}`;
    case 'thing':
      return `t:${press.thing}:${press.action}:${shortId(press.id)}:${press.version}`;
    case 'dialogue':
      return `d:${press.token}:${press.step}:${press.value}`;
  }
}

/** Reads callback data; undefined where it is none of ours. */
export function unpack(data: string): Press | undefined {
  if (Buffer.byteLength(data) > MAX_BYTES) return undefined;
  const [kind, ...rest] = data.split(':');
  if (kind === 'g') return readGo(rest);
  if (kind === 'l') return readLanguage(rest);
  if (kind === 't') return readThing(rest);
  return kind === 'd' ? readDialogue(rest) : undefined;
}

function readGo([to, arg = '', more]: string[]): Press | undefined {
  const place = PLACES.find((known) => known === to);
  return place && more === undefined && /^[a-z0-9]{0,20}$/.test(arg) ? { kind: 'go', to: place, arg } : undefined;
}

function readLanguage([language, where, more]: string[]): Press | undefined {
  if ((language !== 'ru' && language !== 'en') || more !== undefined) return undefined;
  return where === 'greeting' || where === 'settings' ? { kind: 'language', language, where } : undefined;
}

function readThing([thing, action, short, version, more]: string[]): Press | undefined {
  const id = longId(short ?? '');
  if (id === undefined || version === undefined || more !== undefined || !/^[a-z]{1,16}$/.test(version)) return undefined;
  const known = (Object.keys(ACTIONS) as Thing[]).find((name) => name === thing);
  if (known === undefined || !(ACTIONS[known] as readonly (string | undefined)[]).includes(action)) return undefined;
  return { kind: 'thing', thing: known, action, id, version } as ThingPress;
}

function readDialogue([token = '', step = '', ...value]: string[]): Press | undefined {
  if (!/^[\w-]{8}$/.test(token) || !/^[a-z]{1,12}$/.test(step)) return undefined;
  return { kind: 'dialogue', token, step, value: value.join(':') };
}

/** An id in 22 characters. */
export function shortId(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

/** The id that was shortened; undefined where it is none. */
export function longId(short: string): string | undefined {
  if (!/^[\w-]{22}$/.test(short)) return undefined;
  const hex = Buffer.from(short, 'base64url').toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isId(id) && shortId(id) === short ? id : undefined;
}
