import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';
import type { lintHypothesis } from '../../domain/staffing';

/** The exit code of a file with errors. */
const FINDINGS = 4;

/** A file with what is wrong with it. */
type Checked = Awaited<ReturnType<typeof lintHypothesis>> & { file: string; source: string };

/** What checking and adding a hypothesis share. */
export abstract class LintCommand extends BaseCommand {
  static override args = { file: Args.string({ description: 'YAML file; - reads stdin' }) };

  /** Reads a file and checks it against the tests of the catalogue. */
  protected async checked(given: string | undefined): Promise<Checked> {
    const [{ askText }, { readText }] = await Promise.all([import('../choose'), import('../files')]);
    const { file } = await this.fill({ file: askText('FILE', given, 'File') });
    const source = await readText(file);
    const { lintHypothesis } = await import('../../domain/staffing');
    return { file, source, ...(await this.query((w) => lintHypothesis(w, source))) };
  }

  /** Tells what is wrong with a file, as the answer; exit code 4 where it has errors. */
  protected async linted({ file, source, problems, version }: Checked) {
    const [{ firstError, lintLines, problemJson }, { versionName }] = await Promise.all([import('./lint'), import('./explain')]);
    const wrong = firstError(problems);
    const name = version && { id: version.hypothesis.id, hash: version.hash };
    if (problems.length > 0) this.lines(lintLines(nameOf(file), source, problems, (await this.person()).language, process.stdout));
    if (name && !wrong) this.done(versionName(name));
    if (wrong) process.exitCode = FINDINGS;
    this.next(wrong ? `mend ${wrong.line}:${wrong.column} and lint again` : `mcf hypotheses add ${file}`);
    return { ok: !wrong, problems: problems.map((problem) => problemJson(problem)), id: name?.id ?? null, version: name?.hash ?? null };
  }

  /** A file without errors; else they are told beside the answer, and `staffing.hypothesis_invalid` is thrown. */
  protected async soundFile(given: string | undefined): Promise<Checked> {
    const checked = await this.checked(given);
    const { firstError, firstLintLines } = await import('./lint');
    const { file, source, problems } = checked;
    if (!firstError(problems)) return checked;
    const [{ DomainError }, { shellWord }] = await Promise.all([import('../../domain/shared/errors'), import('../hint')]);
    const errors = problems.filter(({ severity }) => severity === 'error');
    // What only might be better would hide what keeps the file out.
    if (!this.jsonEnabled()) process.stderr.write(`${firstLintLines(nameOf(file), source, errors, (await this.person()).language, process.stderr).join('\n')}\n`);
    throw new DomainError('staffing.hypothesis_invalid', 'invalid', { problems: errors.length, file: shellWord(file) });
  }
}

const nameOf = (file: string): string => (file === '-' ? 'stdin' : file);
