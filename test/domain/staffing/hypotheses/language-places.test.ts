import fc from 'fast-check';
import { parseDocument, Scalar, stringify } from 'yaml';

import { excerpt } from '../../../../src/domain/staffing/hypotheses/language';
import { placesOf } from '../../../../src/domain/staffing/hypotheses/language/scalar-offsets';
import { edited, read, withFast } from './language-files';

const STYLES = [Scalar.PLAIN, Scalar.QUOTE_SINGLE, Scalar.QUOTE_DOUBLE, Scalar.BLOCK_LITERAL, Scalar.BLOCK_FOLDED] as const;
const words = fc.array(fc.constantFrom('jump', '<', '"a', "'b'", '\\n', '250', '(', ')', 'длина', '😺', '&&', '\n'), { minLength: 1, maxLength: 40 });

/** The characters between two quotation marks or in a block may be escaped; then the escape begins with a backslash or a doubled quote. */
const shows = (source: string, at: number, unit: string): boolean => source[at] === unit || source[at] === '\\' || source.startsWith("''", at);

describe('a place inside a scalar', () => {
  it('is found in the file whatever the style', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...STYLES), fc.integer({ min: 20, max: 80 }), (parts, style, lineWidth) => {
        const scalar = new Scalar(parts.join(' '));
        scalar.type = style;
        const source = stringify({ require: [{ when: scalar }] }, { lineWidth });
        const placed = parseDocument(source).getIn(['require', 0, 'when'], true) as Scalar.Parsed;
        const units = placed.source.split('');
        const placeOf = placesOf(source, placed);
        const starts = units.map((_unit, index) => placeOf(index, index + 1).start);
        expect(units.filter((unit, index) => /\S/.test(unit) && !shows(source, starts[index] ?? -1, unit))).toEqual([]);
        expect(starts).toEqual([...starts].sort((one, other) => one - other));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['single quotes with doubled ones', "'breed == ''Siamese'' && ⟪jmp⟫ > 2'"],
    ['double quotes with escapes', '"breed == \\"Siamese\\" \\u0026& ⟪jmp⟫ > 2"'],
    ['double quotes over two lines', '"jump < 2 ||\n      jump < 3 \\\n      && ⟪jmp⟫ > 2"'],
    ['no quotes over two lines', 'jump < 2 ||\n      jump < 3 &&\n      ⟪jmp⟫ > 2'],
    ['a literal block', '|\n      jump < 2 ||\n         jump < 3 &&\n        ⟪jmp⟫ > 2\n'],
    ['a folded block', '>-\n\n      jump < 2 ||\n      jump < 3 &&\n\n        ⟪jmp⟫ > 2\n'],
    ['a folded block that says its indentation', '>2-\n      jump < 2 ||\n      jump < 3 && ⟪jmp⟫ > 2\n'],
    ['letters that take two units', '"breed == \'😺\' || ⟪jmp⟫ > 2"'],
  ])('is exact in %s', (_style, when) => {
    const marked = edited('- {id: fast,   when: "reaction_ms < 250"}', `- id: fast\n    when: ${when}\n`);
    const [before = '', name = '', after = ''] = marked.split(/[⟪⟫]/);
    const [problem, ...others] = read(`${before}${name}${after}`).problems;
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'input.unknown_near', line: before.split('\n').length, column: [...(before.split('\n').at(-1) ?? '')].length + 1, length: 3 });
  });

  it('lies where an unfinished expression ends', () => {
    const source = edited('- {id: fast,   when: "reaction_ms < 250"}', '- id: fast\n    when: >\n      jump\n      <\n');
    expect(read(source).problems).toMatchObject([{ code: 'expression.unfinished', line: 16, column: 8 }]);
  });
});

describe('the excerpt', () => {
  const shown = (source: string) => {
    const [problem] = read(source).problems;
    return problem ? excerpt(source, problem) : [];
  };

  it('shows only what lies around the caret of a long line', () => {
    const [line = '', caret = ''] = shown(withFast(`"${'jump > 1 || '.repeat(40)}jmp > 1${' || jump > 1'.repeat(40)}"`));
    expect(line).toMatch(/^ {2}….*…$/);
    expect(line).toHaveLength(80);
    expect(line.slice(caret.indexOf('^'))).toMatch(/^jmp > 1/);
  });

  it('shows the end of a long line whole', () => {
    const [line = '', caret = ''] = shown(withFast(`"${'jump > 1 || '.repeat(40)}jmp > 1"`));
    expect(line).toMatch(/jmp > 1"}$/);
    expect(line.slice(caret.indexOf('^'))).toMatch(/^jmp > 1/);
  });

  it('lets nothing through that a terminal would obey', () => {
    expect(shown(edited('jump for', '\u001b[2Jjump for'))[0]).toContain('·[2Jjump for');
    expect(shown(edited('jump for', 'jump\u202efor'))[0]).toContain('jump·for');
  });

  it('keeps the caret in its place behind tabs', () => {
    const [line = '', caret = ''] = shown(withFast('"\tjump >\tjmp"'));
    expect(line.slice(caret.indexOf('^'))).toMatch(/^jmp/);
  });
});

