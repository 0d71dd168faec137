import { allow, requiredText } from '../users';
import { completeKit } from './kit';
import type { ConsumablesWork } from './work';

/** Gives a service the next version of its kit template; the acceptance form is always in it (C1). */
export async function setKit(w: ConsumablesWork, input: { service: string; items: readonly string[] }): Promise<string[]> {
  allow(w, 'set-kit');
  const items = completeKit(input.items.map((item) => requiredText('kit', item, 60)));
  await w.consumables.addTemplate(input.service, items);
  return items;
}
