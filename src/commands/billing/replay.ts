import { BaseCommand } from '../../base-command';

export default class BillingReplay extends BaseCommand {
  static override description = 'make all money anew from the event log: the tables must hold the same to the minor unit (exit code 4 where not)';
  static override examples = ['<%= config.bin %> billing replay', '<%= config.bin %> billing replay --json'];

  async run() {
    await this.parse(BillingReplay);
    const [{ replayBilling }, { withProgress }] = await Promise.all([import('../../domain/billing'), import('../../output/progress')]);
    const [app, actor] = [await this.app(), await this.actor()];
    const replay = await withProgress('events', this.jsonEnabled(), (tell) => replayBilling(app, actor, { onProgress: (done) => tell(done, null) }));
    const [{ firstRows }, { count }] = await Promise.all([import('../../output/rows'), import('../../output/money')]);
    const { differenceColumns, olderTold, replayJson, replayTold, whereToLook } = await import('../../output/billing-replay');
    if (replay.different === 0) this.done(replayTold(replay));
    else this.log(replayTold(replay));
    const { shown } = firstRows(replay.differences, { limit: undefined, bounded: Boolean(process.stdout.isTTY) });
    if (shown.length > 0) await this.table(shown, differenceColumns);
    if (shown.length < replay.different) this.log(`${count(shown.length)} of ${count(replay.different)} · more: --json`);
    const older = olderTold(replay, this.clock);
    if (older !== undefined) this.caution(older);
    if (replay.different > 0) process.exitCode = 4;
    this.next(whereToLook(replay));
    return replayJson(replay);
  }
}
