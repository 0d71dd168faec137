import { Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class HypothesesReplay extends BaseCommand {
  static override description = 'decide every past decision again: each must come out the same to the bit (exit code 4 where not)';
  static override examples = ['<%= config.bin %> hypotheses replay --all', '<%= config.bin %> hypotheses replay --all --json'];
  static override flags = { all: Flags.boolean({ description: 'all decisions ever made' }) };

  async run() {
    const { flags } = await this.parse(HypothesesReplay);
    if (!flags.all) throw (await import('../../output/usage')).missing(['--all']);
    const [{ replayDecisions }, { withProgress }] = await Promise.all([import('../../domain/staffing'), import('../../output/progress')]);
    const [app, actor] = [await this.app(), await this.actor()];
    const replay = await withProgress('decisions', this.jsonEnabled(), (tell) => replayDecisions(app, actor, (done) => tell(done, null)));
    const { differenceColumns, nextForReplay, replayTold } = await import('../../output/screening/replay');
    if (replay.different === 0) this.done(replayTold(replay));
    else this.log(replayTold(replay));
    if (replay.differences.length > 0) await this.table(replay.differences, differenceColumns);
    if (replay.different > 0) process.exitCode = 4;
    this.next(nextForReplay(replay));
    return (await import('../../output/screening/replay')).replayJson(replay);
  }
}
