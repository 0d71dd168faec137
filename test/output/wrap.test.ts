import fc from 'fast-check';

import { wrap } from '../../src/output/wrap';

const terminal = (columns: number) => ({ isTTY: true, columns });

test('a long line breaks at its spaces, and what follows is indented', () => {
  expect(wrap('✖ Missing: any one of --name, --name-ru, --minutes.', terminal(24))).toBe('✖ Missing: any one of\n  --name, --name-ru,\n  --minutes.');
});

test('a pipe, and a terminal that is wide enough, get the line as it is', () => {
  const line = 'one two three four five';
  expect(wrap(line, { isTTY: false, columns: 10 })).toBe(line);
  expect(wrap(line, terminal(23))).toBe(line);
});

test('a word longer than the line stays whole', () => {
  expect(wrap('! see --a-very-long-flag-name here', terminal(12))).toBe('! see\n  --a-very-long-flag-name\n  here');
});

test('no line is longer than the terminal unless it is one word, and no word is lost', () => {
  const words = fc.array(fc.stringMatching(/^[a-z-]{1,12}$/), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 20, max: 80 }), (given, columns) => {
      const lines = wrap(given.join(' '), terminal(columns)).split('\n');
      expect(lines.every((line) => line.length <= columns)).toBe(true);
      expect(lines.join(' ').split(/ +/).filter(Boolean)).toEqual(given);
    }),
  );
});
