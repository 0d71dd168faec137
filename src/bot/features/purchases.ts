import { Composer } from 'telegraf';

import { isAwaited, listPurchases, markPurchase, purchaseWithItem, receiveStock } from '../../domain/consumables';
import { cardOf, makeLive, postCard } from '../cards';
import { show } from '../reply';
import { begin } from '../scenes/engine';
import type { BotContext, Talk } from '../talk';
import { leftOf, purchaseList, type PurchaseFacts } from '../views/purchase-card';
import { plain } from '../views/view';
import { onPlace } from './route';

/** What is to be bought, for supplies staff: that it was ordered, and that it came (C4). */
export function purchasesFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('purchases', openPurchases));
  return feature;
}

/** What is to be bought; `arg` is a page, something that came without being waited for, or a purchase and what became of it. */
export async function openPurchases(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  if (arg === 'else') return begin(talk, 'receive', { step: 'item' });
  const [, what, number = '0', left] = /^(n|p|all|other|ordered)(\d{1,6})(?:of(\d{1,4}))?$/.exec(arg) ?? [];
  if (what === 'n') return postCard(talk, 'purchase_needed', number);
  if (what === undefined || what === 'p') return void (await show(talk, messageId, purchaseList(talk, await awaited(talk), Number(number))));
  if (messageId === null || !(await isCurrent(talk, Number(number), left))) return renew(talk, number, messageId);
  if (what === 'other') return begin(talk, 'receive', { step: 'number', subject: number, messageId });
  if (what === 'ordered') await talk.run((w) => markPurchase(w, { purchase: Number(number), as: 'ordered' }));
  else await receiveAll(talk, Number(number));
  await renew(talk, number, messageId);
}

/** What is still waited for. */
function awaited(talk: Talk): Promise<PurchaseFacts[]> {
  return talk.query(async (w) => {
    const found: PurchaseFacts[] = [];
    for (const { number } of await listPurchases(w, { open: true })) found.push(await purchaseWithItem(w, number));
    return found;
  });
}

async function receiveAll(talk: Talk, number: number): Promise<void> {
  await talk.run(async (w) => {
    const { purchase } = await purchaseWithItem(w, number);
    await receiveStock(w, { item: purchase.item, quantity: leftOf(purchase), purchase: number });
  });
}

/** Whether a purchase is as the button showed it; if not, says so over the chat. */
async function isCurrent(talk: Talk, number: number, left: string | undefined): Promise<boolean> {
  const { purchase } = await talk.query(async (w) => {
    await listPurchases(w, { open: true });
    return purchaseWithItem(w, number);
  });
  if (isAwaited(purchase) && (left === undefined || leftOf(purchase) === Number(left))) return true;
  talk.toast = plain(talk, 'bot:wrong.done');
  return false;
}

async function renew(talk: Talk, number: string, messageId: number | null): Promise<void> {
  await makeLive(talk, 'purchase_needed', number, await show(talk, messageId, await cardOf(talk, 'purchase_needed', number)));
}
