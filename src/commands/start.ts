import { Flags } from '@oclif/core';

import { BaseCommand } from '../base-command';
import { sign } from '../output/style';

export default class Start extends BaseCommand {
  static override description = 'run the bot, the jobs and the sending; without a bot token also the simulator with its page';
  static override examples = ['<%= config.bin %> start', 'MCF_BOT_TOKEN=123456:ABC… <%= config.bin %> start'];
  static override flags = {
    port: Flags.integer({ description: "port of the simulator's page; another one if it is taken", default: 8080, min: 0, max: 65_535 }),
  };

  async run() {
    const { flags } = await this.parse(Start);
    const settings = await this.settings();
    const [{ serve }, { openLog }, { dayAndTime }] = await Promise.all([import('../serve'), import('../log'), import('../locales/format')]);
    const serving = await serve(settings, openLog(settings), flags.port);
    const started = { bot: serving.bot, page: serving.page, jobs: serving.jobs, next_billing: serving.nextInvoices.toISOString() };
    this.done(`bot   @${serving.bot}${serving.page === null ? '' : ', no MCF_BOT_TOKEN: simulator'}`);
    this.done(`jobs  ${serving.jobs}; next: billing ${dayAndTime(serving.nextInvoices, serving.zone, 'en')}`);
    if (serving.page !== null) this.done(`page  ${serving.page}`);
    if (this.jsonEnabled()) this.logJson(started);
    else if (settings.bankDetails.length === 0) this.beside('waits', sign.caution(), 'MCF_BANK_DETAILS is not set: clients are not told where to pay');
    if (process.stderr.isTTY && !this.jsonEnabled()) {
      this.beside('secondary', sign.next(), serving.page === null ? 'Ctrl-C stops' : 'open the page and order · Ctrl-C stops');
    }
    const signal = await askedToStop();
    await serving.stop();
    this.beside('done', sign.done(), 'stopped: everything under way has ended, the rest waits');
    if (signal === 'SIGINT') process.exitCode = 130;
  }
}

/** Resolves with the signal at Ctrl-C, SIGTERM, or when the terminal goes. */
function askedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
  });
}
