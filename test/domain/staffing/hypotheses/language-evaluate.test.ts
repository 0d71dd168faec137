import fc from 'fast-check';

import type { Expression } from '../../../../src/domain/staffing/hypotheses/hypothesis';
import { evaluate, termsOf, type Lookup, type Value } from '../../../../src/domain/staffing/hypotheses/language';
import { edited, EXAMPLE, read, versionIn } from './language-files';

/** One cat: values of inputs, and percentiles by the words that look them up. */
const lookup = (values: Record<string, Value>): Lookup => {
  const known = new Map(Object.entries(values));
  const find = (words: string): Value => {
    const value = known.get(words);
    if (value === undefined) throw new Error(`nothing looks up ${words}`);
    return value;
  };
  return { input: find, pct: (input) => Number(find(`pct(${input})`)), pctWithin: (input, group) => Number(find(`pct_within(${input}, ${group})`)) };
};

const INPUTS = `inputs:
  reaction_ms: {test: reaction_time@2, missing: incomplete}
  vet:         {test: vaccinated@1, missing: {use: false}}
  puzzle:      {test: puzzle@1, missing: {use: 0}}
  swim:        {test: swim@2, missing: incomplete}
  years:       {field: age, missing: {use: 2}}
  colour:      {field: colour}
`;

/** A file with many kinds of inputs, one requirement and a score. */
const file = (when: string, score: string): string =>
  EXAMPLE.replace(/^inputs:\n {2}reaction_ms.*\n/m, INPUTS)
    .replace(/^(characteristics:|require:)\n/gm, '')
    .replace(/^ {2}- .*\n/gm, '')
    .replace(/^score: .*$/m, `require: [{id: only, when: ${JSON.stringify(when)}}]\nscore: ${JSON.stringify(score)}`);

const meaningOf = (when: string): Expression | undefined => versionIn(file(when, '0')).hypothesis.requirements[0]?.when;
const scoreOf = (score: string): Expression => versionIn(file('true', score)).hypothesis.score.value;

describe('an expression', () => {
  const cat = lookup({ reaction_ms: 244, jump: 120, stalk: 50, puzzle: -3, swim: 7, years: 4, vet: true, breed: 'Siamese', colour: '', 'pct(jump)': 91.5, 'pct_within(jump, breed)': 97.11 });

  it.each<[string, Value]>([
    ['0.6 * pct(jump) + 0.4 * stalk - 0.05 * reaction_ms', 0.6 * 91.5 + 0.4 * 50 - 0.05 * 244],
    ['0.1 + 0.2', 0.1 + 0.2],
    ['jump - stalk - 1', 69],
    ['jump - (stalk - 1)', 71],
    ['stalk / swim / 2', 50 / 7 / 2],
    ['-jump', -120],
    ['--jump', 120],
    ['min(jump, stalk, 3 * swim)', 21],
    ['max(jump, stalk)', 120],
    ['min(puzzle)', -3],
    ['abs(puzzle)', 3],
    ['years < 5 ? 10 : 20', 10],
    ['vet ? puzzle : jump', -3],
    ['1 / 3 * 3', (1 / 3) * 3],
    ['pct_within(jump, breed)', 97.11],
  ])('%s comes to %d', (words, value) => expect(evaluate(scoreOf(words), cat)).toBe(value));

  it.each<[string, boolean]>([
    ['reaction_ms < 250 && vet', true],
    ['!vet || reaction_ms >= 244', true],
    ["breed == 'Siamese' && colour != 'black'", true],
    ["breed in ['Bengal', 'Siamese']", true],
    ["colour in ['black', 'red']", false],
    ['swim in [1, 7.0]', true],
    ['vet in [false]', false],
    ['vet == (swim > 5)', true],
    ['puzzle == -3', true],
    ['jump > 120', false],
    ['jump <= 120', true],
    ['pct_within(jump, breed) >= 97', true],
  ])('%s is %s', (words, value) => expect(evaluate(meaningOf(words) ?? { op: 'text', value: '' }, cat)).toBe(value));

  it.each(['vet || jump > 3', '!vet && jump > 3', 'vet ? true : jump > 3'])('%s looks no further than it must', (words) => {
    const expression = meaningOf(words) ?? { op: 'text', value: '' };
    expect(evaluate(expression, lookup({ vet: true }))).toBe(!words.includes('&&'));
    expect(() => evaluate(expression, lookup({ vet: false }))).toThrow('jump');
  });

  it('holds -0 to be less than 0 in min and max, and equal to it elsewhere', () => {
    const zeros: Expression[] = [{ op: 'number', value: 0 }, { op: 'negate', args: [{ op: 'number', value: 0 }] }];
    const none = lookup({});
    expect(evaluate({ op: 'min', args: zeros }, none)).toBe(-0);
    expect(evaluate({ op: 'max', args: zeros.toReversed() }, none)).toBe(0);
    expect(evaluate({ op: '==', args: [zeros[0]!, zeros[1]!] }, none)).toBe(true);
    expect(evaluate({ op: 'in', args: zeros }, none)).toBe(true);
    expect(evaluate({ op: 'abs', args: zeros.slice(1) }, none)).toBe(0);
  });

  it('names what it looks up, in order and once', () => {
    const terms = termsOf(scoreOf('pct_within(jump, breed) + min(reaction_ms, 3 * jump) - pct(jump) * (vet ? reaction_ms : 2)'));
    expect(terms.map(({ text }) => text)).toEqual(['pct_within(jump, breed)', 'reaction_ms', 'jump', 'pct(jump)', 'vet']);
    expect(terms.map(({ read: term }) => evaluate(term, cat))).toEqual([97.11, 244, 120, 91.5, true]);
    expect(termsOf(scoreOf('1 + 2'))).toEqual([]);
  });
});

/** Words of an expression beside what they should mean. */
interface Phrase {
  words: string;
  meaning: Expression;
}

const NUMBERS = ['reaction_ms', 'jump', 'stalk', 'puzzle', 'swim', 'years'];
const TEXTS = ['breed', 'colour'];

const leaf = (words: string, meaning: Expression): fc.Arbitrary<Phrase> => fc.constant({ words, meaning });
const name = (names: string[]) => fc.constantFrom(...names).chain((input) => leaf(input, { op: 'input', name: input }));
const number = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.double({ min: 0, max: 100, noNaN: true })).chain((value) => leaf(String(value), { op: 'number', value }));
const text = fc.constantFrom('Siamese', 'it\'s', 'a "b"', '').chain((value) => leaf(JSON.stringify(value), { op: 'text', value }));
const percentile = fc
  .tuple(fc.constantFrom(...NUMBERS), fc.constantFrom(null, ...TEXTS))
  .chain(([input, group]) => (group === null ? leaf(`pct(${input})`, { op: 'pct', input }) : leaf(`pct_within(${input}, ${group})`, { op: 'pct_within', input, group })));

/** Phrases that are put together out of others. */
function joined(op: '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/', one: fc.Arbitrary<Phrase>, other = one): fc.Arbitrary<Phrase> {
  return fc.tuple(one, other).map(([left, right]) => ({ words: `(${left.words} ${op} ${right.words})`, meaning: { op, args: [left.meaning, right.meaning] } }));
}

const called = (op: 'min' | 'max' | 'abs', args: fc.Arbitrary<Phrase[]>): fc.Arbitrary<Phrase> =>
  args.map((parts) => ({ words: `${op}(${parts.map(({ words }) => words).join(', ')})`, meaning: { op, args: parts.map(({ meaning }) => meaning) } }));

const chosen = (condition: fc.Arbitrary<Phrase>, value: fc.Arbitrary<Phrase>): fc.Arbitrary<Phrase> =>
  fc.tuple(condition, value, value).map(([one, two, three]) => ({
    words: `(${one.words} ? ${two.words} : ${three.words})`,
    meaning: { op: '?:', args: [one.meaning, two.meaning, three.meaning] },
  }));

const among = (value: fc.Arbitrary<Phrase>, constant: fc.Arbitrary<Phrase>): fc.Arbitrary<Phrase> =>
  fc.tuple(value, fc.array(constant, { minLength: 1, maxLength: 3 })).map(([one, listed]) => ({
    words: `(${one.words} in [${listed.map(({ words }) => words).join(', ')}])`,
    meaning: { op: 'in', args: [one, ...listed].map(({ meaning }) => meaning) },
  }));

const phrases = fc.letrec<{ number: Phrase; yesNo: Phrase; text: Phrase; safe: Phrase }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    ...[name(NUMBERS), percentile, number],
    ...(['+', '-', '*'] as const).map((op) => joined(op, tie('number'))),
    ...[joined('/', tie('number'), tie('safe')), joined('/', tie('number'))],
    called('min', fc.array(tie('number'), { minLength: 1, maxLength: 3 })),
    called('max', fc.array(tie('number'), { minLength: 1, maxLength: 3 })),
    called('abs', fc.tuple(tie('number'))),
    tie('number').filter(({ meaning }) => meaning.op !== 'number').map(({ words, meaning }): Phrase => ({ words: `-${words}`, meaning: { op: 'negate', args: [meaning] } })),
    chosen(tie('yesNo'), tie('number')),
  ),
  // Divisors that cannot be 0.
  safe: fc.oneof({ maxDepth: 4, depthSize: 'small' }, name(['swim']), called('max', fc.tuple(tie('number'), leaf('1', { op: 'number', value: 1 })))),
  text: fc.oneof({ maxDepth: 4, depthSize: 'small' }, name(TEXTS), text, chosen(tie('yesNo'), tie('text'))),
  yesNo: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    ...[name(['vet']), leaf('true', { op: 'yes_no', value: true })],
    ...(['&&', '||', '=='] as const).map((op) => joined(op, tie('yesNo'))),
    ...(['==', '!=', '<', '<=', '>', '>='] as const).map((op) => joined(op, tie('number'))),
    ...(['==', '!='] as const).map((op) => joined(op, tie('text'))),
    tie('yesNo').map(({ words, meaning }): Phrase => ({ words: `!${words}`, meaning: { op: '!', args: [meaning] } })),
    chosen(tie('yesNo'), tie('yesNo')),
    among(tie('number'), number),
    among(tie('text'), text),
  ),
}));

const between = (min: number, max: number) => fc.oneof(fc.constantFrom(min, max), fc.double({ min, max, noNaN: true }));
const cats = fc
  .record({ reaction_ms: between(0, 2000), jump: between(0, 300), stalk: between(0, 100), puzzle: between(-10, 10), swim: between(1, 60), years: between(0, 40) })
  .chain((numbers) => fc.record({ numbers: fc.constant(numbers), vet: fc.boolean(), texts: fc.constantFrom('Siamese', '', 'it\'s'), percent: between(0, 100) }))
  .map(({ numbers, vet, texts, percent }): Lookup => ({ ...lookup({ ...numbers, vet, breed: texts, colour: texts }), pct: () => percent, pctWithin: () => percent }));

/** The only thing that reading adds to what was written. */
const zeroless = (expression: Expression): unknown => JSON.parse(JSON.stringify(expression));

describe('any expression that a file may hold', () => {
  it('is read as it was written, and comes to a number that can be computed with, whatever the cat', () => {
    let accepted = 0;
    const check = ({ words, meaning }: Phrase, wanted: 'number' | 'boolean', cat: Lookup) => {
      const source = wanted === 'number' ? file('true', words) : file(words, '0');
      const { version, problems } = read(source);
      const refusals = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
      for (const code of refusals) expect(['expression.zero_divisor', 'expression.too_large']).toContain(code);
      if (!version) return;
      accepted += 1;
      const found = wanted === 'number' ? version.hypothesis.score.value : version.hypothesis.requirements[0]?.when;
      expect(found).toEqual(zeroless(meaning));
      const value = found && evaluate(found, cat);
      expect(typeof value).toBe(wanted);
      if (typeof value === 'number') expect(Math.abs(value)).toBeLessThanOrEqual(1e15);
    };
    fc.assert(
      fc.property(phrases.number, phrases.yesNo, cats, (score, when, cat) => {
        check(score, 'number', cat);
        check(when, 'boolean', cat);
      }),
      { numRuns: 400, seed: 20261120 },
    );
    expect(accepted).toBeGreaterThan(400);
  });
});

describe('the range of an input', () => {
  it('keeps divisions by what cannot be 0', () => {
    expect(read(file('reaction_ms / swim > 3', '0')).version).not.toBeNull();
    expect(read(file('reaction_ms / (swim - 1) > 3', '0')).problems[0]).toMatchObject({ code: 'expression.zero_divisor', params: { divisor: 'swim - 1' } });
    expect(read(file('reaction_ms / (years + 0.5) > 3', '0')).version).not.toBeNull();
    expect(read(file('reaction_ms / (puzzle * puzzle + 1) > 3', '0')).problems[0]).toMatchObject({ code: 'expression.zero_divisor' });
  });

  it('is that of the pinned version', () => {
    const warned = (test: string) => read(edited('reaction_time@2', test, edited('"reaction_ms < 250"', '"reaction_ms < 1500"'))).problems.map(({ code }) => code);
    expect(warned('reaction_time@2')).toEqual([]);
    expect(warned('reaction_time@1')).toEqual(['test.newer', 'threshold.above']);
  });
});
