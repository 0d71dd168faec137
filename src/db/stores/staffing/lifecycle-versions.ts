import type { Hypothesis, ScreeningPolicy } from '../../../domain/staffing';
import type { LifecycleStore, StoredVersion } from '../../../domain/staffing/store';
import { instant } from '../../rows';
import type { Tables } from '../../tables';

interface VersionRow {
  hash: string;
  hypothesis: string;
  source: string;
  meaning: string;
  author: string | null;
  created_at: string;
}

interface PolicyRow {
  limit_bp: number;
  battery_days: number;
  reapply_days: number;
  purge_days: number;
  outcome_days: number;
  max_trial_days: number;
  e_threshold: number;
  four_eyes: number;
}

/** Versions of hypotheses, and the policy they are held to, on SQL. */
export function versionStore(t: Tables): Pick<LifecycleStore, 'version' | 'versions' | 'addVersion' | 'screeningPolicy' | 'addScreeningPolicy'> {
  return {
    version: async (hash) => {
      const row = await t.one<{ meaning: string }>('SELECT meaning FROM hypothesis_versions WHERE hash = $hash', { hash });
      return row && { hash, hypothesis: JSON.parse(row.meaning) as Hypothesis };
    },
    versions: async ({ id, prefix } = {}) => {
      const where = ['1 = 1', ...(id === undefined ? [] : ['hypothesis = $id']), ...(prefix === undefined ? [] : ['hash LIKE $prefix'])];
      const params = { ...(id === undefined ? {} : { id }), ...(prefix === undefined ? {} : { prefix: `${prefix}%` }) };
      return (await t.all<VersionRow>(`SELECT * FROM hypothesis_versions WHERE ${where.join(' AND ')} ORDER BY seq DESC`, params)).map(toVersion);
    },
    addVersion: async ({ hash, hypothesis, source, engine }) => {
      const at = t.now.toISOString();
      if (await t.one('SELECT hash FROM hypothesis_versions WHERE hash = $hash', { hash })) return;
      await t.insertNew('hypotheses', { id: hypothesis.id, created_at: at });
      const seq = await t.next('hypothesis_version');
      await t.insertNew('hypothesis_versions', { hash, hypothesis: hypothesis.id, seq, source, meaning: JSON.stringify(hypothesis), engine, author: t.actor.personId, created_at: at });
    },
    screeningPolicy: async (at) => {
      if (!at) return toPolicy(await t.policy<PolicyRow>('screening'));
      const row = await t.one<{ data: string }>(`SELECT data FROM policies WHERE name = 'screening' AND effective_from <= $at ORDER BY effective_from DESC LIMIT 1`, { at: at.toISOString() });
      if (!row) throw new Error('no screening policy is in force');
      return toPolicy(JSON.parse(row.data) as PolicyRow);
    },
    addScreeningPolicy: (from, policy) => t.insertNew('policies', { name: 'screening', effective_from: from.toISOString(), data: JSON.stringify(toPolicyRow(policy)) }),
  };
}

const toVersion = ({ hash, hypothesis, source, meaning, author, created_at }: VersionRow): StoredVersion => ({
  id: hypothesis,
  hash,
  hypothesis: JSON.parse(meaning) as Hypothesis,
  source,
  author,
  createdAt: instant(created_at),
});

const toPolicy = (row: PolicyRow): ScreeningPolicy => ({
  limitBp: row.limit_bp,
  batteryDays: row.battery_days,
  reapplyDays: row.reapply_days,
  purgeDays: row.purge_days,
  outcomeDays: row.outcome_days,
  maxTrialDays: row.max_trial_days,
  eThreshold: row.e_threshold,
  fourEyes: row.four_eyes === 1,
});

const toPolicyRow = (policy: ScreeningPolicy): PolicyRow => ({
  limit_bp: policy.limitBp,
  battery_days: policy.batteryDays,
  reapply_days: policy.reapplyDays,
  purge_days: policy.purgeDays,
  outcome_days: policy.outcomeDays,
  max_trial_days: policy.maxTrialDays,
  e_threshold: policy.eThreshold,
  four_eyes: policy.fourEyes ? 1 : 0,
});
