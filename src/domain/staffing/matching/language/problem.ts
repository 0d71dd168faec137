import { SEVERITY, type ProblemCode, type Span } from '../../hypotheses/language/problem';

/** How bad each kind of problem is that only pipelines have. */
const OWN = {
  'pick.last': 'error',
  'pick.missing': 'error',
  'pick.unscored': 'warning',
  'pipeline.name': 'error',
  'pipeline.other': 'error',
  'program.unknown': 'warning',
  'program.unknown_near': 'warning',
  'step.none': 'error',
  'step.one': 'error',
  'step.params': 'error',
  'step.scalar': 'error',
  'step.unknown': 'error',
  'step.unknown_near': 'error',
} as const;

/** How bad each kind of problem of a pipeline's file is; what goes for every YAML file is as bad as elsewhere. Texts are `steps:<code>`, or else `lint:<code>`. */
export const STEP_SEVERITY = { ...SEVERITY, ...OWN };

/** A kind of problem of a pipeline's file. */
export type StepProblem = ProblemCode | keyof typeof OWN;

/** Takes note of a problem of a pipeline's file. */
export type StepReport = (code: StepProblem, span: Span, params?: Record<string, string | number>) => void;
