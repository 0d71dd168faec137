import { allow } from '../users';
import type { KitTemplate } from './kit';
import type { ConsumablesWork } from './work';

/** The newest template of every service, or all versions, newest first (C1). */
export async function listKitTemplates(w: ConsumablesWork, filter: { history?: boolean } = {}): Promise<KitTemplate[]> {
  allow(w, 'list-kit-templates');
  return w.consumables.templates(filter);
}
