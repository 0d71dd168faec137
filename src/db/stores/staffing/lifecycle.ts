import type { LifecycleStore } from '../../../domain/staffing/store';
import type { Tables } from '../../tables';
import { activationStore } from './lifecycle-activations';
import { figureStore } from './lifecycle-figures';
import { outcomeStore } from './lifecycle-outcomes';
import { trialStore } from './lifecycle-trials';
import { versionStore } from './lifecycle-versions';

/** Hypotheses, activations, trials, backtests, outcomes and the screening policy on SQL. */
export function lifecycleStore(t: Tables): LifecycleStore {
  return { ...versionStore(t), ...activationStore(t), ...trialStore(t), ...figureStore(t), ...outcomeStore(t) };
}
