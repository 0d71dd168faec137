import { FIRST_PIPELINE, runPipeline, storedStep, type Match, type MatchInputs, type Pipeline, type PlainStep, type ProgramAnswer, type ProgramOutcome, type ProgramRequest, type Programs, type Sample } from '../../../../src/domain/staffing';

/** A worker who is free and of whom nothing is known, but for the changes. */
export const sample = (worker: string, changes: Partial<Sample> = {}): Sample => ({
  worker,
  active: true,
  absent: false,
  bookedFor: null,
  strengths: [],
  weaknesses: [],
  booked: {},
  results: { ok: 0, notOk: 0 },
  withClient: { ok: 0, notOk: 0 },
  ...changes,
});

/** The client's order at noon. */
export const reference = { order: 'o1', client: 'c1', service: 's1', at: '2026-03-02T12:00:00.000Z', endsAt: '2026-03-02T13:00:00.000Z' };

/** What a match of these workers is made from. */
export const inputs = (...samples: Sample[]): MatchInputs => ({ reference, known: ['active', 'absent', 'bookedFor', 'strengths', 'weaknesses', 'booked', 'results', 'withClient'], samples });

/** A pipeline of steps as files hold them; parameters are all written. */
export const pipeline = (...steps: PlainStep[]): Pipeline => ({ version: 'tried@1', steps: steps.map(storedStep) });

/** Runs the first pipeline. */
export const runFirst = (samples: readonly Sample[], seed = 'seed'): Match => runPipeline(FIRST_PIPELINE, inputs(...samples), seed);

/** What a program said that knows these values. */
export const said = (values: Record<string, number>, dropped: ProgramAnswer['dropped'] = []): ProgramOutcome => ({ ok: true, version: '1.0', dropped, values });

/** Programs in memory that answer as told, and remember what they were asked. */
export interface TestPrograms extends Programs {
  asked: ProgramRequest[];
  answer: (request: ProgramRequest) => ProgramOutcome | Promise<ProgramOutcome>;
}

/** Programs of these names, which keep everybody and value nobody until they are told otherwise. */
export function testPrograms(...names: string[]): TestPrograms {
  const programs: TestPrograms = {
    asked: [],
    answer: () => said({}),
    names: () => names,
    ask: async (request) => {
      programs.asked.push(request);
      return programs.answer(request);
    },
  };
  return programs;
}
