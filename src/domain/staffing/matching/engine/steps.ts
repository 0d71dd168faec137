import type { Scalar } from '../../../shared/errors';

/** What a parameter of a step may be; a `preset` holds where none is written. */
export type ParamRule =
  | { kind: 'number'; min: number; max: number; whole?: true; preset?: number }
  | { kind: 'text'; most: number }
  | { kind: 'choice'; options: readonly string[]; preset: string };

/** What a step is: a filter drops workers, a score adds to their score, a pick takes one of them. */
interface StepRule {
  kind: 'filter' | 'score' | 'program' | 'pick';
  params: Readonly<Record<string, ParamRule>>;
}

/** How many days on either side of an order its workers' bookings are looked at, at most. */
export const MOST_DAYS = 7;

const weight: ParamRule = { kind: 'number', min: 0, max: 1000, preset: 1 };
const smoothed = (orders: number) =>
  ({ weight, prior: { kind: 'number', min: 0, max: 1, preset: 0.8 }, prior_orders: { kind: 'number', min: 0.1, max: 1000, preset: orders } }) satisfies Record<string, ParamRule>;
const characteristic: ParamRule = { kind: 'text', most: 40 };

/** The steps that pipelines are made of, with their parameters (M1). */
const STEPS = {
  active: { kind: 'filter', params: {} },
  present: { kind: 'filter', params: {} },
  free: { kind: 'filter', params: {} },
  not_client: { kind: 'filter', params: {} },
  has: { kind: 'filter', params: { characteristic } },
  lacks: { kind: 'filter', params: { characteristic } },
  workload: { kind: 'filter', params: { most: { kind: 'number', min: 1, max: 1000, whole: true }, days: { kind: 'number', min: 1, max: MOST_DAYS + 1, whole: true, preset: 1 } } },
  rating: { kind: 'score', params: smoothed(10) },
  past_with_client: { kind: 'score', params: smoothed(2) },
  program: {
    kind: 'program',
    params: {
      run: { kind: 'text', most: 40 },
      on_failure: { kind: 'choice', options: ['skip', 'stop'], preset: 'skip' },
      timeout_ms: { kind: 'number', min: 50, max: 30_000, whole: true, preset: 2000 },
      weight,
    },
  },
  random: { kind: 'pick', params: {} },
  weighted: { kind: 'pick', params: {} },
  best: { kind: 'pick', params: {} },
} as const satisfies Record<string, StepRule>;

/** The named steps a pipeline is made of. */
export type StepName = keyof typeof STEPS;
type NamesOf<K extends StepRule['kind']> = { [N in StepName]: (typeof STEPS)[N]['kind'] extends K ? N : never }[StepName];
/** The steps that drop workers. */
export type FilterName = NamesOf<'filter'>;
/** The steps that look up a value in [0, 1]. */
export type ScoreName = NamesOf<'score'>;
/** The steps that end a pipeline. */
export type PickName = NamesOf<'pick'>;

/** All names, in the order of the catalogue. */
export const stepNames = Object.keys(STEPS) as StepName[];

/** What a step is. */
export const ruleOf = (step: StepName): StepRule => STEPS[step];
/** Whether a step drops workers. */
export const isFilter = (step: StepName): step is FilterName => ruleOf(step).kind === 'filter';
/** Whether a step ends a pipeline. */
export const isPick = (step: StepName): step is PickName => ruleOf(step).kind === 'pick';

/** One step of a version, with every parameter it has. */
export interface Step {
  step: StepName;
  params: Readonly<Record<string, Scalar>>;
  /** What a program is told besides, in its own words. */
  with?: Readonly<Record<string, Scalar>>;
}

/** A step as data, the way files and tables hold it: its name alone, or the name with its parameters. */
export type PlainStep = string | { [step: string]: { [param: string]: Scalar | { [param: string]: Scalar } } };

/** A step as files and tables hold it. */
export function plainStep({ step, params, with: words }: Step): PlainStep {
  if (Object.keys(params).length === 0) return step;
  return { [step]: { ...params, ...(words === undefined ? {} : { with: { ...words } }) } };
}

/** A stored step, which was checked before it was stored. */
export function storedStep(plain: PlainStep): Step {
  const [name, given] = typeof plain === 'string' ? [plain, {}] : (Object.entries(plain)[0] ?? ['', {}]);
  const { with: words, ...params } = given;
  return { step: name as StepName, params: params as Step['params'], ...(words === undefined ? {} : { with: words as Record<string, Scalar> }) };
}
