import type { ProgramOutcome } from '../program';
import type { Match, Pipeline, StepTrace } from './match';
import { runPipeline } from './run';

/** What came of repeating a match. */
export interface Replay {
  /** Whether everything came out as it is stored: the pick, what each step did, scores and probabilities. */
  same: boolean;
  picked: string | null;
}

/** Repeats a match from its trace alone, asking neither the database nor a program (M3); null where a trace keeps too little. */
export function replayMatch(match: Match, pipeline: Pipeline): Replay | null {
  if (!match.inputs) return null;
  const answers = match.steps.filter(({ step }) => step === 'program').map(answerOf);
  const again = runPipeline(pipeline, match.inputs, match.seed, answers);
  return { same: digest(again) === digest(match), picked: again.picked };
}

function answerOf({ program, dropped, values, fault }: StepTrace): ProgramOutcome {
  if (fault) return { ok: false, fault: fault.fault, detail: fault.detail };
  return { ok: true, version: program ?? '', dropped, values: values ?? {} };
}

function digest({ picked, steps, probabilities, scores }: Match): string {
  return JSON.stringify([picked, probabilities, scores, steps.map(({ step, in: before, out, dropped, values, fault }) => [step, before, out, dropped, values, fault?.fault])]);
}
