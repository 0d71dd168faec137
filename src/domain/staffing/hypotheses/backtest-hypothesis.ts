import type { Actor, Runner } from '../../shared/work';
import { allow } from '../../users';
import { WHOLE_BP } from '../basis-points';
import { pinnedName } from '../catalogue/test-version';
import { badPeriod, noHistory } from '../errors';
import { loadHistory, refreshHistory, requiredTestsOf, testsOf, type TestReference } from '../screening/history';
import type { StaffingWork } from '../work';
import type { Period } from './engine/backtest';
import { dayOfIso, isoDay } from './engine/calendar';
import { testKey, type History } from './engine/history';
import { isAnyComplete } from './engine/members';
import type { BacktestResult } from './engine/summary';
import { acceptedRows, exchangeByBreed, knownAmong, rowsOf, type Backtest } from './lifecycle/backtest';
import { dataDigest } from './lifecycle/data-digest';
import { findVersion, named } from './lifecycle/find-version';
import type { StoredVersion, VersionName } from './lifecycle/version-name';
import type { OutcomeCounts } from './lifecycle-store';

/** All that a backtest reads. */
interface Material {
  version: StoredVersion;
  /** The versions in force where this one applies, with their vacancies. */
  champions: { version: StoredVersion; vacancies: Set<string> }[];
  history: History;
  outcomes: Map<number, OutcomeCounts>;
  zone: string;
}

/**
 * Lets a version decide on the candidates of the past (S6) and holds it against those in force; what it came to is kept, as the gate to
 * shadow. Days are company days, both included. Throws `staffing.no_history` where the tests that it needs were never taken, or by no cat all of them.
 */
export async function backtestHypothesis(
  app: Runner<StaffingWork>,
  actor: Actor,
  { ref, from, to, onProgress }: { ref: string; from?: string | undefined; to?: string | undefined; onProgress?: (done: number, total: number) => void },
): Promise<Backtest> {
  if (![from, to].every(isDay) || (from ?? '') > (to ?? '9')) throw badPeriod();
  await app.query(actor, async (w) => allow(w, 'backtest-hypothesis'));
  await refreshHistory(app, actor, onProgress);
  const material = await app.query(actor, (w) => gather(w, ref));
  const result = await holdAgainst(material, { from, to });
  await app.run(actor, (w) => keep(w, result, { from, to }));
  return result;
}

/** Written as a day, and one that the calendar has. */
const isDay = (day: string | undefined): boolean => day === undefined || (/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(dayOfIso(day)) && isoDay(dayOfIso(day)) === day);

async function gather(w: StaffingWork, ref: string): Promise<Material> {
  const version = await findVersion(w, ref);
  const champions = await championsBeside(w, version);
  const tests = new Map<string, TestReference>();
  for (const { hypothesis } of [version, ...champions.map((champion) => champion.version)]) {
    for (const reference of testsOf(hypothesis)) tests.set(pinnedName(reference), reference);
  }
  const history = await loadHistory(w, [...tests.values()]);
  const untaken = requiredTestsOf(version.hypothesis).filter(({ test, version: of }) => !isTaken(history, testKey(test, of)));
  if (untaken.length > 0) throw noHistory(named(version), untaken.map(pinnedName).join(', '));
  if (!isAnyComplete(version.hypothesis, history)) throw noHistory(named(version), requiredTestsOf(version.hypothesis).map(pinnedName).join(', '), 'together');
  return { version, champions, history, outcomes: await w.staffing.outcomesByCat(), zone: w.zone };
}

const isTaken = ({ tests }: History, test: string): boolean => tests.get(test)?.times.some((at) => !Number.isNaN(at)) ?? false;

async function championsBeside(w: StaffingWork, { hypothesis }: StoredVersion): Promise<Material['champions']> {
  const keys = (await w.staffing.vacancies()).map(({ key }) => key);
  const vacancies = keys.filter((key) => hypothesis.vacancies.includes('*') || hypothesis.vacancies.includes(key));
  const byHash = new Map<string, Set<string>>();
  for (const vacancy of vacancies) {
    const champion = await w.staffing.champion(vacancy);
    if (champion !== undefined) byHash.set(champion, (byHash.get(champion) ?? new Set()).add(vacancy));
  }
  const champions: Material['champions'] = [];
  for (const [hash, own] of byHash) champions.push({ version: await findVersion(w, hash), vacancies: own });
  return champions;
}

async function holdAgainst({ version, champions, history, outcomes, zone }: Material, period: Period): Promise<Backtest> {
  const { backtest } = await import('./engine/backtest');
  const whole = backtest(version.hypothesis, history, zone, period);
  const accepted = acceptedRows(whole);
  // The same days for both, even where a new test has results only since a while.
  const same: Period = { from: whole.from ?? undefined, to: whole.to ?? undefined };
  const resultOf = ({ hash, hypothesis }: StoredVersion) => (hash === version.hash ? whole : backtest(hypothesis, history, zone, same));
  const theirs = new Set(champions.flatMap((champion) => [...acceptedIn(resultOf(champion.version), history, champion.vacancies)]));
  const limit = version.hypothesis.accept.topBasisPoints / WHOLE_BP;
  const { course: _, ...told } = whole;
  return {
    id: version.id,
    hash: version.hash,
    ...told,
    limit,
    unfilled: whole.share === null ? null : Math.max(0, limit - whole.share),
    champion: champions.length === 0 ? null : { versions: champions.map(nameOf), ...(await overlap(accepted, theirs)), byBreed: exchangeByBreed(accepted, theirs, history) },
    ...(await successOf(accepted, whole.hired.support ?? 0, history, outcomes)),
    dataDigest: dataDigest(history),
    rows: () => rowsOf(whole, history),
  };
}

async function overlap(accepted: ReadonlySet<number>, theirs: ReadonlySet<number>) {
  const { jaccard } = await import('../statistics');
  const both = [...accepted].filter((row) => theirs.has(row)).length;
  return { accepted: theirs.size, gained: accepted.size - both, lost: theirs.size - both, both, jaccard: jaccard(accepted, theirs) };
}

/** What is known of the success of those accepted: bounds always, an estimate only where most of them were hired. */
async function successOf(accepted: ReadonlySet<number>, support: number, history: History, outcomes: Material['outcomes']): Promise<Pick<Backtest, 'support' | 'bounds' | 'known' | 'estimate'>> {
  const { manski, SUPPORT_MINIMUM } = await import('../statistics');
  const known = knownAmong(accepted, history, outcomes);
  const bounds = manski({ accepted: accepted.size, known: known.n, ok: known.ok });
  return { support, bounds, known, estimate: support >= SUPPORT_MINIMUM && known.n > 0 ? known.ok / known.n : null };
}

const nameOf = ({ version: { id, hash } }: Material['champions'][number]): VersionName => ({ id, hash });

function acceptedIn(result: BacktestResult, { vacancies: { codes, words } }: History, vacancies: ReadonlySet<string>): Set<number> {
  const ours = words.map((word) => vacancies.has(word));
  return acceptedRows(result, (row) => ours[codes[row] ?? 0] ?? false);
}

async function keep(w: StaffingWork, backtest: Backtest, { from, to }: Period): Promise<void> {
  allow(w, 'backtest-hypothesis');
  const { hash, dataDigest: digest, rows: _, byDay: __, ...result } = backtest;
  await w.staffing.addBacktest({ hash, from: from ?? null, to: to ?? null, dataDigest: digest, result });
  await w.emit({ type: 'hypothesis_backtested', hypothesis: backtest.id, hash, digest: backtest.digest });
}
