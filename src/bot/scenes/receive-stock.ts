import { listItems, purchaseWithItem, receiveStock, showStock } from '../../domain/consumables';
import { cardOf } from '../cards';
import { itemsName, toPurchases } from '../views/purchase-card';
import { plain, post, say } from '../views/view';
import type { Scene, Stage, Step } from './scene';

/** So many items are offered; any other is typed by its name. */
const MAX_ITEMS = 12;

const item: Step = {
  prompt: async ({ talk }) => {
    const counted = (await talk.query(listItems)).filter(({ isCounted }) => isCounted).slice(0, MAX_ITEMS);
    return { text: say(talk, counted.length === 0 ? 'bot:receive.none' : 'bot:receive.what'), choices: counted.map((one, at) => [{ label: itemsName(talk, one), value: String(at) }]) };
  },
  press: async ({ talk }, value) => {
    const chosen = (await talk.query(listItems)).filter(({ isCounted }) => isCounted)[Number(value)];
    return chosen ? { to: 'number', data: { item: chosen.key } } : { again: plain(talk, 'bot:wrong.press') };
  },
  text: async ({ talk }, typed) => {
    const found = await talk.query((w) => showStock(w, typed));
    return { to: 'number', data: { item: found.item.key } };
  },
  max: 60,
};

const number: Step = {
  prompt: async (stage) => {
    const { talk } = stage;
    const key = await itemOf(stage);
    const { item: found } = await talk.query((w) => showStock(w, key));
    return { text: say(talk, 'bot:receive.number', { item: itemsName(talk, found) }), choices: [] };
  },
  text: async (stage, typed) => {
    const { talk, subject } = stage;
    if (!/^\d{1,6}$/.test(typed)) return { again: plain(talk, 'bot:receive.digits') };
    const quantity = Number(typed);
    const key = await itemOf(stage);
    await talk.run((w) => receiveStock(w, { item: key, quantity, ...(subject !== '' && { purchase: Number(subject) }) }));
    return { over: { item: key, quantity: String(quantity) } };
  },
  max: 20,
};

/** What came: what the purchase is of, or what was chosen. */
function itemOf({ talk, subject, data }: Stage): Promise<string> {
  return subject === '' ? Promise.resolve(data.item ?? '') : talk.query(async (w) => (await purchaseWithItem(w, Number(subject))).item.key);
}

/** Supplies staff note what was delivered: of a purchase another number than was waited for, or something nobody waited for (C4). */
export const receiveScene: Scene = {
  name: 'receive',
  steps: { item, number },
  mend: (code) => (code === 'consumables.item_not_found' || code === 'consumables.not_counted' ? 'item' : undefined),
  ending: async ({ talk, subject, data }) => {
    if (subject !== '') return { post: await cardOf(talk, 'purchase_needed', subject), card: { card: 'purchase_needed', subject } };
    if (data.quantity === undefined) return { post: post([plain(talk, 'bot:dialogue.over')], [[toPurchases(talk)]]) };
    const { item: found } = await talk.query((w) => showStock(w, data.item ?? ''));
    const facts = { item: itemsName(talk, found), quantity: data.quantity, on_hand: found.onHand };
    return { post: post([say(talk, 'bot:receive.done', facts)], [[toPurchases(talk)]]) };
  },
};
