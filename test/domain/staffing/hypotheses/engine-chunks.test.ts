import fc from 'fast-check';

import { assemble, encodeCohort, encodeResults, type Application, type DayChunks } from '../../../../src/domain/staffing/hypotheses/engine/chunks';
import { testKey, type History, type Texts } from '../../../../src/domain/staffing/hypotheses/engine/history';

const BARSIK: Application = { number: 7, vacancy: 'courier', breed: 'сиам', colour: null, age: 3, withdrawn: false, hired: true };
const MURKA: Application = { number: 9, vacancy: 'guard', breed: null, colour: 'red', age: null, withdrawn: true, hired: false };

const words = ({ codes, words: known }: Texts) => Array.from(codes, (code) => known[code]);

function applicationsIn(history: History): Application[] {
  const [vacancies, breeds, colours] = [words(history.vacancies), words(history.breeds), words(history.colours)];
  return Array.from(history.numbers, (number, row) => ({
    number,
    vacancy: vacancies[row]!,
    breed: breeds[row] || null,
    colour: colours[row] || null,
    age: Number.isNaN(history.ages[row]) ? null : history.ages[row]!,
    withdrawn: history.withdrawn[row] === 1,
    hired: history.hired[row] === 1,
  }));
}

const resultsIn = (history: History, test: string) => {
  const { values, times } = history.tests.get(test)!;
  return Array.from(values, (value, row) => (Number.isNaN(times[row]) && Number.isNaN(value) ? null : { value, at: times[row]! }));
};

test('a cohort and its results are these very bytes', () => {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const words = '[["a"],["b"],[""]]';
  const expected = [
    // 'MFC1', one row, the bytes of the words, nothing.
    '4d464331' + '01000000' + '12000000' + '00000000',
    // Age, number, three codes, the flag for hired.
    '0000000000000840' + '07000000' + '000000000000000000000000' + '02',
    Buffer.from(words).toString('hex'),
  ];
  expect(words).toHaveLength(0x12);
  expect(hex(encodeCohort([{ ...BARSIK, vacancy: 'a', breed: 'b' }]))).toBe(expected.join(''));
  expect(hex(encodeResults([{ value: 1, at: 2 }, null]))).toBe('000000000000f03f' + '000000000000f87f' + '0000000000000040' + '000000000000f87f');
});

const application: fc.Arbitrary<Application> = fc.record({
  number: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  vacancy: fc.constantFrom('courier', 'guard', 'ночной сторож'),
  breed: fc.option(fc.constantFrom('siam', 'manx', '"quoted", [list]')),
  colour: fc.option(fc.constantFrom('red', 'белый')),
  age: fc.option(fc.integer({ min: 0, max: 40 })),
  withdrawn: fc.boolean(),
  hired: fc.boolean(),
});
const taken = fc.record({ application, jump: fc.option(fc.record({ value: fc.double({ noNaN: true }), at: fc.integer({ min: 0, max: 2e12 }) })) });

test('days of chunks read back as they were written, wherever a driver’s buffers begin', () => {
  fc.assert(
    fc.property(fc.array(fc.array(taken, { maxLength: 6 }), { maxLength: 4 }), fc.nat(7), (days, offset) => {
      const chunks = days.map((day): DayChunks => ({
        cohort: shifted(encodeCohort(day.map((one) => one.application)), offset),
        results: new Map([['jump@1', shifted(encodeResults(day.map(({ jump }) => jump)), offset)]]),
      }));
      const history = assemble(chunks, ['jump@1']);
      expect(history.n).toBe(days.flat().length);
      expect(applicationsIn(history)).toEqual(days.flat().map((one) => one.application));
      expect(resultsIn(history, 'jump@1')).toEqual(days.flat().map(({ jump }) => jump));
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('a test that nobody took on a day has no results there', () => {
  const results = new Map([['jump@1', encodeResults([{ value: 5, at: 6 }])]]);
  const days: DayChunks[] = [{ cohort: encodeCohort([BARSIK]), results: new Map() }, { cohort: encodeCohort([MURKA]), results }];
  expect(resultsIn(assemble(days, [testKey('jump', 1)]), 'jump@1')).toEqual([null, { value: 5, at: 6 }]);
});

test.each([
  ['half a cohort', (day: DayChunks) => ({ ...day, cohort: day.cohort.subarray(0, 60) }), 'cannot have 60 bytes'],
  ['no cohort at all', (day: DayChunks) => ({ ...day, cohort: new Uint8Array(3) }), 'not a cohort chunk'],
  ['results in place of a cohort', (day: DayChunks) => ({ ...day, cohort: day.results.get('jump@1')! }), 'not a cohort chunk'],
  ['results of another cohort', (day: DayChunks) => ({ ...day, results: new Map([['jump@1', encodeResults([null])]]) }), 'cannot have 16 bytes'],
  ['results of a greater cohort', (day: DayChunks) => ({ ...day, results: new Map([['jump@1', encodeResults([null, null, null])]]) }), 'cannot have 48 bytes'],
  ['a word that is not there', (day: DayChunks) => ({ ...day, cohort: with99At(day.cohort, 40) }), 'names word 99'],
])('%s is refused', (_, damage, message) => {
  const day: DayChunks = { cohort: encodeCohort([BARSIK, MURKA]), results: new Map([['jump@1', encodeResults([null, null])]]) };
  expect(() => assemble([damage(day)], ['jump@1'])).toThrow(message);
});

function shifted(bytes: Uint8Array, by: number): Uint8Array {
  const moved = new Uint8Array(bytes.length + by);
  moved.set(bytes, by);
  return moved.subarray(by);
}

function with99At(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at] = 99;
  return changed;
}
