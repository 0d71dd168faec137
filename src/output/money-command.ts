import { Flags } from '@oclif/core';

import type { AppWork } from '../app';
import { BaseCommand } from '../base-command';

/** What books money by hand: on a terminal it says whose, how much and to what effect, and asks once. */
export abstract class MoneyCommand extends BaseCommand {
  static override baseFlags = { yes: Flags.boolean({ description: 'do not ask' }) };

  /** Whether to go on: always where nobody can be asked, and where there is no question, for what is refused anyway. */
  protected async agreed(yes: boolean, question: (w: AppWork) => Promise<string | undefined>): Promise<boolean> {
    if (yes || !this.interactive()) return true;
    const asked = await this.query(question);
    const isAgreed = asked === undefined || (await this.confirm(asked, false));
    if (!isAgreed) this.log('Nothing was changed.');
    return isAgreed;
  }
}
