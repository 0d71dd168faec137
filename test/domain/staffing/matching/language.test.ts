import fc from 'fast-check';

import { storedStep } from '../../../../src/domain/staffing';
import { STEP_SEVERITY } from '../../../../src/domain/staffing/matching/language/problem';
import { readPipeline } from '../../../../src/domain/staffing/matching/language/read-pipeline';
import { stepDifferences } from '../../../../src/domain/staffing/matching/language/step-differences';
import { writePipeline } from '../../../../src/domain/staffing/matching/language/write-pipeline';
import { hasText, text } from '../../../../src/locales';
import stepsEn from '../../../../src/locales/en/steps.json';

const file = (...steps: string[]) => ['pipeline: first', 'steps:', ...steps.map((step) => `  - ${step}`)].join('\n');
const read = (source: string) => readPipeline(source, 'first', ['nearest']);
/** Problems as line:column and words. */
const problems = (source: string) =>
  read(source).problems.map(({ line, column, code, params }) => `${line}:${column} ${text('en', `${hasText('en', `steps:${code}`) ? 'steps' : 'lint'}:${code}`, params)}`);

test('every parameter that is not written gets its usual value', () => {
  expect(read(file('free', 'workload: {most: 4}', 'rating:', 'program: {run: nearest, with: {km: 5, wild: true, to: home}}', 'weighted')).file?.steps).toEqual([
    { step: 'free', params: {} },
    { step: 'workload', params: { most: 4, days: 1 } },
    { step: 'rating', params: { weight: 1, prior: 0.8, prior_orders: 10 } },
    { step: 'program', params: { run: 'nearest', on_failure: 'skip', timeout_ms: 2000, weight: 1 }, with: { km: 5, wild: true, to: 'home' } },
    { step: 'weighted', params: {} },
  ]);
});

test.each<[what: string, source: string, problem: string]>([
  ['a misspelt step', file('presnt', 'random'), '3:5 unknown step "presnt"; did you mean "present"?'],
  ['a misspelt step with parameters', file('ratng: {weight: 2}', 'random'), '3:5 unknown step "ratng"; did you mean "rating"?'],
  ['a step nobody knows', file('meditate', 'random'), '3:5 unknown step "meditate"; there are active, present, free, not_client, has, lacks, workload, rating, past_with_client, program, random, weighted, best'],
  ['a misspelt parameter', file('workload: {most: 4, dayz: 1}', 'random'), '3:25 unknown key "dayz"; did you mean "days"?'],
  ['a missing parameter', file('has: {}', 'random'), '3:5 characteristic is missing here'],
  ['a bare step that needs parameters', file('workload', 'random'), '3:5 most is missing here'],
  ['a number out of range', file('workload: {most: 0}', 'random'), '3:22 most must lie between 1 and 1000'],
  ['a number that is none', file('rating: {weight: heavy}', 'best'), '3:22 weight needs a number'],
  ['half a day', file('workload: {most: 1, days: 1.5}', 'random'), '3:31 days needs a whole number'],
  ['a word that is no choice', file('program: {run: nearest, on_failure: skp}', 'random'), '3:41 on_failure cannot be "skp"; did you mean "skip"? It is one of skip, stop'],
  ['parameters where there are none', file('free: {days: 1}', 'random'), '3:11 free has no parameters; write it alone'],
  ['two steps in one', file('{free: , active: }', 'random'), '3:5 one step at a time: put each on a line of its own that begins with -'],
  ['a list for a step', file('[free]', 'random'), '3:5 a step is a name, or a name with parameters: {workload: {most: 4}}; there are active, present, free, not_client, has, lacks, workload, rating, past_with_client, program, random, weighted, best'],
  ['a list for a word of a program', file('program: {run: nearest, with: {km: [1]}}', 'random'), '3:40 km needs a text of at most 200 characters, a number, true or false'],
  ['no pick', file('active', 'free'), '4:5 free is the last step but picks nobody; end with random, weighted or best'],
  ['a pick in the middle', file('best', 'active', 'random'), '3:5 best picks one worker, so nothing can come after it'],
  ['a pick by scores that nobody has', file('rating: {weight: 0}', 'best'), '4:5 no step before best scores anybody: all have the same chance'],
  ['a program nobody configured', file('program: {run: nearst}', 'random'), '3:20 no program nearst is configured; did you mean nearest?'],
  ['a program like none', file('program: {run: clairvoyant}', 'random'), '3:20 no program clairvoyant is configured: until it is, this version cannot be put in force'],
  ['no steps', 'pipeline: first\nsteps: []', '2:1 steps needs 1 to 50 entries'],
  ['another pipeline', file('random').replace('first', 'second'), '1:11 this is the pipeline second, but first is to be changed'],
  ['a bad name', file('random').replace('first', 'First One'), '1:11 "First One" cannot be a pipeline\'s name; write it like evening-shift, at most 40 letters'],
  ['a key too many', `${file('random')}\nnote: 1`, '4:1 unknown key "note"; known here: pipeline, steps'],
  ['references', file('&a free', 'random'), '3:5 &a names a place to refer to; pipelines know no references. A text that begins with & needs quotes'],
])('%s is pointed at', (_what, source, problem) => {
  expect(problems(source)).toEqual([problem]);
});

test('every problem that only pipelines have is known by its words', () => {
  const own = Object.keys(stepsEn).filter((code) => !code.startsWith('yaml.'));
  expect(Object.keys(STEP_SEVERITY).filter((code) => !hasText('en', `lint:${code}`)).sort()).toEqual(own.sort());
});

const step = fc.oneof(
  fc.constantFrom('active', 'present', 'free', 'not_client').map(storedStep),
  fc.record({ most: fc.integer({ min: 1, max: 1000 }), days: fc.integer({ min: 1, max: 8 }) }).map((workload) => storedStep({ workload })),
  fc.stringMatching(/^[a-z][a-z #:,{}"'-]{0,20}[a-z]$/).map((characteristic) => storedStep({ has: { characteristic } })),
  fc.double({ min: 0, max: 1000, noNaN: true, noDefaultInfinity: true }).map((weight) => storedStep({ rating: { weight: weight + 0, prior: 0.8, prior_orders: 10 } })),
);
const stepsArbitrary = fc.tuple(fc.array(step, { maxLength: 8 }), fc.constantFrom('random', 'weighted', 'best')).map(([steps, pick]) => [...steps, storedStep(pick)]);

test('what is written reads back as the same steps', () => {
  fc.assert(fc.property(stepsArbitrary, (steps) => expect(read(writePipeline({ name: 'first', steps })).file).toEqual({ name: 'first', steps })));
});

test('a text of any kind is read or refused, and never breaks anything', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string().map((words) => file(words, 'random'))), (source) => {
      const { file: found, problems: wrong } = read(source);
      expect(found === null).toBe(wrong.some(({ severity }) => severity === 'error'));
    }),
  );
});

test('a difference leads from the one to the other, and names no step twice that both have', () => {
  const words = (steps: Parameters<typeof stepDifferences>[0]) => stepDifferences(steps, []).map((one) => one.words);
  fc.assert(
    fc.property(stepsArbitrary, stepsArbitrary, (before, after) => {
      const found = stepDifferences(before, after);
      expect(found.filter(({ sign }) => sign !== '+').map((one) => one.words)).toEqual(words(before));
      expect(found.filter(({ sign }) => sign !== '-').map((one) => one.words)).toEqual(words(after));
      expect(stepDifferences(before, before).every(({ sign }) => sign === ' ')).toBe(true);
    }),
  );
});
