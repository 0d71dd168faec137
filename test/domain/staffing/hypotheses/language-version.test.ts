import fc from 'fast-check';
import { parse, stringify } from 'yaml';

import type { Hypothesis } from '../../../../src/domain/staffing/hypotheses/hypothesis';
import { canonical, differences, versionOf } from '../../../../src/domain/staffing/hypotheses/language';
import { edited, EXAMPLE, versionIn, withFast } from './language-files';

/** Another way of writing the same file: keys and lists shuffled, and another style. */
const rewritten = fc
  .record({ order: fc.infiniteStream(fc.nat()), flow: fc.boolean(), lineWidth: fc.integer({ min: 20, max: 100 }), quote: fc.constantFrom('QUOTE_DOUBLE', 'QUOTE_SINGLE', 'PLAIN') })
  .map(({ order, flow, lineWidth, quote }) => {
    const shuffled = (value: unknown): unknown => {
      const draw = <T>(items: T[]): T[] => items.map((item) => ({ item, at: Number(order.next().value) })).sort((one, other) => one.at - other.at).map(({ item }) => item);
      if (Array.isArray(value)) return draw(value.map(shuffled));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(draw(Object.entries(value)).map(([key, part]) => [key, shuffled(part)]));
    };
    return stringify(shuffled(parse(EXAMPLE)), { collectionStyle: flow ? 'flow' : 'block', lineWidth, defaultStringType: quote as 'PLAIN' });
  });

/** Changes that say the same. */
const SAME: [string, string][] = [
  ['a comment', edited('require:', '# The two that matter.\nrequire: # both\n')],
  ['another owner', edited('m.whiskers', 't.paws')],
  ['another claim', edited('fail fewer orders', 'complete more orders')],
  ['spaces and brackets in an expression', withFast('"(reaction_ms)<   250"')],
  ['a number written otherwise', withFast('"reaction_ms < 2.5e2"')],
  ['defaults written out', edited('{top_percent: 3,', '{top_percent: 3.00, mode: online,')],
  ['what a missing breed reads as', edited('{field: breed}', '{field: breed, missing: {use: ""}}')],
  ['a vacancy named twice', edited('[courier, "*"]', '["*", courier, courier]')],
];

/** Changes of meaning, and how they are told. */
const CHANGES: [string, string, ReturnType<typeof differences>][] = [
  ['a threshold', withFast('"reaction_ms < 240"'), [{ path: 'require.fast', before: 'reaction_ms < 250', after: 'reaction_ms < 240' }]],
  ['an operator', withFast('"reaction_ms <= 250"'), [{ path: 'require.fast', before: 'reaction_ms < 250', after: 'reaction_ms <= 250' }]],
  ['how terms are grouped', edited('0.6 * pct(jump) + 0.4 * stalk - 0.05 * reaction_ms', '0.6 * pct(jump) + (0.4 * stalk - 0.05 * reaction_ms)'), [
    { path: 'score', before: '0.6 * pct(jump) + 0.4 * stalk - 0.05 * reaction_ms', after: '0.6 * pct(jump) + (0.4 * stalk - 0.05 * reaction_ms)' },
  ]],
  ['the name of a requirement', edited('id: fast', 'id: quick'), [
    { path: 'require.fast', before: 'reaction_ms < 250', after: null },
    { path: 'require.quick', before: null, after: 'reaction_ms < 250' },
  ]],
  ['a requirement taken out', EXAMPLE.replace(/^.*id: jumper.*\n/m, ''), [{ path: 'require.jumper', before: 'pct_within(jump, breed) >= 97', after: null }]],
  ['the version of a test', edited('reaction_time@2', 'reaction_time@1'), [
    { path: 'inputs.reaction_ms', before: '{test: reaction_time@2, missing: incomplete}', after: '{test: reaction_time@1, missing: incomplete}' },
  ]],
  ['what stands in for a missing result', edited('{use: 50}', '{use: 49}'), [
    { path: 'inputs.stalk', before: '{test: stalking@1, missing: {use: 50}}', after: '{test: stalking@1, missing: {use: 49}}' },
  ]],
  ['another field', edited('{field: breed}', '{field: colour}'), [
    { path: 'inputs.breed', before: '{field: breed, missing: {use: ""}}', after: '{field: colour, missing: {use: ""}}' },
  ]],
  ['an input that nothing uses', edited('  breed:', '  years: {field: age, missing: incomplete}\n  breed:'), [
    { path: 'inputs.years', before: null, after: '{field: age, missing: incomplete}' },
  ]],
  ['a strength called a weakness', edited('kind: strength', 'kind: weakness'), [
    { path: 'characteristics.quick', before: 'strength: reaction_ms < 220', after: 'weakness: reaction_ms < 220' },
  ]],
  ['the share', edited('top_percent: 3', 'top_percent: 2.5'), [{ path: 'accept.top_percent', before: '3', after: '2.5' }]],
  ['the mode', edited('top_percent: 3', 'top_percent: 3, mode: daily_batch'), [{ path: 'accept.mode', before: 'online', after: 'daily_batch' }]],
  ['the window', edited('window_days: 30', 'window_days: 31'), [{ path: 'accept.reference.window_days', before: '30', after: '31' }]],
  ['its growth', edited('window_days: 30', 'window_days: 30, max_days: 60'), [{ path: 'accept.reference.max_days', before: '90', after: '60' }]],
  ['the least reference', edited('min_candidates: 1000', 'min_candidates: 999'), [{ path: 'accept.reference.min_candidates', before: '1000', after: '999' }]],
  ['the vacancies', edited('[courier, "*"]', '[courier]'), [{ path: 'applies_to.vacancy', before: '*, courier', after: 'courier' }]],
  ['what is predicted', edited('increase', 'decrease'), [{ path: 'predicts.direction', before: 'increase', after: 'decrease' }]],
  ['the effect of interest', edited('0.08', '0.1'), [{ path: 'predicts.smallest_effect_of_interest', before: '0.08', after: '0.1' }]],
];

const example = versionIn(EXAMPLE);

describe('the hash of a version', () => {
  it('stays what it is for ever', () => {
    expect(example.hash).toBe('e866319b1f69469078b9223ec29ecea87cbdde9b06643fd81ee58395b18bd7e4');
  });

  it.each(SAME)('is the same after %s', (_what, source) => {
    const { hash, hypothesis } = versionIn(source);
    expect(source).not.toBe(EXAMPLE);
    expect(hash).toBe(example.hash);
    expect(differences(example.hypothesis, hypothesis)).toEqual([]);
  });

  it('is the same however the file is laid out and ordered', () => {
    fc.assert(fc.property(rewritten, (source) => expect(versionIn(source).hash).toBe(example.hash)), { numRuns: 100 });
  });

  it('is another after every change of meaning', () => {
    const hashes = CHANGES.map(([, source]) => versionIn(source).hash);
    expect(new Set([example.hash, ...hashes]).size).toBe(CHANGES.length + 1);
  });

  it('is another for another engine', () => {
    expect(canonical(example.hypothesis)).toContain('"engine":"mcf-expr/1"');
  });

  it.each([['the example', EXAMPLE], ...CHANGES.map(([what, source]) => [what, source])])('is found again in what was stored: %s', (_what, source = '') => {
    const { hash, hypothesis } = versionIn(source);
    const stored = JSON.parse(JSON.stringify(hypothesis)) as Hypothesis;
    expect(stored).toEqual(hypothesis);
    expect(versionOf(stored).hash).toBe(hash);
  });

  it('does not tell minus nothing from nothing', () => {
    const score = (value: number): Hypothesis => ({ ...example.hypothesis, score: { text: '0', value: { op: 'number', value } } });
    expect(canonical(score(-0))).toBe(canonical(score(0)));
  });
});

describe('the difference between two versions', () => {
  it.each(CHANGES)('is told in the words of the file: %s', (_what, source, told) => {
    const { hypothesis } = versionIn(source);
    expect(differences(example.hypothesis, hypothesis)).toEqual(told);
    expect(differences(hypothesis, example.hypothesis)).toEqual(expect.arrayContaining(told.map(({ path, before, after }) => ({ path, before: after, after: before }))));
  });
});
