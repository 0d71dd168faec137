import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';
import type { Column } from '../table';

/** Rejected lines on a terminal. */
const TERMINAL_ROWS = 50;
/** Something was found that somebody has to see to. */
const FINDINGS = 4;

interface Rejected {
  line: number;
  reason: string;
}

const COLUMNS: Column<Rejected>[] = [
  { head: 'LINE', of: ({ line }) => String(line), right: true },
  { head: 'REASON', of: ({ reason }) => reason, cuttable: true },
];

/** What importing candidates and importing results share: a CSV file, a bar, and the lines that were not taken with their reasons. */
export abstract class ImportCommand extends BaseCommand {
  static override args = { file: Args.string({ description: 'CSV file; - reads stdin' }) };
  static override baseFlags = { atomic: Flags.boolean({ description: 'all lines or none: one bad line, and nothing is stored (exit code 4)' }) };

  /** Imports the file; exit code 4 where bad lines kept everything out. Good lines beside bad ones are a success. */
  protected async importing(
    given: { file: string | undefined; atomic: boolean },
    what: { use: 'importCandidates' | 'importResults'; thing: string; next: string },
  ): Promise<{ imported: number; rejected: Rejected[] }> {
    const [{ askText }, { readText }, { withProgress }, { count }] = await Promise.all([import('../choose'), import('../files'), import('../progress'), import('../money')]);
    const { file } = await this.fill({ file: askText('FILE', given.file, 'File') });
    const lines = await readText(file);
    const staffing = await import('../../domain/staffing');
    const { imported, rejected } = await withProgress(
      `${what.thing}s`,
      this.jsonEnabled(),
      (tell) => this.process((app, actor) => staffing[what.use](app, actor, { lines, atomic: given.atomic }, tell)),
      (done) => (given.atomic || done === 0 ? 'Stopped; nothing was changed.' : `Stopped; ${count(done)} lines are done and stay.`),
    );
    const told = await this.reasons(rejected);
    await this.tell(imported, told, what.thing);
    if (imported === 0 && told.length > 0) process.exitCode = FINDINGS;
    this.next(told.length > 0 ? `mend the lines above and import them again` : what.next);
    return { imported, rejected: told };
  }

  private async reasons(rejected: readonly { line: number; reason: unknown }[]): Promise<Rejected[]> {
    const [{ failureOf }, language] = [await import('../failure'), this.jsonEnabled() ? 'en' : (await this.person()).language];
    const { home } = await this.settings();
    const command = `mcf ${this.id?.replaceAll(':', ' ')}`;
    return rejected.map(({ line, reason }) => ({ line, reason: failureOf(reason, { language, home, command }).message }));
  }

  private async tell(imported: number, rejected: readonly Rejected[], thing: string): Promise<void> {
    const { count, counted } = await import('../money');
    const refused = rejected.length === 0 ? '' : `, ${counted(rejected.length, 'line')} rejected`;
    if (imported > 0 || rejected.length === 0) this.done(`${counted(imported, thing)} imported${refused}`);
    else this.log(`Nothing was imported: ${counted(rejected.length, 'line')} rejected.`);
    if (rejected.length === 0) return;
    const shown = process.stdout.isTTY ? rejected.slice(0, TERMINAL_ROWS) : rejected;
    await this.table(shown, COLUMNS);
    if (shown.length < rejected.length) this.log(`${count(shown.length)} of ${count(rejected.length)} · all: --json`);
  }
}
