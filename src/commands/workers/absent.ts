import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class WorkersAbsent extends BaseCommand {
  static override description = 'note that a worker is away for a time; orders booked already stay until reassigned';
  static override examples = [
    '<%= config.bin %> workers absent C-000310',
    '<%= config.bin %> workers absent C-000310 --from "2026-11-21 00:00" --to "2026-11-28 00:00"',
  ];
  static override args = { id: Args.string({ description: 'id, number or name of the worker' }) };
  static override flags = {
    from: Flags.string({ description: 'since when: ISO 8601, or "2026-11-21 15:00" in the company\'s zone' }),
    to: Flags.string({ description: 'until when' }),
  };

  async run() {
    const { args, flags } = await this.parse(WorkersAbsent);
    const [{ askWorker }, { askWhen }] = await Promise.all([import('../../output/choose'), import('../../output/place-order')]);
    const clock = () => this.clock;
    const { worker, from, to } = await this.fill({
      worker: askWorker(args.id, this.look),
      from: askWhen(flags.from, this.look, clock, '--from', 'Since when'),
      to: askWhen(flags.to, this.look, clock, '--to', 'Until when'),
    });
    const [{ markAbsence }, { readInstant }, { bookedThen, nextForAbsent, span }] = await Promise.all([import('../../domain/staffing'), import('../../output/instant'), import('../../output/absences')]);
    const absence = await this.change((w) =>
      markAbsence(w, { worker, from: readInstant('--from', from, w.zone), to: readInstant('--to', to, w.zone) }),
    );
    const booked = await this.query((w) => bookedThen(w, absence));
    this.done(`away ${span(absence, this.clock)}`);
    if (booked.length > 0) {
      this.log(`Booked then, and to be reassigned: ${booked.length === 1 ? '1 order' : `${booked.length} orders`}`);
      await this.table(booked, (await import('../../output/orders')).orderList(this.clock).columns);
    }
    this.next(nextForAbsent(booked));
    return (await import('../../output/json')).absence(absence);
  }
}
