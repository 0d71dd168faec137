import fc from 'fast-check';

import { assemble, encodeCohort, encodeResults, type Application, type DayChunks } from '../../../../src/domain/staffing/hypotheses/engine/chunks';
import { decodeColumn, encodeColumn } from '../../../../src/domain/staffing/hypotheses/engine/column';
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
    // 'MFC2', one row, the bytes of the words, nothing.
    '4d464332' + '01000000' + '12000000' + '00000000',
    // Age, number, three codes, the flag for hired: a byte each, whole, one number, the least one, and how far it is from that.
    ...['0000000000000840', '0000000000001c40', '0000000000000000', '0000000000000000', '0000000000000000', '0000000000000040'].map((base) => `0100000001000000${base}00`),
    Buffer.from(words).toString('hex'),
  ];
  expect(words).toHaveLength(0x12);
  expect(hex(encodeCohort([{ ...BARSIK, vacancy: 'a', breed: 'b' }]))).toBe(expected.join(''));
  expect(hex(encodeResults([{ value: 1, at: 2 }, null]))).toBe('0100000002000000' + '000000000000f03f' + '00ff' + '0100000002000000' + '0000000000000040' + '00ff');
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
const taken = fc.record({ application, jump: fc.option(fc.record({ value: fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3000, max: 70_000 }).map((tenths) => tenths / 10)), at: fc.integer({ min: 0, max: 2e12 }) })) });

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

test.each([
  ['whole numbers, of which few differ', [3, 1, 250, NaN], 1],
  ['numbers with one decimal place', [18.3, 299.9, NaN, 0.1], 2],
  ['numbers with three', [1.005, 64.3], 2],
  ['moments of one month', [1.7e12, 1.7e12 + 30 * 86_400_000, NaN], 4],
  ['moments of a year', [1.7e12, 1.7e12 + 365 * 86_400_000], 8],
  ['numbers with more decimals', [0.1234, 1], 8],
  ['infinity and -0', [-0, Infinity], 8],
  ['nothing but missing ones', [NaN, NaN], 1],
  ['as many as a byte tells apart, but for the missing one', [0, 254], 1],
  ['one more', [0, 255], 2],
])('%s come back to the bit, in as few bytes as they take', (_, numbers, width) => {
  const bytes = encodeColumn(Float64Array.from(numbers));
  expect(bytes).toHaveLength(16 + numbers.length * width);
  const column = new Float64Array(numbers.length + 1);
  expect(decodeColumn(bytes, 0, numbers.length, column, 1)).toBe(bytes.length);
  expect([...column.subarray(1)]).toEqual(numbers);
});

test('a test that nobody took on a day has no results there', () => {
  const results = new Map([['jump@1', encodeResults([{ value: 5, at: 6 }])]]);
  const days: DayChunks[] = [{ cohort: encodeCohort([BARSIK]), results: new Map() }, { cohort: encodeCohort([MURKA]), results }];
  expect(resultsIn(assemble(days, [testKey('jump', 1)]), 'jump@1')).toEqual([null, { value: 5, at: 6 }]);
});

test.each([
  ['half a cohort', (day: DayChunks) => ({ ...day, cohort: day.cohort.subarray(0, 60) }), 'without its words'],
  ['a cohort with a byte more', (day: DayChunks) => ({ ...day, cohort: Buffer.concat([day.cohort.subarray(0, 124), Buffer.of(0), day.cohort.subarray(124)]) }), 'a cohort chunk of 2 rows cannot have'],
  ['no cohort at all', (day: DayChunks) => ({ ...day, cohort: new Uint8Array(3) }), 'not a cohort chunk'],
  ['results in place of a cohort', (day: DayChunks) => ({ ...day, cohort: day.results.get('jump@1')! }), 'not a cohort chunk'],
  ['results of another cohort', (day: DayChunks) => ({ ...day, results: new Map([['jump@1', encodeResults([null])]]) }), 'a column of 1 numbers is none of 2'],
  ['results of a greater cohort', (day: DayChunks) => ({ ...day, results: new Map([['jump@1', encodeResults([null, null, null])]]) }), 'a column of 3 numbers is none of 2'],
  ['results without their end', (day: DayChunks) => ({ ...day, results: new Map([['jump@1', encodeResults([null, null]).subarray(0, 35)]]) }), 'is none of 2'],
  ['results with a byte more', (day: DayChunks) => ({ ...day, results: new Map([['jump@1', Buffer.concat([encodeResults([null, null]), Buffer.of(0)])]]) }), 'a chunk of 2 results cannot have 37 bytes'],
  ['results of no known width', (day: DayChunks) => ({ ...day, results: new Map([['jump@1', with99At(encodeResults([null, null]), 0)]]) }), 'not a column of numbers'],
  ['a word that is not there', (day: DayChunks) => ({ ...day, cohort: with99At(day.cohort, 68) }), 'names word 99'],
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
