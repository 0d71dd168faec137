import type { Version } from './hypothesis';

/** The tables of hypotheses, activations, trials, backtests and outcomes. */
export interface LifecycleStore {
  version(hash: string): Promise<Version | undefined>;
  /** The hash in force for a vacancy: adopted for it by name, or else for all. */
  champion(vacancy: string): Promise<string | undefined>;
  /** The hashes that decide beside the one in force, recorded and never acted on. */
  shadows(vacancy: string): Promise<string[]>;
}
