import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class CandidatesRecord extends BaseCommand {
  static override description = 'record the result of a test; the last one that is needed decides';
  static override examples = [
    '<%= config.bin %> candidates record C-030182 --test jump --value 187',
    '<%= config.bin %> candidates record C-30182 --test vaccinated --value pass --at "2026-11-20 12:00"',
  ];
  static override args = { id: Args.string({ description: 'id, number or name of the candidate' }) };
  static override flags = {
    test: Flags.string({ description: 'key of the test, or a version of it such as jump@1' }),
    value: Flags.string({ description: 'what came out: a number, or pass or fail' }),
    at: Flags.string({ description: 'when it was taken, if not now: ISO 8601, or "2026-11-20 12:00" in the company\'s zone' }),
  };

  async run() {
    const { args, flags } = await this.parse(CandidatesRecord);
    const { askCandidate, askTest, askText } = await import('../../output/choose');
    const given = await this.fill({
      candidate: askCandidate(args.id, this.look, ['testing']),
      test: askTest(flags.test, this.look),
      value: askText('--value', flags.value, 'Result'),
    });
    const [{ recordResult }, { readInstant }] = await Promise.all([import('../../domain/staffing'), import('../../output/instant')]);
    const at = (zone: string) => (flags.at === undefined ? {} : { completedAt: readInstant('--at', flags.at, zone) });
    const recorded = await this.change((w) => recordResult(w, { ...given, ...at(w.zone) }));
    const { afterwards, nextAfter, outcomeLines, recordedLine } = await import('../../output/screening/recorded');
    const after = await this.query((w) => afterwards(w, recorded));
    this.done(recordedLine(after.battery, recorded.test));
    this.lines(outcomeLines(after, process.stdout));
    this.next(nextAfter(after));
    return (await import('../../output/screening/json')).recorded(recorded);
  }
}
