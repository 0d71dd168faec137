import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

/** What the two ways to ask for an explanation share. */
export abstract class ExplainCommand extends BaseCommand {
  static override args = { id: Args.string({ description: 'id or number of the candidate' }) };

  /** Tells term by term why a candidate was decided on as it was (S5). */
  protected async explain(given: string | undefined) {
    const [{ askCandidate }, { explainCandidate }] = await Promise.all([import('../choose'), import('../../domain/staffing')]);
    const { id } = await this.fill({ id: askCandidate(given, this.look) });
    const why = await this.query((w) => explainCandidate(w, id));
    const [{ explanationLines }, { catNumber }] = await Promise.all([import('./explain'), import('../../domain/shared/ids')]);
    this.lines(explanationLines(why, process.stdout));
    this.next(`mcf candidates show ${catNumber(why.candidate.number)}`);
    return (await import('./json')).explanation(why);
  }
}
