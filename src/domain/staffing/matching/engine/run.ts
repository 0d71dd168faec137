import type { ProgramAnswer, ProgramOutcome, ProgramRequest } from '../program';
import { bookedWithin, filters } from './filters';
import type { Match, MatchInputs, Pipeline, StepTrace } from './match';
import { chances, draw } from './pick';
import type { Sample } from './sample';
import { scores } from './scores';
import { isFilter, isPick, ruleOf, type FilterName, type PickName, type ScoreName, type Step } from './steps';

/** Who is left, and what its score has come to. */
interface State {
  left: Sample[];
  score: Map<string, number>;
}

/** A pipeline on its way: it asks for the programs one by one, and is told what each of them said. */
export type Walk = Generator<ProgramRequest, Match, ProgramOutcome>;

/** A program's words in a trace, at most. */
const LONGEST_WORDS = 200;

/**
 * Walks through a pipeline: the same inputs, seed and answers give the same worker, in whatever order the samples come (M3). A score is the sum of
 * weight × value over the steps, each value in [0, 1]; workers are taken in the order of their ids. Without a program it never stops on its way.
 */
export function* walk(pipeline: Pipeline, inputs: MatchInputs, seed: string): Walk {
  const samples = [...inputs.samples].sort((a, b) => (a.worker < b.worker ? -1 : 1));
  const state: State = { left: samples, score: new Map() };
  const match: Match = { pipeline: pipeline.version, seed, picked: null, steps: [], probabilities: {}, inputs: { ...inputs, samples } };
  for (const step of pipeline.steps) {
    const trace: StepTrace = { step: step.step, in: state.left.length, out: 0, dropped: [], ...parametersOf(step) };
    match.steps.push(trace);
    if (isPick(step.step)) pick(step.step, state, match);
    else if (isFilter(step.step)) filter(step.step, step, state, trace, match);
    else if (step.step === 'program') take(step, state, trace, yield requestOf(step, state, inputs, seed));
    else rate(step.step, step, state, trace);
    trace.out = isPick(step.step) ? Number(match.picked !== null) : state.left.length;
    if (trace.fault?.policy === 'stop') return { ...match, stopped: { program: String(step.params.run), fault: trace.fault.fault } };
  }
  return match;
}

/** Runs a pipeline with what its programs said, in the order of the steps; one of which nothing is known is not configured. */
export function runPipeline(pipeline: Pipeline, inputs: MatchInputs, seed: string, answers: readonly ProgramOutcome[] = []): Match {
  const steps = walk(pipeline, inputs, seed);
  const left = [...answers];
  let next = steps.next();
  while (!next.done) next = steps.next(left.shift() ?? { ok: false, fault: 'not_configured', detail: '' });
  return next.value;
}

function filter(name: FilterName, { params }: Step, state: State, trace: StepTrace, { inputs }: Match): void {
  if (!inputs) return;
  const { reference } = inputs;
  state.left = state.left.filter((sample) => {
    const why = filters[name](sample, reference, params);
    if (why !== null) trace.dropped.push({ worker: sample.worker, why });
    return why === null;
  });
}

function rate(name: ScoreName, { params }: Step, state: State, trace: StepTrace): void {
  trace.values = Object.fromEntries(state.left.map((sample) => [sample.worker, scores[name](sample, params)]));
  add(state, trace.values, Number(params.weight));
}

function add(state: State, values: Readonly<Record<string, number>>, weight: number): void {
  for (const { worker } of state.left) state.score.set(worker, (state.score.get(worker) ?? 0) + weight * (values[worker] ?? 0));
}

function pick(name: PickName, { left, score }: State, match: Match): void {
  const scored = left.map(({ worker }) => ({ worker, score: score.get(worker) ?? 0 }));
  const probabilities = chances(name, scored);
  match.probabilities = Object.fromEntries(scored.map(({ worker }, at) => [worker, probabilities[at] ?? 0]));
  if (score.size > 0) match.scores = Object.fromEntries(scored.map((one) => [one.worker, one.score]));
  match.picked = left[draw(match.seed, probabilities)]?.worker ?? null;
}

/** What a program is told of those who are left: ids, characteristics and counts, never names (U5). */
function requestOf(step: Step, { left, score }: State, { reference }: MatchInputs, seed: string): ProgramRequest {
  return {
    program: String(step.params.run),
    params: step.with ?? {},
    timeoutMs: Number(step.params.timeout_ms),
    reference: { order: reference.order, client: reference.client, service: reference.service, at: reference.at, ends_at: reference.endsAt },
    samples: left.map((sample) => ({
      worker: sample.worker,
      strengths: sample.strengths,
      weaknesses: sample.weaknesses,
      ok: sample.results.ok,
      not_ok: sample.results.notOk,
      client_ok: sample.withClient.ok,
      client_not_ok: sample.withClient.notOk,
      orders_that_day: bookedWithin(sample, 1),
      score: score.get(sample.worker) ?? 0,
    })),
    seed,
  };
}

/** Takes a program's answer over; a wrong one counts as a failure. */
function take({ params }: Step, state: State, trace: StepTrace, outcome: ProgramOutcome): void {
  const policy = params.on_failure === 'stop' ? 'stop' : 'skip';
  const wrong = outcome.ok ? wrongIn(outcome, state.left) : null;
  if (!outcome.ok) trace.fault = { fault: outcome.fault, detail: outcome.detail.slice(0, LONGEST_WORDS), policy };
  else if (wrong !== null) trace.fault = { fault: 'bad_answer', detail: wrong, policy };
  if (!outcome.ok || wrong !== null) return;
  const gone = new Map(outcome.dropped.map(({ worker, why }) => [worker, why.slice(0, LONGEST_WORDS)]));
  trace.program = outcome.version;
  trace.dropped = state.left.flatMap(({ worker }) => (gone.has(worker) ? [{ worker, why: gone.get(worker) ?? '' }] : []));
  state.left = state.left.filter(({ worker }) => !gone.has(worker));
  trace.values = Object.fromEntries(state.left.flatMap(({ worker }) => (outcome.values[worker] === undefined ? [] : [[worker, outcome.values[worker] ?? 0]])));
  add(state, trace.values, Number(params.weight));
}

/** What is wrong with an answer: it may speak only of those it was asked about, and values lie in [0, 1]. */
function wrongIn({ dropped, values }: ProgramAnswer, left: readonly Sample[]): string | null {
  const asked = new Set(left.map(({ worker }) => worker));
  const stranger = [...dropped.map(({ worker }) => worker), ...Object.keys(values)].find((worker) => !asked.has(worker));
  if (stranger !== undefined) return `nobody asked about ${stranger.slice(0, LONGEST_WORDS)}`;
  const [worker, value] = Object.entries(values).find(([, one]) => !(one >= 0 && one <= 1)) ?? [];
  return worker === undefined ? null : `${worker} has the value ${value}, not one from 0 to 1`;
}

function parametersOf({ step, params, with: words }: Step): Pick<StepTrace, 'params' | 'with'> {
  return { ...(Object.keys(ruleOf(step).params).length === 0 ? {} : { params }), ...(words === undefined ? {} : { with: words }) };
}
