import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class PayoutsPdf extends BaseCommand {
  static override description = "save a worker's pay slip as a PDF, in the worker's language";
  static override examples = ['<%= config.bin %> payouts pdf C-000311/2026-10', '<%= config.bin %> payouts pdf C-311/2026-10 --language en --out leo.pdf'];
  static override args = { payout: Args.string({ description: 'number of the worker and month, or id' }) };
  static override flags = {
    language: Flags.option({ options: ['ru', 'en'] as const, description: "in this language, if not the worker's" })(),
    out: Flags.string({ description: 'file to write, if not payslip-NUMBER-MONTH.pdf' }),
    force: Flags.boolean({ description: 'replace a file that is there' }),
  };

  async run() {
    const { args, flags } = await this.parse(PayoutsPdf);
    const [{ askText }, { payslipPdf, savePaper }] = await Promise.all([import('../../output/choose'), import('../../output/paper')]);
    const { reference } = await this.fill({ reference: askText('PAYOUT', args.payout, 'Payout (C-000311/2026-10)') });
    const saved = await savePaper(await this.query((w) => payslipPdf(w, reference, flags)), flags);
    this.done(saved.file);
    this.next(`mcf billing why ${reference}`);
    return { payout: reference, ...saved };
  }
}
