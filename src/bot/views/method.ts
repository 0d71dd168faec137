import type { Invoice, PaymentMethod, PaymentMethodView } from '../../domain/billing';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { offeredHere, type MoneySettings } from '../money-settings';
import { sum } from './facts';
import { button, escapeHtml, plain, post, say, type Reader } from './view';

/** How a client pays, and how else it could (B7); `notice` says what has just changed. */
export function methodCard(reader: Reader, chosen: PaymentMethodView, settings: MoneySettings, notice?: string): Post {
  const { method, last4, offered } = offeredHere(chosen, settings);
  const others = offered.filter((one) => one !== method).flatMap((one) => otherWay(reader, one, last4));
  const hasCard = last4 !== null;
  const enter = offered.includes('card') ? [go(reader, hasCard ? 'bot:method.other_card' : 'bot:method.enter', 'add')] : [];
  return post(
    [notice === undefined ? null : escapeHtml(notice), `<b>${nowLine(reader, method, last4, settings)}</b>`, hasCard && method !== 'card' && say(reader, 'bot:method.kept', { last4 })],
    [...others.map((one) => [one]), enter, hasCard ? [go(reader, 'bot:method.remove', `drop${tagOf(last4)}`)] : [], [backToMoney(reader)]],
  );
}

/** Invoices that a card is charged for as soon as the client pays by it. */
export type DueByCard = readonly Pick<Invoice, 'number' | 'open'>[];

/** The way to the page where a card is entered, and what is charged then: its number never comes here. Without an address it is entered already. */
export function enterCard(reader: Reader, url: string | null, due: DueByCard): Post {
  return post(
    [url === null ? null : say(reader, 'bot:method.entering'), charges(reader, 'bot:method.charges', due)],
    [url === null ? [] : [{ text: say(reader, 'bot:method.open_page'), url }], [go(reader, 'bot:method.entered', `done${sumTag(due)}`)], [go(reader, 'bot:button.back', '')]],
  );
}

/** What choosing the card on file charges at once, before it is chosen. */
export function chargeCard(reader: Reader, last4: string, due: DueByCard): Post {
  return post([charges(reader, 'bot:method.sure_card', due, { last4 })], [[go(reader, 'bot:method.yes_charge', `charge${tagOf(last4)}`)], [go(reader, 'bot:button.back', '')]]);
}

const MAX_DUE = 10;

function charges(reader: Reader, key: string, due: DueByCard, params: Record<string, string> = {}): string | null {
  return due.length === 0 ? null : say(reader, key, { ...params, count: due.length, list: listed(reader, due) });
}

function listed(reader: Reader, due: DueByCard): string {
  const told = due.slice(0, MAX_DUE).map(({ number, open }) => `${number ?? ''}, ${sum(reader, open)}`);
  return [...told, ...(due.length > MAX_DUE ? ['…'] : [])].join('; ');
}

/** What is charged now that the client pays by card, as a notice. */
export const chargingNow = (reader: Reader, due: DueByCard): string => (due.length === 0 ? '' : plain(reader, 'bot:method.charging', { list: listed(reader, due) }));

/** Tells as callback data whether what is charged is still what was told; empty where nothing is. */
export const sumTag = (due: DueByCard): string => (due.length === 0 ? '' : due.reduce((total, { open }) => total + open, 0).toString(36));

/** What removing the card means, before it is removed. */
export function removeCard(reader: Reader, last4: string, method: PaymentMethod): Post {
  return post([say(reader, 'bot:method.sure', { last4 }), method === 'card' && say(reader, 'bot:method.then_manual')], [[go(reader, 'bot:method.yes_remove', `erase${tagOf(last4)}`)], [go(reader, 'bot:button.back', '')]]);
}

/** The end of a card's number as callback data carries it. */
export const tagOf = (last4: string): string => last4.toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 8);

function nowLine(reader: Reader, method: PaymentMethod, last4: string | null, { bankDetails }: MoneySettings): string {
  if (method === 'card') return say(reader, 'bot:method.card', { last4: last4 ?? '' });
  if (method === 'telegram') return say(reader, 'bot:method.telegram');
  return say(reader, bankDetails.length > 0 ? 'bot:method.manual' : 'bot:method.manual_ask');
}

function otherWay(reader: Reader, method: PaymentMethod, last4: string | null): PostButton[] {
  if (method === 'card') return last4 === null ? [] : [go(reader, 'messages:button.by_card', `card${tagOf(last4)}`, { last4 })];
  return [go(reader, method === 'telegram' ? 'bot:method.to_telegram' : 'bot:method.to_manual', method)];
}

const go = (reader: Reader, label: string, arg: string, params: Record<string, string> = {}): PostButton => button(reader, label, { kind: 'go', to: 'method', arg }, params);

const backToMoney = (reader: Reader): PostButton => button(reader, 'bot:button.back', { kind: 'go', to: 'money', arg: '' });
