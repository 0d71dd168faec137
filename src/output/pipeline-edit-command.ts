import { BaseCommand } from '../base-command';
import type { lintPipeline } from '../domain/staffing';

/** The text of a pipeline, and where it comes from. */
interface Written {
  source: string;
  file: string;
  /** The directory of a file that was made for the editor: kept where its text has errors, so that no work is lost. */
  made: string | null;
}

/** How a pipeline's text is got, and refused where it is wrong. */
export abstract class PipelineEditCommand extends BaseCommand {
  /** A file's text, or what came back from the editor; undefined where nothing was changed there. `from` is the version that editing begins with. */
  protected async written(name: string, from: string, file: string | undefined): Promise<Written | undefined> {
    const { readText } = await import('./files');
    if (file !== undefined) return { source: await readText(file), file: file === '-' ? 'stdin' : file, made: null };
    if (!this.interactive()) throw (await import('./usage')).missing(['--file']);
    const [{ DomainError }, { listPipelines, showPipeline }] = await Promise.all([import('../domain/shared/errors'), import('../domain/staffing')]);
    const known = await this.query(async (w) => {
      const rows = await listPipelines(w, { all: true });
      const inForce = rows.find(({ state }) => state === 'active');
      // The newest may have been rolled back: what is in force is what somebody means by the bare name.
      const isAsNamed = from !== name || (inForce?.name !== name && rows.some((row) => row.name === name));
      return showPipeline(w, isAsNamed ? from : (inForce?.version ?? from));
    });
    const source = known.name === name ? known.source : known.source.replace(/^pipeline: .*$/m, `pipeline: ${name}`);
    const before = `# from ${known.version}${known.state === 'active' ? ', which is in force' : ''}\n${source}`;
    const { editText } = await import('./editor');
    const edited = await editText(`${name}.yaml`, before);
    if (edited.failed !== null) throw new DomainError('cli.editor_failed', 'unavailable', { editor: edited.failed });
    if (edited.text === before && known.name === name) return undefined;
    return { source: edited.text, file: edited.file, made: edited.directory };
  }

  /** Throws `staffing.pipeline_invalid` after telling what is wrong; warnings are told and let pass. Not ready is what cannot be put in force yet. */
  protected async sound(name: string, { source, file, made }: Written, { problems }: Awaited<ReturnType<typeof lintPipeline>>) {
    const [{ firstError, lintLines, problemJson }, { shellWord }, { discard }] = await Promise.all([import('./screening/lint'), import('./hint'), import('./editor')]);
    const wrong = firstError(problems);
    if (problems.length > 0 && !this.jsonEnabled()) process.stderr.write(`${lintLines(file, source, problems, (await this.person()).language, process.stderr, 'steps').join('\n')}\n`);
    if (!wrong && made !== null) discard(made);
    if (!wrong) return { warnings: problems.map((problem) => problemJson(problem, 'steps')), isReady: problems.every(({ code }) => code !== 'program.unknown') };
    const { DomainError } = await import('../domain/shared/errors');
    const errors = problems.filter(({ severity }) => severity === 'error');
    const first = problemJson(wrong, 'steps');
    throw new DomainError('staffing.pipeline_invalid', 'invalid', { problems: errors.length, name, file: shellWord(file), line: first.line, column: first.column, message: first.message });
  }
}
