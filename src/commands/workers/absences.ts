import { Args, Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class WorkersAbsences extends ListCommand {
  static override description = "list workers' absences with the orders to be reassigned, or take one back";
  static override examples = ['<%= config.bin %> workers absences', '<%= config.bin %> workers absences C-000310 --remove 3f09aa'];
  static override args = { id: Args.string({ description: 'id, number or name of a worker; without it all of them' }) };
  static override flags = {
    all: Flags.boolean({ description: 'those too that are over' }),
    remove: Flags.string({ description: 'the absence to take back; orders that wait are matched again' }),
  };

  async run() {
    const { args, flags } = await this.parse(WorkersAbsences);
    const [{ listAbsences, removeAbsence }, { absenceIdOf, absenceList, nextForAbsences, seenAbsences, span }] = await Promise.all([import('../../domain/staffing'), import('../../output/absences')]);
    const filter = { all: flags.all, ...(args.id !== undefined && { worker: args.id }) };
    if (flags.remove !== undefined) {
      const given = flags.remove;
      const removed = await this.change(async (w) => removeAbsence(w, absenceIdOf(await listAbsences(w, { ...filter, all: true }), given)));
      this.done(`no longer away ${span(removed, this.clock)}`);
    }
    const seen = await this.query((w) => seenAbsences(w, filter));
    if (flags.remove === undefined) this.next(nextForAbsences(seen, this.clock));
    return this.list(seen, absenceList(this.clock), flags, args.id !== undefined);
  }
}
