import type { Battery, BatteryItem, Candidate, Decision, Explanation, ListedTest, TestVersion, Vacancy } from '../../domain/staffing';
import { catNumber } from '../../domain/shared/ids';
import { candidate } from '../json';
import { iso, isoOrNull } from '../json-values';

/** A version of a test. */
export const test = (of: TestVersion) => ({
  key: of.key,
  version: of.version,
  type: of.type,
  unit: of.unit,
  min: of.min,
  max: of.max,
  name: of.name.en,
  name_ru: of.name.ru,
  questions: of.questions?.map(({ text, options, right }) => ({ text: { ...text }, options: options.map((option) => ({ ...option })), right })) ?? null,
  seconds: of.seconds,
  created_at: iso(of.createdAt),
});

/** The same with whether it is still offered. */
export const listedTest = (of: ListedTest) => ({ ...test(of), status: of.retiredAt === null ? 'offered' : 'retired' });

/** A vacancy with its battery. */
export const vacancy = ({ key, name, status, tests }: Vacancy) => ({ key, name: name.en, name_ru: name.ru, status, tests });

const batteryItem = (of: BatteryItem & { used?: number | null }) => ({
  test: of.test,
  version: of.version,
  type: of.type,
  unit: of.unit,
  min: of.min,
  max: of.max,
  required: of.required,
  value: of.value,
  completed_at: isoOrNull(of.completedAt),
  ...(of.used === undefined ? {} : { used: of.used }),
});

/** A candidate with its battery. */
export const withBattery = ({ candidate: of, items }: Battery) => ({ ...candidate(of), photo: of.photoFileId !== null, purged_at: isoOrNull(of.purgedAt), battery: items.map(batteryItem) });

const version = ({ id, hash }: { id: string; hash: string }) => ({ id, version: hash });
const decision = ({ verdict, kind, at, hypothesis, reason }: Decision) => ({ verdict, kind, at: iso(at), hypothesis: hypothesis && version(hypothesis), reason });

/** A recorded result, with the decision where it was the last one that was needed. */
export const recorded = (of: { candidate: Candidate; test: string; value: number; decision: Decision | null }) => ({
  candidate: of.candidate.id,
  number: catNumber(of.candidate.number),
  status: of.candidate.status,
  test: of.test,
  value: of.value,
  ...(of.decision === null ? {} : { decision: decision(of.decision) }),
});

const valuesOf = (terms: Explanation['scoreTerms']) => terms.map(({ text: term, value }) => ({ term, value }));

/** Why a candidate was decided on as it was. */
export const explanation = ({ candidate: of, ...why }: Explanation) => ({
  candidate: { id: of.id, number: catNumber(of.number), name: of.name },
  status: why.status,
  verdict: why.verdict,
  at: isoOrNull(why.at),
  override: why.override,
  hypothesis: why.hypothesis && { ...version(why.hypothesis), engine: why.hypothesis.engine },
  lane: why.lane,
  requirements: why.requirements.map(({ id, text, holds, terms }) => ({ id, text, passed: holds, values: valuesOf(terms) })),
  characteristics: why.characteristics.map(({ id, kind, text, holds, terms }) => ({ id, kind, text, held: holds, values: valuesOf(terms) })),
  score: why.score,
  score_text: why.scoreText,
  score_values: valuesOf(why.scoreTerms),
  ge: why.ge,
  gt: why.gt,
  n: why.n,
  limit_bp: why.limitBp,
  guard: why.guard && { screened: why.guard.screened, accepted_before: why.guard.acceptedBefore },
  held: why.held && { since: iso(why.held.since), why: why.held.why },
  missing: why.missing,
  error: why.error,
  shadows: why.shadows.map((one) => ({ ...version(one), verdict: one.verdict, score: one.score, error: one.error })),
});

/** What was decided on a candidate, without its reasons; null where nothing was. */
export const verdict = ({ verdict, at, hypothesis, override }: Explanation) => (verdict === null ? null : { verdict, at: isoOrNull(at), hypothesis: hypothesis && version(hypothesis), override });
