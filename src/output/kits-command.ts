import type * as Told from './consumables';
import { shellWord } from './hint';
import { ListCommand } from './list-command';

/** The two sides of `consumables kits`: the templates there are, and a new version of one. */
export abstract class KitsCommand extends ListCommand {
  /** Shows the newest template of each service, or of one; with its history all versions. */
  protected async tell(reference: string | undefined, flags: { history: boolean; csv?: boolean; limit?: number | undefined }) {
    const [{ listKitTemplates }, { listServices, showService }, { templateList }] = await Promise.all([import('../domain/consumables'), import('../domain/orders'), import('./consumables')]);
    const { services, templates } = await this.query(async (w) => ({
      services: reference === undefined ? await listServices(w) : [(await showService(w, reference)).service],
      templates: await listKitTemplates(w, { history: flags.history }),
    }));
    const rows = services.flatMap(({ id }) => templates.filter(({ service }) => service === id));
    if (services[0]) this.next(`mcf consumables kits ${shellWord(services[0].nameEn)} --item "2 glasses"`);
    return this.list(rows, templateList(this.clock, new Map(services.map((service) => [service.id, service]))), flags);
  }

  /** Makes the next version of what a service's kit lists (C1). */
  protected async set(given: string | undefined, items: readonly string[]): Promise<ReturnType<typeof Told.template>> {
    const { askService } = await import('./choose');
    const { service: reference } = await this.fill({ service: askService(given, this.look, 'SERVICE') });
    const [{ setKit }, { showService }, { itemsOf, template: inJson }] = await Promise.all([import('../domain/consumables'), import('../domain/orders'), import('./consumables')]);
    const { service, template } = await this.change(async (w) => {
      const { service } = await showService(w, reference);
      return { service, template: await setKit(w, { service: service.id, items: items.filter((item) => item.trim() !== 'none') }) };
    });
    this.done(`kit of ${service.nameEn}, version ${template.version}: ${itemsOf(template.items)}`);
    this.next('mcf consumables items');
    return inJson(template);
  }
}
