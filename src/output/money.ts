import { parseMoney, plainMoney, type Minor } from '../domain/shared/money';
import { badValue } from './usage';

/** An amount for people: `10,240.00`, `-40.00`. */
export function money(amount: Minor): string {
  return plainMoney(amount).replace(/\B(?=(\d{3})+\.)/g, ',');
}

/** A count for people: `10,214`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number of things: `1 invoice`, `2 invoices`. */
export function counted(value: number, thing: string): string {
  return `${count(value)} ${thing}${value === 1 ? '' : 's'}`;
}

/** Reads an amount given as `95.00`; throws `cli.usage` for anything else. */
export function readMoney(name: string, text: string): Minor {
  const amount = parseMoney(text);
  if (amount === undefined) throw badValue(name, text, '95.00');
  return amount;
}

/** A price as a sum: `95.00 = 100.00 - 5 %`, or the price alone where there is no discount. */
export function priceSum(price: { listPrice: Minor; percent: number; price: Minor }): string {
  return price.percent === 0 ? money(price.price) : `${money(price.price)} = ${money(price.listPrice)} - ${price.percent} %`;
}
