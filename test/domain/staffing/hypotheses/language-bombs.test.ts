import fc from 'fast-check';

import { excerpt, readHypothesis } from '../../../../src/domain/staffing/hypotheses/language';
import { edited, EXAMPLE, read, summary, withFast } from './language-files';

const laughs = ['a: &a [lol, lol, lol]', ...'bcdefghi'.split('').map((name, at) => `${name}: &${name} [*${'abcdefgh'[at]}, *${'abcdefgh'[at]}, *${'abcdefgh'[at]}]`)];

describe('a file that was made to do harm', () => {
  it.each([
    ['a billion laughs', laughs.join('\n'), '1:4+2 error yaml.anchor'],
    ['an anchor that holds itself', 'inputs: &me [*me]', '1:9+3 error yaml.anchor'],
    ['an alias in an expression', edited('"stalk < 40"', '*me'), '17:40+3 error yaml.alias'],
    ['a merge key', edited('  breed:', '  <<: {test: jump@1}\n  breed:'), '11:3+2 error name.bad'],
    ['a tag that asks for code', edited('id: quick-jumper', 'id: !!js/function "quick"'), '2:5+13 error yaml.tag'],
    ['another version of YAML', `%YAML 1.1\n---\n${EXAMPLE}`, '1:1+9 error yaml.directive'],
    ['a megabyte', `${EXAMPLE}${'# more\n'.repeat(150_000)}`, '1:1+1 error file.too_large'],
    ['a megabyte on one line', 'x'.repeat(1 << 20), '1:1+1 error file.too_large'],
    ['lists 30,000 deep', '['.repeat(30_000), '1:16+1 error yaml.depth'],
    ['lists 30,000 deep, closed', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, '1:16+1 error yaml.depth'],
    ['maps 15,000 deep', '{a: '.repeat(15_000), '1:61+1 error yaml.depth'],
    ['dashes 30,000 deep', '- '.repeat(30_000), '1:31+1 error yaml.depth'],
    ['question marks 30,000 deep', '? '.repeat(30_000), '1:31+1 error yaml.depth'],
    ['indentation 350 deep', Array.from({ length: 350 }, (_none, depth) => `${' '.repeat(depth)}a:\n`).join(''), '16:16+1 error yaml.depth'],
    ['7,000 documents', '---\na: 1\n'.repeat(7_000), '3:1+1 error yaml.documents'],
    ['8,000 inputs', edited('inputs:', `inputs:\n${Array.from({ length: 4_000 }, (_none, n) => `  i${n}: a`).join('\n')}`), '7:1+6 error list.length'],
    ['one key 4,000 times', edited('inputs:', `inputs:\n${'  jump: a\n'.repeat(4_000)}`).slice(0, 60_000), '8:9+1 error shape.map'],
    ['brackets 10,000 deep', withFast(`"${'('.repeat(10_000)}jump${')'.repeat(10_000)} > 1"`), '13:25+1 error expression.too_long'],
    ['brackets 900 deep', withFast(`"${'('.repeat(900)}jump${')'.repeat(900)} > 1"`), '13:125+1 error expression.too_deep'],
    ['lists 900 deep', withFast(`"${'['.repeat(900)}jump${']'.repeat(900)} == 1"`), '13:125+1 error expression.too_deep'],
    ['fields 900 deep', withFast(`"jump${'.a'.repeat(900)} == 1"`), '13:227+1 error expression.too_deep'],
    ['indexes 900 deep', withFast(`"jump${'[1]'.repeat(600)} == 1"`), '13:324+1 error expression.too_deep'],
    ['negations 1,900 deep', withFast(`"${'!'.repeat(1_900)}true"`), '13:1425+1 error expression.too_big'],
    ['minuses 1,900 deep', withFast(`"${'-'.repeat(1_900)}jump > 1"`), '13:1425+1 error expression.too_big'],
    ['choices 250 deep', withFast(`"${'true?1:'.repeat(250)}1 > 0"`), '13:723+1 error expression.too_deep'],
    ['a key of 60,000 characters', `${'k'.repeat(60_000)}: 1`, '1:1+1 error yaml.syntax'],
    ['a quoted name of 60,000 characters', edited('stalking@1', `"${'s'.repeat(60_000)}"`), '10:23+60002 error text.length'],
  ])('is refused at its place: %s', (_what, source, first) => {
    const { version, problems } = read(source);
    expect(version).toBeNull();
    expect(problems.map(summary)[0]).toBe(first);
    expect(problems.length).toBeLessThanOrEqual(100);
    expect(problems.flatMap(({ params }) => Object.values(params)).every((param) => String(param).length <= 200)).toBe(true);
  });

  it('is refused where JavaScript would find a name in every object', () => {
    for (const name of ['constructor', '__proto__', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__']) {
      const asInput = read(edited('  breed:', `  ${name}: {test: jump@1, missing: incomplete}\n  breed:`)).problems;
      expect(asInput.map(summary)).toEqual([`11:3+${name.length} error name.${['constructor', 'prototype'].includes(name) ? 'reserved' : 'bad'}`]);
      const sources = [withFast(`"${name} > 1"`), withFast(`"${name}(1) > 1"`), withFast(`"jump.${name} > 1"`), `${EXAMPLE}${name}: 1\n`];
      const others = [edited('jump@1', `${name}@1`), edited('{field: breed}', `{field: ${name}}`), edited('increase', name), edited('{test: jump@1', `{${name}: 1`)];
      for (const source of [...sources, ...others]) expect(read(source).version).toBeNull();
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('cannot make its messages obey it', () => {
    for (const escaped of ['"\\e[2J\\u202e"', `"${'\\a'.repeat(300)}"`]) {
      const places = ['id: quick-jumper', 'owner: m.whiskers', '  breed:', 'breed}', 'jump@1', 'increase', 'id: fast', 'incomplete'];
      for (const place of places) {
        const to = place.startsWith('  ') ? `  ${escaped}:` : place.replace(/[\w.@-]+(?=\W*$)/, escaped);
        const { version, problems } = read(edited(place, to));
        expect(version).toBeNull();
        expect(problems.flatMap(({ params }) => Object.values(params).map(String)).filter((words) => /[\p{Cc}\u202e]/u.test(words) || words.length > 200)).toEqual([]);
      }
    }
  });

  it('knows no tests where the catalogue is empty', () => {
    const { version, problems } = readHypothesis(EXAMPLE, [], { topBasisPoints: 300 });
    expect(version).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(['test.unknown', 'test.unknown', 'test.unknown']);
  });
});

describe('whatever a file holds', () => {
  /** Every problem lies in the file and can be shown. */
  const isShown = (source: string): void => {
    const { version, problems } = read(source);
    const lines = source.replace(/^\ufeff/, '').split('\n');
    expect(version === null).toBe(problems.some(({ severity }) => severity === 'error'));
    for (const problem of problems) {
      const line = lines[problem.line - 1] ?? '';
      expect(problem.line).toBeLessThanOrEqual(lines.length);
      expect(problem.column).toBeLessThanOrEqual([...line].length + 1);
      const told = [...Object.values(problem.params).map(String), ...excerpt(source, problem)];
      expect(told.filter((words) => /[\p{Cc}\p{Cs}\u202e]/u.test(words) || words.length > 200)).toEqual([]);
      expect(excerpt(source, problem).every((row) => [...row].length <= 81)).toBe(true);
    }
  };

  it('is answered: any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isShown), { numRuns: 200 });
  });

  it('is answered: any mix of what YAML is made of', () => {
    const pieces = fc.constantFrom('a', ': ', '- ', '\n', '  ', '[', ']', '{', '}', ',', '"', "'", '|', '>', '#', '&', '*', '!', '%', '?', '---', '\t', 'schema: mcf.hypothesis/1\n', 'inputs:\n', '\r\n', '\\', '~', '<<');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => isShown(parts.join(''))), { numRuns: 500 });
  });

  it('is answered: any mix of what CEL is made of', () => {
    const pieces = ['jump', 'breed', 'vet', '1', '2.5', "'a'", 'true', 'null', '(', ')', '[', ']', '{', '}', ',', ':', '?', '.', '+', '-', '*', '/', '%', '<', '>=', '==', '!', '&&', '||', ' in '];
    const names = ['min', 'pct', 'pct_within', 'has', 'all', 'exists', 'map', 'filter', 'cel', 'bind', 'size', 'matches', 'constructor', '__proto__', '5u', "b'x'", 'r"', '0x', '1e', '"', '\\', '//', '\n', '😺'];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces, ...names), { maxLength: 15 }), (parts) => isShown(withFast(JSON.stringify(parts.join(''))))), { numRuns: 500 });
  });

  it('is answered: the example with a piece cut out, doubled or moved', () => {
    const place = fc.nat({ max: EXAMPLE.length });
    fc.assert(
      fc.property(place, place, place, (one, other, to) => {
        const piece = EXAMPLE.slice(Math.min(one, other), Math.max(one, other));
        const rest = EXAMPLE.replace(piece, '');
        for (const source of [rest, `${rest.slice(0, to)}${piece}${rest.slice(to)}`, `${EXAMPLE.slice(0, to)}${piece}${EXAMPLE.slice(to)}`]) isShown(source);
      }),
      { numRuns: 60 },
    );
  });

});
