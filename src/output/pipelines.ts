import type { CatalogueStep, EditedPipeline, PipelineCard, PipelineRow } from '../domain/staffing';
import * as json from './pipelines-json';
import type { Listing } from './list-command';
import { clean, paint, type Tone } from './style';
import { exactAndRelative, relative, shortTime, type Clock } from './time';

const TONES: Partial<Record<PipelineRow['state'], Tone>> = { active: 'done', shadow: 'waits', replaced: 'secondary' };

/** Pipelines as a list. */
export const pipelineList = (clock: Clock): Listing<PipelineRow, ReturnType<typeof json.pipeline>> => ({
  columns: [
    { head: 'VERSION', of: (row) => row.version },
    { head: 'STATE', of: (row) => row.state, tone: (row) => TONES[row.state] ?? 'plain' },
    { head: 'SINCE', of: (row) => sinceTold(row.since, clock), wide: (row) => sinceTold(row.since, clock, exactAndRelative) },
    { head: 'STEPS', of: (row) => row.steps.map(({ step }) => step).join(', '), cuttable: true },
    { head: 'BY', of: (row) => row.author ?? '', cuttable: true, optional: true },
  ],
  json: json.pipeline,
  csv: ['version', 'name', 'number', 'state', 'since', 'author', 'reason'],
  empty: 'No pipelines.',
});

/** What holds since before the company began has no date. */
const sinceTold = (at: Date, clock: Clock, told = relative): string => (at.getTime() === 0 ? 'the beginning' : told(at, clock));

/** What to do next about pipelines: what runs in shadow is compared. */
export function nextForPipelines(rows: readonly PipelineRow[]): string {
  const of = (state: PipelineRow['state']) => rows.find((row) => row.state === state);
  const [active, shadow, draft] = [of('active'), of('shadow'), of('draft')];
  if (active && shadow) return `mcf pipelines compare ${active.version} ${shadow.version}`;
  return draft ? `mcf pipelines shadow ${draft.version}` : `mcf pipelines edit ${active?.name ?? 'first'}`;
}

/** The title and the fields of a version's card. */
export function pipelineCard(of: PipelineCard, clock: Clock): [string, Record<string, string | null>] {
  return [
    `${of.version} · ${of.state}`,
    {
      since: sinceTold(of.since, clock, exactAndRelative),
      added: of.addedAt.getTime() === 0 ? null : [exactAndRelative(of.addedAt, clock), of.author].filter(Boolean).join(', '),
      why: of.reason,
      versions: of.versions.length > 1 ? of.versions.join(', ') : null,
    },
  ];
}

/** The steps of a version below each other, and what was done with it. */
export function pipelineLines({ version, words, history }: PipelineCard, clock: Clock): string[] {
  const done = { activated: 'activated', rolled_back: 'put back', shadow: 'shadow', shadow_stopped: 'shadow ended' };
  const moves = history.map(({ version: moved, move, replaces, from, by, reason }) => {
    const what = moved === version ? [done[move], replaces && `in place of ${replaces}`] : [`replaced by ${moved}`];
    return `  ${sinceTold(from, clock, shortTime)}  ${[...what, [by, reason].filter(Boolean).join(': ')].filter(Boolean).join(', ')}`;
  });
  return [...words.map((step, at) => `  ${at + 1} ${step}`), ...(moves.length === 0 ? [] : ['History', ...moves])].map(clean);
}

/** What a version does otherwise than the one in force. */
export function differenceLines({ row, active, differences }: EditedPipeline, stream: { isTTY?: boolean }): string[] {
  if (row.version === active) return [`${active} is in force`];
  if (differences.every(({ sign }) => sign === ' ')) return [`${active} → ${row.version}: the same steps`];
  const tones = { '-': 'failed', '+': 'done', ' ': 'plain' } as const;
  return [`${active} → ${row.version}`, ...differences.map(({ sign, words }) => paint(tones[sign], `  ${sign} ${clean(words)}`, stream))];
}

/** What each step of the catalogue does. */
const DOES: Record<CatalogueStep['step'], string> = {
  active: 'drops who was deactivated',
  present: 'drops who is absent then',
  free: 'drops who has another order then',
  not_client: 'drops the client itself',
  has: 'drops who has no such strength or weakness',
  lacks: 'drops who has it',
  workload: 'drops who has so many orders that day, or around it',
  rating: 'scores by results of all orders',
  past_with_client: 'scores by results with this client',
  program: 'asks a configured program: it drops, and gives values',
  random: 'picks one, all with the same chance',
  weighted: 'picks one, with chances in proportion to the scores',
  best: 'picks the highest score; the seed decides between equals',
};

/** The catalogue by kind, with the parameters of each step below it: a value after `=` holds where none is written. */
export function stepLines(steps: readonly CatalogueStep[]): string[] {
  const width = steps.reduce((most, { step }) => Math.max(most, step.length), 0);
  const kinds = [...new Set(steps.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => [
    KINDS[kind],
    ...steps.filter((one) => one.kind === kind).flatMap((one) => [`  ${one.step.padEnd(width)}  ${DOES[one.step]}`, ...paramsTold(one).map((params) => `  ${' '.repeat(width)}  ${params}`)]),
  ]);
}

const KINDS: Record<CatalogueStep['kind'], string> = {
  filter: 'Filters drop workers',
  score: 'Scores add weight × a value from 0 to 1',
  program: 'Programs do both',
  pick: 'Picks come last',
};

function paramsTold({ step, params }: CatalogueStep): string[] {
  const told = Object.entries(params).map(([name, rule]) => ('preset' in rule ? `${name}=${rule.preset}` : name));
  return told.length === 0 ? [] : [[...told, ...(step === 'program' ? ['with'] : [])].join(', ')];
}
