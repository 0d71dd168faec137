import type { Hypothesis } from '../../../domain/staffing';
import type { LifecycleStore } from '../../../domain/staffing/store';
import type { Tables } from '../../tables';

/** Hypotheses, activations, trials, backtests and outcomes on SQL. */
export function lifecycleStore(t: Tables): LifecycleStore {
  return {
    version: async (hash) => {
      const row = await t.one<{ meaning: string }>('SELECT meaning FROM hypothesis_versions WHERE hash = $hash', { hash });
      return row && { hash, hypothesis: JSON.parse(row.meaning) as Hypothesis };
    },
    champion: async (vacancy) => {
      const row = await t.one<{ hash: string }>(
        `SELECT hash FROM activations WHERE vacancy IN ($vacancy, '*') AND state = 'adopted'
         ORDER BY CASE vacancy WHEN '*' THEN 1 ELSE 0 END, seq DESC LIMIT 1`,
        { vacancy },
      );
      return row?.hash;
    },
    shadows: async (vacancy) => {
      const rows = await t.all<{ hash: string }>(
        `SELECT DISTINCT hash FROM activations a WHERE vacancy IN ($vacancy, '*') AND state = 'shadow'
           AND seq = (SELECT MAX(b.seq) FROM activations b WHERE b.hash = a.hash AND b.vacancy = a.vacancy) ORDER BY hash`,
        { vacancy },
      );
      return rows.map((row) => row.hash);
    },
  };
}
