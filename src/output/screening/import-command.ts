import { Args, Flags } from '@oclif/core';

import type { AppWork } from '../../app';
import { BaseCommand } from '../../base-command';
import type { Runner } from '../../domain/shared/work';
import type { Column } from '../table';

/** Rejected lines on a terminal. */
const TERMINAL_ROWS = 50;
/** Something was found that somebody has to see to. */
const FINDINGS = 4;

interface Rejected {
  line: number;
  reason: string;
}

interface Given {
  file: string | undefined;
  atomic: boolean;
  dryRun: boolean;
}

interface What {
  use: 'importCandidates' | 'importResults';
  thing: string;
}

const COLUMNS: Column<Rejected>[] = [
  { head: 'LINE', of: ({ line }) => String(line), right: true },
  { head: 'REASON', of: ({ reason }) => reason, cuttable: true },
];

/** What importing candidates and importing results share: a CSV file, a bar, and the lines that were not taken with their reasons. */
export abstract class ImportCommand extends BaseCommand {
  static override args = { file: Args.string({ description: 'CSV file; - reads stdin' }) };
  static override baseFlags = {
    atomic: Flags.boolean({ description: 'all lines or none: one bad line, and nothing is stored (exit code 4)' }),
    'dry-run': Flags.boolean({ description: 'only tell what would be imported and what rejected' }),
  };

  /** Imports the file; exit code 4 where bad lines kept everything out. Good lines beside bad ones are a success. */
  protected async importing(given: Given, what: What): Promise<{ imported: number; rejected: Rejected[]; dry_run?: true }> {
    const [{ askText }, { readText }] = await Promise.all([import('../choose'), import('../files')]);
    const { file } = await this.fill({ file: askText('FILE', given.file, 'File') });
    const { imported, rejected } = await this.imported(await readText(file), given, what);
    const told = await this.reasons(rejected);
    await this.tell(imported, told, given.dryRun, what.thing);
    if (imported === 0 && told.length > 0) process.exitCode = FINDINGS;
    if (told.length > 0) this.next('mend the lines above and import them again');
    else if (given.dryRun) this.next(`nothing was written: mcf ${this.id?.replaceAll(':', ' ')} ${(await import('../hint')).shellWord(file)}`);
    else this.next(await this.afterwards());
    return { imported, rejected: told, ...(given.dryRun ? { dry_run: true as const } : {}) };
  }

  /** What to do next when all lines are in. */
  protected abstract afterwards(): Promise<string>;

  private async imported(lines: string, { atomic, dryRun }: Given, { use, thing }: What) {
    const [{ withProgress }, { count }, staffing] = await Promise.all([import('../progress'), import('../money'), import('../../domain/staffing')]);
    const [{ newVacancies }, { withoutKeeping }] = await Promise.all([import('./catalogue'), import('../dry-run')]);
    const known = await this.query(staffing.listVacancies);
    const stopped = (done: number) => (atomic || dryRun || done === 0 ? 'Stopped; nothing was changed.' : `Stopped; ${count(done)} lines are done and stay.`);
    const { result, vacancies } = await withProgress(
      `${thing}s`,
      this.jsonEnabled(),
      async (tell) => {
        const actor = await this.actor();
        const work = async (app: Runner<AppWork>) => ({
          result: await staffing[use](app, actor, { lines, atomic }, tell),
          vacancies: await app.query(actor, (w) => staffing.listVacancies(w)),
        });
        return dryRun ? withoutKeeping(await this.app(), actor, work) : this.process(work);
      },
      stopped,
    );
    for (const text of newVacancies(vacancies.map(({ key }) => key), known)) this.caution(text);
    return result;
  }

  private async reasons(rejected: readonly { line: number; reason: unknown }[]): Promise<Rejected[]> {
    const [{ failureOf }, language] = [await import('../failure'), this.jsonEnabled() ? 'en' : (await this.person()).language];
    const { home } = await this.settings();
    const command = `mcf ${this.id?.replaceAll(':', ' ')}`;
    return rejected.map(({ line, reason }) => ({ line, reason: failureOf(reason, { language, home, command }).message }));
  }

  private async tell(imported: number, rejected: readonly Rejected[], dryRun: boolean, thing: string): Promise<void> {
    const { count, counted } = await import('../money');
    const refused = rejected.length === 0 ? '' : `, ${counted(rejected.length, 'line')} rejected`;
    if (dryRun) this.log(`Would import ${counted(imported, thing)}${refused}.`);
    else if (imported > 0 || rejected.length === 0) this.done(`${counted(imported, thing)} imported${refused}`);
    else this.log(`Nothing was imported: ${counted(rejected.length, 'line')} rejected.`);
    if (rejected.length === 0) return;
    const shown = process.stdout.isTTY ? rejected.slice(0, TERMINAL_ROWS) : rejected;
    await this.table(shown, COLUMNS);
    if (shown.length < rejected.length) this.log(`${count(shown.length)} of ${count(rejected.length)} · all: --json`);
  }
}
