import type { Role } from '../../domain/shared/work';
import type { Person } from '../../domain/users';
import type { Post, PostButton } from '../../gateways/telegram-api';
import type { Place } from '../callback-data';
import { button, contact, labelled, post, say, type Reader } from './view';

/** Who reads, and whether they are known. */
export type Known = Reader & { person: Person | undefined; is(role: Role): boolean };

/** What each role can do, by command. */
const OF_ROLE: Partial<Record<Role, readonly Place[]>> = {
  client: ['order', 'orders', 'money'],
  worker: ['jobs', 'pay'],
  supplies: ['kits', 'purchases'],
  manager: ['alerts', 'board', 'reviews'],
  candidate: ['apply', 'status'],
};

const ROLES = ['client', 'worker', 'supplies'] as const;
/** Every role that has something to do here. */
const DOING = [...ROLES, 'manager', 'candidate'] as const;

/** What somebody does here; an admin may do what managers may. */
const rolesOf = (known: Known) => DOING.filter((role) => known.is(role) || (role === 'manager' && known.is('admin')));

/** What somebody who is not known can do. */
const OF_STRANGERS: readonly Place[] = ['apply', 'status'];

/** Whoever was deactivated has nothing to do here; whoever once worked here still sees the earnings (B10). */
const ofFormer = ({ person }: Known): Place[] => (person?.roles.includes('worker') ? ['pay'] : []);

/** The commands of everybody who is known. */
const COMMON = ['menu', 'cancel', 'settings', 'help'] as const;

/** What the reader's roles offer: the union of them. */
function placesOf(known: Known): Place[] {
  const kind = kindOf(known);
  if (kind === 'stranger') return [...OF_STRANGERS];
  if (kind === 'former') return ofFormer(known);
  return rolesOf(known).flatMap((role) => OF_ROLE[role] ?? []);
}

/** The names of the commands behind ☰; a stranger has no settings yet. */
export function commandsOf(known: Known): string[] {
  const common = isOutside(known) ? COMMON.filter((command) => command !== 'settings') : COMMON;
  return [...placesOf(known), ...common];
}

/** The first words, by what the cat is here for. */
export function greeting(known: Known): Post {
  const name = known.person?.name ?? '';
  const kind = kindOf(known);
  const text = say(known, `bot:greeting.${kind}`, { name });
  if (kind === 'stranger') return post([text], [[workButton(known)], [button(known, 'bot:button.invitation', { kind: 'go', to: 'invitation', arg: '' })]]);
  if (kind === 'former') return post([text], [...ofFormer(known).map((place) => [goButton(known, place)]), contact(known)]);
  return post([text], [...(kind === 'candidate' ? [] : placeRows(known)), [otherLanguage(known)]]);
}

/** Whether somebody is here for an application, and for nothing else. */
export const isOnlyCandidate = (known: Known): boolean => kindOf(known) === 'candidate';

/** Whether the reader has no account, or has none any more. */
const isOutside = (known: Known): boolean => ['stranger', 'former'].includes(kindOf(known));

function kindOf(known: Known): string {
  if (known.person?.status === 'deactivated') return 'former';
  if (!known.is('client') && !known.is('worker') && !known.is('supplies')) {
    if (known.is('manager') || known.is('admin')) return 'staff';
    return known.is('candidate') ? 'candidate' : 'stranger';
  }
  return ROLES.find((role) => known.is(role)) ?? 'stranger';
}

/** What can be done, as buttons. */
export function menu(known: Known, options: { title?: string; canResume?: boolean } = {}): Post {
  const resume = options.canResume ? [resumeRow(known)] : [];
  const hello = greeting(known);
  if (isOutside(known)) return { ...hello, keyboard: [...resume, ...hello.keyboard] };
  const mayApply = known.is('client') && !known.is('worker') && !known.is('candidate');
  const rest = [goButton(known, 'settings'), goButton(known, 'help')];
  return post([say(known, options.title ?? 'bot:menu')], [...resume, ...placeRows(known), mayApply ? [workButton(known)] : [], rest]);
}

/** The way back to what was begun and left. */
export const resumeRow = (known: Known): PostButton[] => [button(known, 'bot:button.resume', { kind: 'go', to: 'resume', arg: '' })];

/** The way to what can be done. */
export const menuRow = (known: Known): PostButton[] => [goButton(known, 'menu')];

/** What the commands and buttons do. */
export function help(known: Known): Post {
  if (isOutside(known)) return kindOf(known) === 'former' ? greeting(known) : post([say(known, 'bot:help.stranger')], greeting(known).keyboard);
  return post([...rolesOf(known).map((role) => say(known, `bot:help.${role}`)), say(known, 'bot:help.all')], [menuRow(known)]);
}

/** The language, and the way to the other one. */
export function settings(known: Known): Post {
  const language = (['ru', 'en'] as const).map((one) => labelled(one === 'ru' ? 'Русский' : 'English', { kind: 'language', language: one, where: 'settings' }));
  return post([say(known, 'bot:settings')], [language]);
}

const workButton = (known: Known): PostButton => button(known, 'bot:button.work', { kind: 'go', to: 'apply', arg: '' });

function otherLanguage(known: Known): PostButton {
  const language = known.language === 'ru' ? 'en' : 'ru';
  return labelled(language === 'ru' ? 'Русский' : 'English', { kind: 'language', language, where: 'greeting' });
}

/** Whether a candidate may apply is told where its application stands, and offered there. */
function placeRows(known: Known): PostButton[][] {
  return placesOf(known).filter((place) => place !== 'apply').map((place) => [goButton(known, place)]);
}

const goButton = (known: Known, to: Place): PostButton => button(known, `bot:command.${to}`, { kind: 'go', to, arg: '' });
