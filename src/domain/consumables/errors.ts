import { DomainError } from '../shared/errors';
import { catNumber } from '../shared/ids';
import type { Person } from '../users';
import type { Item } from './item';

/** No kit was asked for by this order. */
export const kitNotFound = (order: string) => new DomainError('consumables.kit_not_found', 'not_found', { order });
/** The kit's order ended; nothing is to be handed out. */
export const kitWithdrawn = (order: string) => new DomainError('consumables.kit_withdrawn', 'conflict', { order });
/** The order may start without a kit already, or has it. */
export const kitAlreadyIssued = (order: string) => new DomainError('consumables.kit_already_issued', 'conflict', { order });
/** The kit is not handed out, so that cannot be taken back. */
export const kitNotIssued = (order: string, number: number | null) => new DomainError('consumables.kit_not_issued', 'conflict', { order, number });
/** The order began or is over: its kit was handed out. */
export const kitInUse = (order: string, number: number, status: string) => new DomainError('consumables.kit_in_use', 'conflict', { order, number, status, problem: status });
/** There is less of an item than a kit needs; `order` is its number. */
export const outOfStock = ({ key, name, nameRu, onHand }: Item, needed: number, order: number | null) =>
  new DomainError('consumables.out_of_stock', 'conflict', { item: name, item_ru: nameRu ?? name, key, on_hand: onHand, needed, order });
/** No item bears this name. */
export const itemNotFound = (item: string) => new DomainError('consumables.item_not_found', 'not_found', { item });
/** An item bears this name already. */
export const itemExists = (name: string) => new DomainError('consumables.item_exists', 'conflict', { name });
/** Another item bears one of these names. */
export const nameTaken = (name: string) => new DomainError('consumables.name_taken', 'conflict', { name });
/** A template lists an item more than once. */
export const itemTwice = (item: string) => new DomainError('consumables.item_twice', 'invalid', { item });
/** How many must be a whole number within bounds; `text` is what it was said of. */
export const badQuantity = (text: string, min: number, max: number) => new DomainError('consumables.bad_quantity', 'invalid', { text, min, max });
/** Nobody counts this item. */
export const notCounted = ({ name, nameRu, key }: Item) => new DomainError('consumables.not_counted', 'conflict', { item: name, item_ru: nameRu ?? name, key });
/** There is no purchase of this number. */
export const purchaseNotFound = (purchase: number) => new DomainError('consumables.purchase_not_found', 'not_found', { purchase });
/** The purchase came, or was called off. */
export const purchaseClosed = (purchase: number, status: string) => new DomainError('consumables.purchase_closed', 'conflict', { purchase, status });
/** The purchase is of another item. */
export const purchaseOfOther = (purchase: number, item: string) => new DomainError('consumables.wrong_purchase', 'invalid', { purchase, item });
/** The kit was never handed out, so it cannot come back. */
export const kitNotOut = (order: string, number: number) => new DomainError('consumables.kit_not_out', 'conflict', { order, number });
/** The order goes on or was completed: only what is named can have come back. */
export const kitStillNeeded = (order: string, number: number) => new DomainError('consumables.kit_still_needed', 'conflict', { order, number });
/** Nobody else has a kit of the order, or the order has nobody to hand it over to. */
export const nothingToHandOver = (order: string, number: number) => new DomainError('consumables.nothing_to_hand_over', 'conflict', { order, number });
/** Several workers who had the order before have a kit of it: who handed it over must be said. */
export const severalHaveKit = (order: string, number: number, who: readonly Person[]) =>
  new DomainError('consumables.several_have_kit', 'invalid', { order, number, names: namesOf(who), example: catNumber(who.at(-1)?.number ?? 0) });
/** Whoever is said to have handed over a kit has none of that order. */
export const noKitWith = (order: string, number: number, from: string, who: readonly Person[]) =>
  new DomainError('consumables.no_kit_with', 'invalid', { order, number, from, names: namesOf(who), example: catNumber(who.at(-1)?.number ?? 0) });
const namesOf = (people: readonly Person[]): string => people.map(({ number, name }) => `${catNumber(number)} ${name}`).join(', ');
/** Something is said to have come back that was not in the kit. */
export const notInKit = (item: string, order: number) => new DomainError('consumables.not_in_kit', 'invalid', { item, order });
/** More of an item came back than is out for the order. */
export const tooManyReturned = ({ name, nameRu }: Item, out: number, order: number) =>
  new DomainError('consumables.too_many_returned', 'invalid', { item: name, item_ru: nameRu ?? name, out, order });
