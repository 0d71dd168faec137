import type * as Json from './money-json';
import { ListCommand } from './list-command';
import type { TariffFlags } from './tariff-flags';

/** How a new version is asked for. */
interface How {
  from: string | undefined;
  yes: boolean;
  dryRun: boolean;
}

/** The two sides of `billing tariff`: the versions there are, and one more. */
export abstract class TariffCommand extends ListCommand {
  /** Shows the numbers in force, all versions, and what the coming ones change. */
  protected async tellVersions(flags: { csv?: boolean; limit?: number | undefined }) {
    const { fromTold, tariffFields, tariffChanges, tariffList, versionsOf } = await import('./tariff');
    const { rows, people } = await this.query(versionsOf);
    const inForce = rows.find(({ state }) => state === 'in force');
    if (inForce && !flags.csv) await this.card(`Tariff ${inForce.id} · in force since ${fromTold(inForce, this.clock)}`, tariffFields(inForce));
    const told = await this.list(rows, tariffList(this.clock, people), flags);
    for (const { before, ...coming } of flags.csv ? [] : rows.filter(({ state }) => state === 'coming')) {
      if (before) await this.card(`Tariff ${coming.id} · from ${fromTold(coming, this.clock)}`, tariffChanges(before, coming));
    }
    this.next('mcf billing tariff --help');
    return told;
  }

  /** Shows what a new version changes, asks, and adds it (B2). */
  protected async addVersion(given: TariffFlags, how: How): Promise<ReturnType<typeof Json.tariff> & { before: ReturnType<typeof Json.tariff>; added: boolean }> {
    const [{ namingTariffFlags, readTariff }, { askWhen }, { readInstant }] = await Promise.all([import('./tariff-flags'), import('./place-order'), import('./instant')]);
    const change = readTariff(given);
    const answers = await this.fill({ from: askWhen(how.from, this.look, () => this.clock, '--from', 'From when on'), ...this.agreement(how.yes || how.dryRun) });
    const from = (zone: string) => readInstant('--from', answers.from, zone);
    const [{ changeTariff, previewTariff }, { fromTold, tariffChanges }, { tariff }] = await Promise.all([import('../domain/billing'), import('./tariff'), import('./money-json')]);
    const { before, after } = await namingTariffFlags(() => this.query((w) => previewTariff(w, { from: from(w.zone), change })));
    await this.card(`Tariff ${after.id} · from ${fromTold(after, this.clock)}`, tariffChanges(before, after));
    const agreed = !how.dryRun && (await this.confirm('Add this version? Prices that are fixed already stay as they are.', how.yes));
    if (!agreed) {
      this.log(how.dryRun ? 'Nothing was written.' : 'Nothing was changed.');
      return { ...tariff(after), before: tariff(before), added: false };
    }
    const added = await this.change((w) => changeTariff(w, { from: from(w.zone), change }));
    this.done(`tariff ${added.id} holds from ${fromTold(added, this.clock)}`);
    this.next('mcf billing tariff');
    return { ...tariff(added), before: tariff(before), added: true };
  }
}
