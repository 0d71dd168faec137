import type { CatalogueStep, EditedPipeline, ExplainedMatch, MatchInputs, PipelineCard, PipelineComparison, PipelineRow } from '../domain/staffing';
import { catNumber } from '../domain/shared/ids';
import { iso } from './json-values';

/** A version of a pipeline. */
export const pipeline = (of: PipelineRow) => ({
  version: of.version,
  name: of.name,
  number: of.number,
  state: of.state,
  since: iso(of.since),
  steps: of.steps.map(({ step, params, with: words }) => ({ step, params: { ...params }, ...(words === undefined ? {} : { with: { ...words } }) })),
  author: of.author,
  reason: of.reason,
  added_at: iso(of.addedAt),
});

/** A version with its file and its history. */
export const pipelineDetails = (of: PipelineCard) => ({
  ...pipeline(of),
  source: of.source,
  versions: of.versions,
  history: of.history.map(({ version, move, replaces, reason, by, from }) => ({ version, move, replaces, reason, by, from: iso(from) })),
});

/** A version that was stored, or is there already. */
export const editedPipeline = (of: EditedPipeline) => ({
  ...pipeline(of.row),
  new: of.isNew,
  active: of.active,
  differences: of.differences.map(({ sign, words }) => ({ sign, step: words })),
});

/** A step of the catalogue. */
export const catalogueStep = ({ step, kind, params }: CatalogueStep) => ({ step, kind, params: Object.fromEntries(Object.entries(params).map(([name, rule]) => [name, { ...rule }])) });

/** Why a worker was picked, with all that the trace holds. */
export function explainedMatch({ match, replay, earlier, people }: ExplainedMatch, order: { id: string; number: number }) {
  const named = (id: string | null) => {
    const person = id === null ? undefined : people.get(id);
    return id === null ? null : { id, number: person ? catNumber(person.number) : null, name: person?.name ?? null };
  };
  return {
    order: { id: order.id, number: order.number },
    at: iso(match.at),
    pipeline: match.pipeline,
    seed: match.seed,
    picked: named(match.picked),
    steps: match.steps,
    probabilities: match.probabilities,
    scores: match.scores ?? null,
    stopped: match.stopped ?? null,
    replay: replay && { same: replay.same, picked: named(replay.picked) },
    inputs: match.inputs ? inputsTold(match.inputs) : null,
    earlier: earlier.map(({ at, pipeline: version, picked }) => ({ at: iso(at), pipeline: version, picked: named(picked) })),
  };
}

/** What was looked up of the workers, and no more. */
function inputsTold({ reference, known, samples }: MatchInputs) {
  return { reference, samples: samples.map((sample) => ({ worker: sample.worker, ...Object.fromEntries(known.map((name) => [name, sample[name]])) })) };
}

/** Two versions on the same orders. */
export const pipelineComparison = (of: PipelineComparison) => ({
  active: of.active,
  shadow: of.shadow,
  orders: of.orders,
  both: of.both,
  same: of.same,
  spread: of.spread,
  success: of.success,
  estimate: { rate: of.estimate.rate, interval: of.estimate.interval, support: of.estimate.support, effective: of.estimate.effective, outcomes: of.estimate.n },
});
