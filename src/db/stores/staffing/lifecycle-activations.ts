import type { Evidence } from '../../../domain/staffing';
import type { ActivationRow, LifecycleStore } from '../../../domain/staffing/store';
import { instant } from '../../rows';
import type { Tables } from '../../tables';

interface Row {
  seq: number;
  hash: string;
  vacancy: string;
  state: ActivationRow['state'];
  replaces: string | null;
  trial: string | null;
  actor_id: string | null;
  reason: string | null;
  evidence: string;
  at: string;
}

type Part = Pick<
  LifecycleStore,
  'lockLifecycle' | 'activations' | 'addActivation' | 'champion' | 'shadows' | 'hasResults' | 'backtested' | 'backtestOf' | 'addBacktest'
>;

/** Moves of versions and the backtests that opened their gates, on SQL. */
export function activationStore(t: Tables): Part {
  return {
    lockLifecycle: () => t.lock('hypotheses'),
    activations: async () => (await t.all<Row>('SELECT * FROM activations ORDER BY seq')).map(toActivation),
    addActivation: async ({ hash, vacancy, state, replaces, trial, reason, evidence }) => {
      const row: Row = { seq: await t.next('activation'), hash, vacancy, state, replaces, trial, actor_id: t.actor.personId, reason, evidence: JSON.stringify(evidence), at: t.now.toISOString() };
      await t.insert('activations', { ...row });
      return toActivation(row);
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
        `SELECT DISTINCT hash FROM activations a WHERE vacancy IN ($vacancy, '*') AND state IN ('shadow', 'trial')
           AND seq = (SELECT MAX(b.seq) FROM activations b WHERE b.hash = a.hash AND b.vacancy = a.vacancy AND b.state <> 'proposed') ORDER BY hash`,
        { vacancy },
      );
      return rows.map((row) => row.hash);
    },
    hasResults: async ({ test, version }) => {
      const params = { test, version };
      const chunk = await t.one('SELECT test FROM score_chunks WHERE test = $test AND version = $version LIMIT 1', params);
      return (chunk ?? (await t.one('SELECT test FROM history_changes WHERE test = $test AND version = $version LIMIT 1', params))) !== undefined;
    },
    backtested: async () => {
      const rows = await t.all<{ hash: string; at: string }>('SELECT hash, MIN(at) AS at FROM backtests WHERE screened > 0 GROUP BY hash');
      return new Map(rows.map((row) => [row.hash, instant(row.at)]));
    },
    backtestOf: async (hash) => {
      const row = await t.one<{ id: string; screened: number; result: string; at: string }>(
        'SELECT id, screened, result, at FROM backtests WHERE hash = $hash AND screened > 0 ORDER BY screened DESC, at DESC, id DESC LIMIT 1',
        { hash },
      );
      if (!row) return undefined;
      const { digest, accepted } = JSON.parse(row.result) as { digest: string; accepted: number };
      return { id: row.id, hash, digest, screened: row.screened, accepted, at: instant(row.at) };
    },
    addBacktest: ({ hash, from, to, dataDigest, result }) =>
      t.insert('backtests', { id: t.newId(), hash, from_day: from, to_day: to, screened: result.screened, data_digest: dataDigest, result: JSON.stringify(result), at: t.now.toISOString() }),
  };
}

const toActivation = ({ actor_id, evidence, at, ...row }: Row): ActivationRow => ({
  ...row,
  actor: actor_id,
  evidence: JSON.parse(evidence) as Evidence,
  at: instant(at),
});
