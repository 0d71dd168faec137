import { createHash } from 'node:crypto';

import type { Clause, Expression, Hypothesis } from '../hypothesis';
import { evaluate, type Lookup, type Value } from '../language/evaluate';
import { termsOf } from '../language/terms';
import { joined, type Members } from './members';
import { rankOf, type Rank, type Standing } from './rank-rule';
import { scorerOf } from './scorer';
import { firstWhere } from './select';
import { sourceOf, type MemberSource } from './source';

/** What a part of an expression came to for one cat: `reaction_ms` or `pct_within(jump, breed)`. */
export interface TermValue {
  text: string;
  value: Value;
}

/** Whether a clause holds for one cat, term by term. */
export interface Finding {
  id: string;
  text: string;
  holds: boolean;
  terms: TermValue[];
}

/** What a hypothesis makes of one cat against a reference population (S5). */
export interface Judgement extends Standing {
  requirements: Finding[];
  characteristics: (Finding & { kind: 'strength' | 'weakness' })[];
  /** Null where a requirement failed, and where the score is no finite number. */
  score: number | null;
  scoreTerms: TermValue[];
  /** Whether the score is no finite number though all requirements hold: such a cat is rejected. */
  isFault: boolean;
  rank: Rank;
}

/** A reference population, ready to be held against one cat after the other. */
export interface Reference {
  n: number;
  /** sha256 of the members' scores in ascending order, −infinity where a requirement failed; 64 hex digits. */
  sha256: string;
  /** Judges a cat by its inputs, with what stands in for missing ones in their place. */
  judge(inputs: Readonly<Record<string, Value>>): Judgement;
}

/** Scores a reference population, given by its days, by a hypothesis (S4). The same members in the same order give the same bits. */
export function prepareReference(hypothesis: Hypothesis, days: readonly Members[]): Reference {
  const members = joined(hypothesis, days);
  const source = sourceOf(hypothesis, members);
  const scores = sortedScores(hypothesis, members, source);
  const sha256 = createHash('sha256').update(scores).digest('hex');
  return { n: members.n, sha256, judge: (inputs) => judge(hypothesis, scores, lookupIn(source, members.n, inputs)) };
}

function sortedScores(hypothesis: Hypothesis, members: Members, source: MemberSource): Float64Array {
  const scorer = scorerOf(hypothesis, members, source);
  scorer.moveTo(0, members.n, members.n);
  return scorer.scores.map((score) => (Number.isNaN(score) ? -Infinity : score)).sort();
}

/** What expressions read of one cat. It need not be a member, and may be of a group that no member is of. */
function lookupIn(source: MemberSource, n: number, inputs: Readonly<Record<string, Value>>): Lookup {
  const percentile = (input: string, group?: string) => {
    const percentiles = source.percentiles(input, group);
    for (const one of source.allPercentiles()) one.moveTo(0, n, n);
    return percentiles.of(Number(inputs[input]), group === undefined ? 0 : source.word(String(inputs[group])));
  };
  return { input: (name) => inputs[name]!, pct: percentile, pctWithin: percentile };
}

function judge({ requirements, characteristics, score, accept }: Hypothesis, scores: Float64Array, lookup: Lookup): Judgement {
  const findings = requirements.map((clause) => findingOf(clause, lookup));
  const passed = findings.every(({ holds }) => holds);
  const value = passed ? Number(evaluate(score.value, lookup)) : null;
  const isFault = value !== null && !Number.isFinite(value);
  const standing = standingOf(isFault ? null : value, scores);
  return {
    ...standing,
    requirements: findings,
    characteristics: characteristics.map((clause) => ({ ...findingOf(clause, lookup), kind: clause.kind })),
    score: isFault ? null : value,
    scoreTerms: valuesIn(score.value, lookup),
    isFault,
    rank: value === null || isFault ? 'reject' : rankOf(standing, accept.topBasisPoints),
  };
}

function standingOf(score: number | null, scores: Float64Array): Standing {
  const n = scores.length;
  const own = score ?? -Infinity;
  return { ge: n - firstWhere(0, n, (place) => scores[place]! >= own), gt: n - firstWhere(0, n, (place) => scores[place]! > own), n };
}

function findingOf({ id, text, when }: Clause, lookup: Lookup): Finding {
  return { id, text, holds: evaluate(when, lookup) === true, terms: valuesIn(when, lookup) };
}

const valuesIn = (expression: Expression, lookup: Lookup): TermValue[] => termsOf(expression).map(({ text, read }) => ({ text, value: evaluate(read, lookup) }));
