import type { ProgramOutcome, ProgramRequest, Programs } from '../../domain/staffing';
import { DomainError } from '../../domain/shared/errors';
import { readPrograms, type ProgramSettings, type ProgramsFile } from './configuration';
import { questionLines, readAnswer } from './protocol';
import { runProgram } from './run-program';

/** How many programs run at once; the others wait for their turn. */
const MOST_AT_ONCE = 4;

/** Programs as matching asks them, and an end to all of them. */
export interface ProgramsGateway extends Programs {
  /** Kills what runs, starts nothing any more, and resolves when nothing is left. */
  close(): Promise<void>;
}

/** The programs of a configuration file (M2). It is read at each use, so that a change holds from the next match on, and costs nothing before. */
export function programsOver(configured: ProgramsFile): ProgramsGateway {
  const closing = new AbortController();
  const turns = turnsOf(MOST_AT_ONCE);
  const running = new Set<Promise<ProgramOutcome>>();
  return {
    names: () => [...readPrograms(configured).keys()],
    ask: (request) => {
      const asking = turns(() => ask(configured, request, closing.signal));
      running.add(asking);
      return asking.finally(() => running.delete(asking));
    },
    close: async () => {
      closing.abort();
      await Promise.all(running);
    },
  };
}

async function ask(configured: ProgramsFile, request: ProgramRequest, closing: AbortSignal): Promise<ProgramOutcome> {
  const settings = settingsOf(configured, request.program);
  if ('detail' in settings) return { ok: false, fault: 'not_configured', detail: settings.detail };
  const timeout_ms = Math.min(settings.timeout_ms, request.timeoutMs ?? Infinity);
  const ended = await runProgram({ ...settings, timeout_ms }, questionLines(request), closing);
  return ended.fault === null ? readAnswer(ended.output, request) : { ok: false, ...ended };
}

/** In the middle of a match a bad file is a program's failure like any other: its policy says what to do, and no order is lost. */
function settingsOf(configured: ProgramsFile, program: string): ProgramSettings | { detail: string } {
  try {
    return readPrograms(configured).get(program) ?? { detail: `${configured.file} names no program ${program}` };
  } catch (error) {
    if (error instanceof DomainError) return { detail: error.message };
    throw error;
  }
}

/** Lets so many work at once, and the others one after another in the order they came. */
function turnsOf(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free === 0) await new Promise<void>((resume) => waiting.push(resume));
    else free--;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
