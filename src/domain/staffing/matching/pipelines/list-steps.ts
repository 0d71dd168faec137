import { allow } from '../../../users';
import type { StaffingWork } from '../../work';
import { ruleOf, stepNames, type ParamRule, type StepName } from '../engine/steps';

/** A step that pipelines may be made of. */
export interface CatalogueStep {
  step: StepName;
  kind: 'filter' | 'score' | 'program' | 'pick';
  params: Readonly<Record<string, ParamRule>>;
}

/** The catalogue of steps, with their parameters. */
export async function listSteps(w: StaffingWork): Promise<CatalogueStep[]> {
  allow(w, 'list-pipelines');
  return stepNames.map((step) => ({ step, ...ruleOf(step) }));
}
