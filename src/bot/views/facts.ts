import type { Kit } from '../../domain/consumables';
import type { Order, OrderView, Service } from '../../domain/orders';
import type { Minor } from '../../domain/shared/money';
import type { Language } from '../../domain/shared/work';
import { dayAndTime, money, time } from '../../locales/format';
import { hasText } from '../../locales';
import { plain, type Reader } from './view';

/** A service's name in the reader's language. */
export function serviceName(service: Pick<Service, 'nameRu' | 'nameEn'>, language: Language): string {
  return language === 'ru' ? service.nameRu : service.nameEn;
}

/** Why an order ended, in the words of who ended it where it was for another reason. */
export function reasonText(reader: Reader, order: Pick<Order, 'endReason' | 'endNote'>): string {
  if (order.endReason === 'other' && order.endNote) return order.endNote;
  return plain(reader, `messages:reason.${order.endReason ?? 'other'}`);
}

/** The same, for managers: with the time by which somebody should have come. */
export function whyEnded(reader: Reader, order: OrderView): string {
  return order.endReason === 'no_show' ? plain(reader, 'messages:reason.no_show_by', { by: timeNear(reader, order.startBy, order.at) }) : reasonText(reader, order);
}

/** The state of an order in words. */
export function orderState(reader: Reader, order: Pick<OrderView, 'status'>): string {
  return plain(reader, `messages:state.${order.status}`);
}

/** The state of a kit in words. */
export function kitState(reader: Reader, kit: Pick<Kit, 'status'>): string {
  return plain(reader, `messages:kitstate.${kit.status}`);
}

/** An item of a kit in the reader's language, as far as it is ours to translate. */
export function itemName(reader: Reader, item: string): string {
  const key = `messages:kit.item.${item.replaceAll(' ', '_')}`;
  return !/^[\w ]+$/.test(item) || !hasText(reader.language, key) ? item : plain(reader, key);
}

/** A time; with its day unless that is the day of another instant. */
export function timeNear(reader: Reader, at: Date, near: Date): string {
  const full = dayAndTime(at, reader.zone, reader.language);
  const sameDay = full.split(',')[0] === dayAndTime(near, reader.zone, reader.language).split(',')[0];
  return sameDay ? time(at, reader.zone) : full;
}

/** A share in basis points as percent, without its sign: `3`, `2.5`, «2,5». */
export function percent(bp: number, language: Language): string {
  return language === 'ru' ? String(bp / 100).replace('.', ',') : String(bp / 100);
}

/** An amount in another currency than ours, given in its minor units: `€1.14`, «1,14 €». */
export function inCurrency(amount: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** Days and money in the reader's ways. */
export const when = (reader: Reader, at: Date): string => dayAndTime(at, reader.zone, reader.language);
/** An amount in the reader's way. */
export const sum = (reader: Reader, amount: Minor): string => money(amount, reader.language);
