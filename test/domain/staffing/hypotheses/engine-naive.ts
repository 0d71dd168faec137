import { DateTime } from 'luxon';

import type { Expression, Hypothesis, Input } from '../../../../src/domain/staffing/hypotheses/hypothesis';
import { evaluate, type Value } from '../../../../src/domain/staffing/hypotheses/language';
import type { PastCandidate } from './engine-support';

/** A candidate who is complete, as the walk by the letter of the specification sees it. */
export interface NaiveCandidate {
  row: number;
  number: number;
  vacancy: string;
  completedAt: number;
  /** 2026-03-29, company time. */
  day: string;
  values: Record<string, Value>;
}

/** What became of it. */
export interface NaiveVerdict {
  row: number;
  score: number;
  accepted: boolean;
  held: boolean;
}

/** Everybody who is complete for a hypothesis, in order of completion, then number, then application. */
function completeCandidates(hypothesis: Hypothesis, candidates: readonly PastCandidate[], zone: string): NaiveCandidate[] {
  const complete = candidates.flatMap((candidate, row): NaiveCandidate[] => {
    if (candidate.withdrawn || !hypothesis.vacancies.some((one) => one === '*' || one === candidate.vacancy)) return [];
    const required = hypothesis.inputs.filter(({ missing }) => missing === 'incomplete');
    if (required.some((one) => rawValue(one, candidate) === undefined)) return [];
    const completedAt = Math.max(...required.flatMap((one) => completionTime(one, candidate)));
    const values = hypothesis.inputs.map((one) => [one.name, knownValue(one, candidate)]);
    const day = DateTime.fromMillis(completedAt, { zone }).toISODate()!;
    return [{ row, number: candidate.number, vacancy: candidate.vacancy, completedAt, day, values: Object.fromEntries(values) as Record<string, Value> }];
  });
  return complete.sort((a, b) => a.completedAt - b.completedAt || a.number - b.number || a.row - b.row);
}

const keyOf = ({ from }: Input) => ('test' in from ? `${from.test}@${from.version}` : '');

const completionTime = (one: Input, { results }: PastCandidate) => ('test' in one.from ? [results[keyOf(one)]!.at] : []);

function rawValue(one: Input, candidate: PastCandidate): Value | undefined {
  if ('field' in one.from) return candidate[one.from.field] ?? undefined;
  const result = candidate.results[keyOf(one)];
  if (!result) return undefined;
  return one.type === 'yes_no' ? result.value === 1 : result.value;
}

function knownValue(one: Input, candidate: PastCandidate): Value {
  return rawValue(one, candidate) ?? (one.missing as { use: Value }).use;
}

/** Walks a history by the letter of the specification, with neither thought nor haste. */
export function naiveBacktest(hypothesis: Hypothesis, candidates: readonly PastCandidate[], zone: string, period: { from?: string; to?: string } = {}): NaiveVerdict[] {
  const complete = completeCandidates(hypothesis, candidates, zone);
  const screened = complete.filter(({ day }) => day >= (period.from ?? '') && day <= (period.to ?? '9999'));
  const verdicts = [...new Set(complete.map(({ vacancy }) => vacancy))].flatMap((vacancy) => walkVacancy(hypothesis, complete.filter((one) => one.vacancy === vacancy), screened));
  const places = new Map(screened.map(({ row }, place) => [row, place]));
  return verdicts.sort((a, b) => places.get(a.row)! - places.get(b.row)!);
}

function walkVacancy({ accept: cut, ...hypothesis }: Hypothesis, all: NaiveCandidate[], screenedRows: NaiveCandidate[]): NaiveVerdict[] {
  const verdicts = new Map<NaiveCandidate, NaiveVerdict>();
  let [screened, accepted] = [0, 0];
  const guardAllows = () => 10_000 * (accepted + 1) <= cut.topBasisPoints * screened;
  for (const day of [...new Set(all.filter((one) => screenedRows.includes(one)).map((one) => one.day))]) {
    const reference = referenceOn(day, all, cut);
    const scores = reference.map((member) => scoreOf(hypothesis, member, reference));
    const held: NaiveCandidate[] = [];
    for (const candidate of all.filter((one) => one.day === day)) {
      const score = scoreOf(hypothesis, candidate, reference);
      const verdict = { row: candidate.row, score, accepted: false, held: false };
      verdicts.set(candidate, verdict);
      screened += 1;
      if (score === -Infinity) continue;
      const ge = scores.filter((other) => other >= score).length;
      const gt = scores.filter((other) => other > score).length;
      const limit = cut.topBasisPoints * (reference.length + 1);
      if (10_000 * (1 + gt) > limit) continue;
      verdict.held = 10_000 * (1 + ge) > limit || cut.mode === 'daily_batch' || !guardAllows();
      if (verdict.held) held.push(candidate);
      else {
        verdict.accepted = true;
        accepted += 1;
      }
    }
    const scored = (candidate: NaiveCandidate) => verdicts.get(candidate)!.score;
    for (const candidate of held.sort((a, b) => scored(b) - scored(a) || a.completedAt - b.completedAt || a.number - b.number)) {
      if (!guardAllows()) break;
      verdicts.get(candidate)!.accepted = true;
      accepted += 1;
    }
  }
  return [...verdicts.values()];
}

/** The members of the reference population on a day. */
function referenceOn(day: string, all: readonly NaiveCandidate[], { windowDays, maxDays, minCandidates }: Hypothesis['accept']): NaiveCandidate[] {
  for (let days = windowDays; ; days++) {
    const first = DateTime.fromISO(day, { zone: 'utc' }).minus({ days }).toISODate()!;
    const members = all.filter((one) => one.day >= first && one.day < day);
    if (members.length >= minCandidates || days >= maxDays) return members;
  }
}

function scoreOf({ requirements, score }: Pick<Hypothesis, 'requirements' | 'score'>, candidate: NaiveCandidate, reference: NaiveCandidate[]): number {
  const value = (expression: Expression) =>
    evaluate(expression, {
      input: (name) => candidate.values[name]!,
      pct: (name) => naivePercentile(candidate, name, reference),
      pctWithin: (name, group) => {
        const alike = reference.filter((member) => member.values[group] === candidate.values[group]);
        return naivePercentile(candidate, name, alike.length < 30 ? reference : alike);
      },
    });
  if (requirements.some(({ when }) => value(when) !== true)) return -Infinity;
  const found = value(score.value) as number;
  return Number.isFinite(found) ? found : -Infinity;
}

function naivePercentile(candidate: NaiveCandidate, name: string, reference: NaiveCandidate[]): number {
  const own = candidate.values[name] as number;
  const less = reference.filter((member) => (member.values[name] as number) < own).length;
  const equal = reference.filter((member) => member.values[name] === own).length;
  return reference.length === 0 ? 0 : (100 * (less + equal / 2)) / reference.length;
}
