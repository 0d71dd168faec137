import { BaseCommand } from '../base-command';

/** What `consumables issue` does beside handing out: takes it back, and asks who handed a kit over. */
export abstract class IssueCommand extends BaseCommand {
  /** It was not handed out after all: an order that has not begun asks for its kit anew. */
  protected async takeBack(given: string | undefined, why: string | undefined) {
    const { askOrder, askText } = await import('./choose');
    const asked = await this.fill({ order: askOrder(given, this.look, ['assigned', 'unmatched'], 'ORDER'), reason: askText('--reason', why, 'Why is it taken back') });
    const { takeBackKit } = await import('../domain/orders');
    const { backText, issuedKit } = await import('./consumables');
    const kit = await this.change((w) => takeBackKit(w, asked));
    this.done(`kit of order ${kit.order.number} was not issued after all: it is to be`);
    this.lines([backText(kit)].filter(Boolean).map((line) => `  ${line}`));
    this.next(`mcf consumables issue ${kit.order.number}`);
    return issuedKit(kit);
  }

  /** Who handed the kit over: asked for on a terminal where several may have. */
  protected async giver(reference: string, given: string | undefined): Promise<string | undefined> {
    if (given !== undefined || !this.interactive()) return given;
    const [{ showOrder }, { kitHolders }, { askHolder }] = await Promise.all([import('../domain/orders'), import('../domain/consumables'), import('./consumables-holder')]);
    const holders = await this.query(async (w) => kitHolders(w, (await showOrder(w, reference)).id));
    return holders.length > 1 ? (await this.fill({ from: askHolder(holders) })).from : undefined;
  }
}
