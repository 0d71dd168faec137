import { DomainError } from '../../domain/shared/errors';
import type { ScreeningPolicy } from '../../domain/staffing';
import { setShare } from '../percent';
import { badValue } from '../usage';

/** The numbers of screening by their names in JSON and flags, with what they are for. */
const NAMES = {
  limit_bp: 'limitBp',
  battery_days: 'batteryDays',
  reapply_days: 'reapplyDays',
  purge_days: 'purgeDays',
  outcome_days: 'outcomeDays',
  max_trial_days: 'maxTrialDays',
  e_threshold: 'eThreshold',
  four_eyes: 'fourEyes',
} as const satisfies Record<string, keyof ScreeningPolicy>;

type Name = keyof typeof NAMES;
const ALL = Object.keys(NAMES) as Name[];

/** Does something with the policy; what the domain says of its fields is told by the names under which they are set. */
export async function inFlagWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const name = error instanceof DomainError && error.code === 'staffing.bad_policy' ? ALL.find((one) => NAMES[one] === error.params.name) : undefined;
    if (!(error instanceof DomainError) || name === undefined) throw error;
    throw new DomainError(error.code, error.kind, { ...error.params, name });
  }
}

/** Reads `limit_bp=250` and the like; throws `cli.usage` for other names and for what is no whole number. */
export function readSettings(settings: readonly string[]): Partial<ScreeningPolicy> {
  return Object.assign({}, ...settings.map(readSetting)) as Partial<ScreeningPolicy>;
}

function readSetting(setting: string): Partial<ScreeningPolicy> {
  const [, given = '', value = ''] = /^([a-z_]+)=(\d{1,9}|true|false)$/.exec(setting.trim()) ?? [];
  const name = ALL.find((one) => one === given);
  if (!name && given !== '') throw new DomainError('cli.usage', 'usage', { problem: 'option', given, options: ALL.join(', ') });
  if (!name) throw badValue('--set', setting, 'limit_bp=250');
  const isSwitch = ['0', '1', 'true', 'false'].includes(value);
  if (name === 'four_eyes' && isSwitch) return { fourEyes: value === '1' || value === 'true' };
  if (name === 'four_eyes' || !/^\d+$/.test(value)) throw badValue('--set', setting, name === 'four_eyes' ? 'four_eyes=true' : `${name}=250`);
  return { [NAMES[name]]: Number(value) };
}

/** The fields of the policy's card: each under the name by which it is set. */
export function policyFields(policy: ScreeningPolicy): Record<string, string> {
  return {
    limit_bp: `${policy.limitBp} (a hypothesis accepts the top ${setShare(policy.limitBp)} at most)`,
    battery_days: `${policy.batteryDays} (then an unfinished battery expires)`,
    reapply_days: `${policy.reapplyDays} (until a cat may apply again)`,
    purge_days: `${policy.purgeDays} (until personal data of the rejected goes)`,
    outcome_days: `${policy.outcomeDays} (after an order its outcome counts)`,
    max_trial_days: `${policy.maxTrialDays} (four in five trials must be done by then)`,
    e_threshold: `${policy.eThreshold} (the E of a verdict)`,
    four_eyes: `${policy.fourEyes} (${policy.fourEyes ? 'two people adopt' : 'one person adopts'})`,
  };
}

/** The policy in JSON. */
export const policyJson = (policy: ScreeningPolicy) => ({
  limit_bp: policy.limitBp,
  battery_days: policy.batteryDays,
  reapply_days: policy.reapplyDays,
  purge_days: policy.purgeDays,
  outcome_days: policy.outcomeDays,
  max_trial_days: policy.maxTrialDays,
  e_threshold: policy.eThreshold,
  four_eyes: policy.fourEyes,
});
