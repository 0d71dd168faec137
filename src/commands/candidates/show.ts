import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class CandidatesShow extends BaseCommand {
  static override description = 'show one candidate with its battery and what was decided';
  static override examples = ['<%= config.bin %> candidates show C-030182', '<%= config.bin %> candidates show C-30182 --json'];
  static override args = { id: Args.string({ description: 'id, number or name of the candidate' }) };

  async run() {
    const { args } = await this.parse(CandidatesShow);
    const { askCandidate } = await import('../../output/choose');
    const { id } = await this.fill({ id: askCandidate(args.id, this.look) });
    const { explainCandidate, showBattery } = await import('../../domain/staffing');
    const { battery, why } = await this.query(async (w) => ({ battery: await showBattery(w, id), why: await explainCandidate(w, id) }));
    const [{ batteryColumns, candidateCard, nextForCandidate, usedIn }, { decisionTold }] = await Promise.all([import('../../output/screening/candidates'), import('../../output/screening/explain')]);
    const [title, fields] = candidateCard(battery.candidate, this.clock);
    await this.card(title, { ...fields, decision: decisionTold(why) });
    const items = usedIn(battery.items, why.measured);
    if (items.length > 0) await this.table(items, batteryColumns(this.clock, items));
    this.next(nextForCandidate(battery.candidate, battery.items));
    const json = await import('../../output/screening/json');
    return { ...json.withBattery({ ...battery, items }), decision: json.verdict(why) };
  }
}
