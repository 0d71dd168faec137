import fc from 'fast-check';

import { byName, lineOf, lineText, nameKey, readNote, refuseTooMany } from '../../../src/domain/consumables/line';

test.each([
  ['2 glasses', 2, 'glasses'],
  ['towel', 1, 'towel'],
  ['  12   red  towels ', 12, 'red towels'],
  ['3 x glasses', 3, 'glasses'],
  ['3x glasses', 3, 'glasses'],
  ['4 × стакана', 4, 'стакана'],
  ['0 glasses', 0, 'glasses'],
  ['7up', 1, '7up'],
  ['2', 1, '2'],
  ['-2 glasses', 1, '-2 glasses'],
  ['1.5 l of milk', 1, '1.5 l of milk'],
])('"%s" is %i of %s', (text, quantity, item) => expect(lineOf(text)).toEqual({ quantity, item }));

test.each(['10000 glasses', 'form, 10000 glasses', 'form and 10000 x glasses'])('"%s" is a slip of the finger, refused where it is written', (text) => {
  expect(() => refuseTooMany(text)).toThrow(expect.objectContaining({ code: 'consumables.bad_quantity' }) as Error);
});

test('as many as there may be are taken, and more, where they stand already, are one thing of that name', () => {
  expect(() => refuseTooMany('form, 9999 glasses')).not.toThrow();
  expect(lineOf('9999 glasses')).toEqual({ quantity: 9_999, item: 'glasses' });
  expect(lineOf('12000 bees')).toEqual({ quantity: 1, item: '12000 bees' });
});

test('a line that is written is read as the same', () => {
  const line = fc.record({ quantity: fc.integer({ min: 0, max: 9_999 }), item: fc.constantFrom('glasses', 'red towel', 'ёлка') });
  fc.assert(fc.property(line, (one) => expect(lineOf(lineText(one))).toEqual(one)));
});

test('names are one name whatever their case, spaces and dots', () => {
  expect(nameKey('  Red   TOWEL ')).toBe('red towel');
  expect(nameKey('Ёлка')).toBe(nameKey('елка'));
});

describe('a note', () => {
  const find = byName(['glasses', 'box', 'towel', 'form', 'salt and pepper'], (name) => (name === 'glasses' ? [name, 'стаканы'] : [name]));

  test.each([
    ['2 glasses, towel', [[2, 'glasses'], [1, 'towel']], []],
    ['1 glass; 3 boxes', [[1, 'glasses'], [3, 'box']], []],
    ['5 Стаканы\nTOWEL', [[5, 'glasses'], [1, 'towel']], []],
    ['form and 3 glasses', [[1, 'form'], [3, 'glasses']], []],
    ['salt and pepper', [[1, 'salt and pepper']], []],
    ['this and that', [], ['this and that']],
    ['form and a smile', [[1, 'form']], ['a smile']],
    ['3 glasses, since one is cracked', [[3, 'glasses']], ['since one is cracked']],
    ['0 glasses', [], []],
    [', ,', [], []],
  ] as const)('"%s"', (text, lines, words) => {
    const note = readNote(text, find);
    expect(note.lines.map(({ quantity, thing }) => [quantity, thing])).toEqual(lines);
    expect(note.words).toEqual(words);
  });
});
