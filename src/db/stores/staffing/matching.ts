import { packSamples, plainStep, storedStep, unpackSamples, type Match, type MatchInputs, type PackedSample, type PlainStep, type StepTrace } from '../../../domain/staffing';
import type { MatchedTwice, MatchingStore, PipelineMove, StoredMatch, StoredPipeline } from '../../../domain/staffing/store';
import { instant } from '../../rows';
import type { Tables } from '../../tables';

interface VersionRow {
  version: string;
  name: string;
  number: number;
  steps: string;
  reason: string | null;
  added_by: string | null;
  added_at: string;
}

interface MoveRow {
  seq: number;
  id: string;
  version: string;
  move: PipelineMove['move'];
  replaces: string | null;
  reason: string | null;
  actor_id: string | null;
  active_from: string;
}

interface TraceRow {
  id: string;
  order_id: string;
  pipeline: string;
  seed: string;
  steps: string;
  picked: string | null;
  inputs: string | null;
  known: string | null;
  stopped_by: string | null;
  at: string;
}

/** What a trace's `steps` hold. */
type Course = Pick<Match, 'steps' | 'probabilities' | 'scores' | 'stopped'>;

/** Pipelines, their moves, match traces and shadows on SQL. */
export function matchingStore(t: Tables): MatchingStore {
  return { ...pipelines(t), ...traces(t), ...shadows(t) };
}

function pipelines(t: Tables): Pick<MatchingStore, 'lockPipelines' | 'pipeline' | 'pipelineVersions' | 'addPipelineVersion' | 'pipelineMoves' | 'addPipelineMove'> {
  return {
    lockPipelines: () => t.lock('pipelines'),
    pipeline: async () => {
      const row = await t.one<{ version: string; steps: string }>(
        `SELECT p.version, p.steps FROM pipeline_moves m JOIN pipelines p ON p.version = m.version
         WHERE m.move IN ('activated', 'rolled_back') ORDER BY m.seq DESC LIMIT 1`,
      );
      if (!row) throw new Error('no pipeline is active');
      return { version: row.version, steps: stepsOf(row.steps) };
    },
    pipelineVersions: async (name) => {
      const where = name === undefined ? '1 = 1' : 'name = $name';
      const rows = await t.all<VersionRow>(`SELECT * FROM pipelines WHERE ${where} ORDER BY name, number DESC`, name === undefined ? {} : { name });
      return rows.map(toVersion);
    },
    addPipelineVersion: ({ version, name, number, steps, reason }) =>
      t.insert('pipelines', { version, name, number, steps: JSON.stringify(steps.map(plainStep)), reason, added_by: t.actor.personId, added_at: t.now.toISOString() }),
    pipelineMoves: async () => {
      const rows = await t.all<MoveRow>('SELECT * FROM pipeline_moves ORDER BY seq');
      return rows.map(({ actor_id, active_from, seq, id, version, move, replaces, reason }) => ({ seq, id, version, move, replaces, reason, actor: actor_id, from: instant(active_from) }));
    },
    addPipelineMove: async ({ version, move, replaces, reason }) => {
      const row = { seq: await t.next('pipeline_move'), id: t.newId(), version, move, replaces, reason };
      await t.insert('pipeline_moves', { ...row, actor_id: t.actor.personId, active_from: t.now.toISOString() });
    },
  };
}

function traces(t: Tables): Pick<MatchingStore, 'addTrace' | 'hasStopped' | 'matchById' | 'matchesOf'> {
  return {
    addTrace: (order, match) =>
      t.insert('match_traces', {
        id: t.newId(),
        order_id: order,
        pipeline: match.pipeline,
        seed: match.seed,
        steps: courseOf(match),
        picked: match.picked,
        inputs: match.inputs === undefined ? null : inputsOf(match.inputs),
        known: match.inputs === undefined ? null : JSON.stringify(match.inputs.known),
        stopped_by: match.stopped?.program ?? null,
        at: t.now.toISOString(),
      }),
    hasStopped: async (order) => (await t.one<{ stopped_by: string | null }>('SELECT stopped_by FROM match_traces WHERE order_id = $order ORDER BY id DESC LIMIT 1', { order }))?.stopped_by != null,
    matchById: async (id) => {
      const row = await t.one<TraceRow>('SELECT * FROM match_traces WHERE id = $id', { id });
      return row && toMatch(row);
    },
    matchesOf: async (order) => (await t.all<TraceRow>('SELECT * FROM match_traces WHERE order_id = $order ORDER BY id DESC', { order })).map(toMatch),
  };
}

function shadows(t: Tables): Pick<MatchingStore, 'matchesWithout' | 'addShadow' | 'matchedTwice'> {
  return {
    matchesWithout: async (version, after, reads, limit) => {
      const has = reads.map((name) => `AND m.known LIKE '%"${name}"%'`).join(' ');
      const rows = await t.all<{ id: string }>(
        `SELECT m.id FROM match_traces m WHERE m.id > $after AND m.known IS NOT NULL AND m.pipeline <> $version ${has}
           AND NOT EXISTS (SELECT 1 FROM shadow_traces s WHERE s.trace_id = m.id AND s.pipeline = $version)
         ORDER BY m.id LIMIT ${Math.trunc(limit)}`,
        { version, after },
      );
      return rows.map(({ id }) => id);
    },
    addShadow: ({ trace, shadow, overlap }) =>
      t.insertNew('shadow_traces', {
        id: t.newId(),
        trace_id: trace,
        pipeline: shadow.pipeline,
        steps: courseOf(shadow),
        picked: shadow.picked,
        overlap: JSON.stringify(overlap),
        at: t.now.toISOString(),
      }),
    matchedTwice: async (active, shadow) => {
      const rows = await t.all<{ order_id: string; picked: string | null; shadow_picked: string | null; overlap: string; state: string | null }>(
        `SELECT m.order_id, m.picked, s.picked AS shadow_picked, s.overlap, o.state
         FROM match_traces m JOIN shadow_traces s ON s.trace_id = m.id AND s.pipeline = $shadow
         LEFT JOIN outcomes o ON o.order_id = m.order_id AND o.worker_id = m.picked AND o.state IN ('ok', 'not_ok') AND o.in_review = 0 AND o.due_at <= $now
         WHERE m.pipeline = $active AND NOT EXISTS (SELECT 1 FROM match_traces later WHERE later.order_id = m.order_id AND later.id > m.id)
         ORDER BY m.id`,
        { active, shadow, now: t.now.toISOString() },
      );
      return rows.map((row) => ({
        order: row.order_id,
        active: { picked: row.picked },
        shadow: { picked: row.shadow_picked },
        overlap: JSON.parse(row.overlap) as MatchedTwice['overlap'],
        ok: row.state === null ? null : row.state === 'ok',
      }));
    },
  };
}

const stepsOf = (stored: string): StoredPipeline['steps'] => (JSON.parse(stored) as PlainStep[]).map(storedStep);

const toVersion = ({ version, name, number, steps, reason, added_by, added_at }: VersionRow): StoredPipeline => ({
  version,
  name,
  number,
  steps: stepsOf(steps),
  reason,
  author: added_by,
  addedAt: instant(added_at),
});

const courseOf = ({ steps, probabilities, scores, stopped }: Match): string => JSON.stringify({ steps, probabilities, scores, stopped } satisfies { [K in keyof Course]: Course[K] | undefined });
const courseIn = (stored: string): Course => JSON.parse(stored) as Course & { steps: StepTrace[] };

const inputsOf = ({ reference, ...inputs }: MatchInputs): string => JSON.stringify({ reference, samples: packSamples({ reference, ...inputs }) });

function inputsIn(stored: string, known: string | null): MatchInputs {
  const { reference, samples } = JSON.parse(stored) as Pick<MatchInputs, 'reference'> & { samples: PackedSample[] };
  return { reference, known: JSON.parse(known ?? '[]') as MatchInputs['known'], samples: unpackSamples(samples) };
}

const toMatch = ({ id, order_id, pipeline, seed, steps, picked, inputs, known, at }: TraceRow): StoredMatch => ({
  id,
  order: order_id,
  pipeline,
  seed,
  picked,
  ...courseIn(steps),
  ...(inputs === null ? {} : { inputs: inputsIn(inputs, known) }),
  at: instant(at),
});
