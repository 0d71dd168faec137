import { Flags } from '@oclif/core';

import type { Item, ItemChanges } from '../domain/consumables';
import type { Question } from './ask';
import { shellWord } from './hint';
import { badValue, missing } from './usage';

/** What an item is made of, on the command line. */
export const itemFlags = {
  'name-ru': Flags.string({ description: 'its Russian name, or none' }),
  also: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'another word it goes by; may be repeated, and replaces those before; or none' }),
  unit: Flags.string({ description: 'what it is counted in, such as ml, or none' }),
  counted: Flags.boolean({ allowNo: true, description: 'whether its stock is counted' }),
  'reorder-level': Flags.integer({ min: 0, description: 'below this it is bought; 0: never' }),
  'order-quantity': Flags.integer({ min: 0, description: 'how many are bought at a time; 0: as many as the level says' }),
};

interface Given {
  name?: string | undefined;
  'name-ru'?: string | undefined;
  also?: string[] | undefined;
  unit?: string | undefined;
  counted?: boolean | undefined;
  'reorder-level'?: number | undefined;
  'order-quantity'?: number | undefined;
}

const text = (given: string) => (given.trim() === 'none' ? null : given);
const quantity = (given: number) => (given === 0 ? null : given);

/** What the flags change; whoever says how many to buy wants the item counted. */
export function itemChanges(flags: Given): ItemChanges {
  const { name, 'name-ru': nameRu, also, unit, counted, 'reorder-level': level, 'order-quantity': buys } = flags;
  if (counted === false && (level ?? 0) > 0) throw badValue('--reorder-level', String(level), '--counted');
  const isCounted = counted ?? ((level ?? 0) > 0 ? true : undefined);
  return {
    ...(name !== undefined && { name }),
    ...(nameRu !== undefined && { nameRu: text(nameRu) }),
    ...(also !== undefined && { also: also.filter((word) => word.trim() !== 'none') }),
    ...(unit !== undefined && { unit: text(unit) }),
    ...(isCounted !== undefined && { isCounted }),
    ...(level !== undefined && { reorderLevel: quantity(level) }),
    ...(buys !== undefined && { orderQuantity: quantity(buys) }),
  };
}

/** Something must be changed, and nobody is asked what. */
export const askItemChange = (flags: Given): Question<ItemChanges> => {
  const changes = itemChanges(flags);
  const names = ['--counted', '--reorder-level', '--order-quantity', '--name', '--name-ru', '--also', '--unit'];
  return { name: names.join(' or '), given: Object.keys(changes).length > 0 ? changes : undefined, ask: () => Promise.reject(missing(names)) };
};

/** What is worth knowing after an item was changed: what to do before it stops kits. */
export function afterChange({ name, isCounted, onHand, movements }: Item): { caution?: string; next: string } {
  if (!isCounted) return { next: 'mcf consumables items' };
  const count = `mcf consumables stock ${shellWord(name)} --count 12 --reason "first count"`;
  if (movements === 0) return { caution: `nobody has counted ${name} yet: kits with it wait until somebody does`, next: count };
  return { ...(onHand === 0 && { caution: `none on hand: kits with ${name} wait` }), next: `mcf consumables stock ${shellWord(name)}` };
}

/** An item in a line: `glasses · counted, 12 on hand, bought below 5, 20 at a time`. */
export function itemLine({ name, isCounted, onHand, unit, reorderLevel, orderQuantity }: Item): string {
  if (!isCounted) return `${name} · not counted`;
  const amount = `${onHand}${unit === null ? '' : ` ${unit}`} on hand`;
  return [`${name} · counted, ${amount}`, ...(reorderLevel === null ? [] : [`bought below ${reorderLevel}, ${orderQuantity ?? reorderLevel} at a time`])].join(', ');
}
