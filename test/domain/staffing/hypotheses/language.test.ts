import { excerpt } from '../../../../src/domain/staffing/hypotheses/language';
import { SEVERITY } from '../../../../src/domain/staffing/hypotheses/language/problem';
import en from '../../../../src/locales/en/lint.json';
import ru from '../../../../src/locales/ru/lint.json';
import { edited, EXAMPLE, read, summary, versionIn, withFast } from './language-files';

/** A bad file; ⟪ and ⟫ stand around what the problem must point at. */
interface Bad {
  code: keyof typeof SEVERITY;
  file: string;
  params?: Record<string, string | number>;
}

const bad = (code: Bad['code'], file: string, params?: Bad['params']): Bad => ({ code, file, ...(params && { params }) });
const when = (code: Bad['code'], expression: string, params?: Bad['params']): Bad => bad(code, withFast(`"${expression}"`), params);
const input = (code: Bad['code'], declaration: string, params?: Bad['params']): Bad => bad(code, edited('{test: stalking@1, missing: {use: 50}}', declaration), params);
const accept = (code: Bad['code'], cut: string, params?: Bad['params']): Bad => bad(code, edited('{top_percent: 3, reference: {window_days: 30, min_candidates: 1000}}', cut), params);

const FILES: Bad[] = [
  bad('file.too_large', `⟪#⟫${' '.repeat(64 * 1024)}`, { limit_kb: 64 }),
  bad('file.character', edited('jump for', 'jump⟪\u0007⟫ for'), { character: 'U+0007' }),
  bad('file.character', edited('jump for', 'jump ⟪\u202e⟫rof'), { character: 'U+202E' }),
  bad('file.empty', '⟪#⟫ nothing yet\n'),
  bad('yaml.anchor', edited('id: quick-jumper', 'id: ⟪&a⟫ quick-jumper'), { found: '&a' }),
  bad('yaml.alias', edited('id: quick-jumper', 'id: ⟪*a⟫'), { found: '*a' }),
  bad('yaml.tag', withFast('⟪!vaccinated⟫'), { found: '!vaccinated' }),
  bad('yaml.directive', `⟪%YAML 1.1⟫\n---\n${EXAMPLE}`, { found: '%YAML 1.1' }),
  bad('yaml.documents', `${EXAMPLE}⟪-⟫--\n${EXAMPLE}`),
  bad('yaml.depth', `claim: ${'['.repeat(14)}⟪[⟫${'['.repeat(50)}`, { limit: 16 }),
  bad('yaml.escape', withFast('"breed == ⟪\\⟫q"')),
  bad('yaml.indent', edited('  jump:        {test', '⟪ ⟫jump:        {test')),
  bad('yaml.quote', edited('id: quick-jumper', "id: ⟪'quick-jumper⟫")),
  bad('yaml.syntax', edited('{field: breed}', '{field: breed}⟪}⟫')),
  bad('yaml.tab', edited('  jump:        {test', '⟪\t⟫jump:        {test')),
  bad('schema.unknown', edited('mcf.hypothesis/1', '⟪mcf.hypothesis/2⟫'), { schema: 'mcf.hypothesis/2', wanted: 'mcf.hypothesis/1' }),
];

const SHAPES: Bad[] = [
  bad('key.missing', edited('owner: m.whiskers\n', '').replace(/^s/, '⟪s⟫'), { key: 'owner', name: 'file' }),
  bad('key.missing', edited('predicts: {metric: order_success, direction: increase,', '⟪predicts⟫: {metric: order_success,'), { key: 'direction', name: 'predicts' }),
  bad('key.taken', edited('owner:', '⟪id⟫: quick-jumper-2\nowner:'), { key: 'id' }),
  bad('key.taken', edited('  breed:       {field', '  ⟪jump⟫: {field: age}\n  breed:       {field'), { key: 'jump' }),
  bad('key.unknown', `${EXAMPLE}⟪hourly_rate⟫: 3\n`, { key: 'hourly_rate' }),
  bad('key.unknown', `${EXAMPLE}⟪<<⟫: {}\n`, { key: '<<' }),
  bad('key.unknown_near', `${EXAMPLE}⟪requires⟫: []\n`, { key: 'requires', nearest: 'require' }),
  bad('key.unknown_near', edited('owner:', '⟪ownr⟫:'), { key: 'ownr', nearest: 'owner' }),
  bad('shape.text', edited('m.whiskers', '⟪[m.whiskers]⟫'), { name: 'owner' }),
  bad('shape.text', edited('owner: m.whiskers', '⟪owner⟫:'), { name: 'owner' }),
  bad('shape.text', edited('id: fast', 'id: ⟪~⟫'), { name: 'id' }),
  bad('shape.map', edited('{field: breed}', '⟪breed⟫'), { name: 'breed' }),
  bad('shape.list', edited('characteristics:\n', 'characteristics: ⟪none⟫\n').replace(/^.*kind: .*\n/gm, ''), { name: 'characteristics' }),
  accept('shape.number', '{top_percent: ⟪"3"⟫}', { name: 'top_percent' }),
  bad('shape.expression', withFast('⟪{a: b}⟫'), { name: 'when' }),
  bad('list.length', edited('vacancy: [courier, "*"]', '⟪vacancy⟫: []'), { name: 'vacancy', least: 1, most: 50 }),
  bad('list.length', edited('inputs:', `⟪inputs⟫:\n${Array.from({ length: 47 }, (_none, n) => `  i${n}: {field: age, missing: {use: 3}}`).join('\n')}`), { name: 'inputs', least: 1, most: 50 }),
  bad('text.length', edited('m.whiskers', '⟪""⟫'), { name: 'owner', most: 100 }),
  bad('text.length', edited('m.whiskers', `⟪${'m'.repeat(101)}⟫`), { name: 'owner', most: 100 }),
  bad('text.character', edited('m.whiskers', '⟪"m\\u0000w"⟫'), { name: 'owner' }),
  bad('id.bad', edited('id: quick-jumper', 'id: ⟪Quick Jumper⟫'), { id: 'Quick Jumper' }),
  bad('value.choice', edited('kind: strength', 'kind: ⟪splendid⟫'), { name: 'kind', value: 'splendid', options: 'strength, weakness' }),
  bad('value.choice', edited('order_success', '⟪revenue⟫'), { name: 'metric', value: 'revenue', options: 'order_success' }),
  bad('value.choice_near', edited('direction: increase', 'direction: ⟪increases⟫'), { name: 'direction', nearest: 'increase' }),
  bad('value.share', edited('0.08', '⟪1⟫'), { name: 'smallest_effect_of_interest' }),
  accept('value.range', '{top_percent: 3, reference: {min_candidates: ⟪32⟫}}', { name: 'min_candidates', min: 33, max: 1_000_000 }),
  accept('value.range', '{top_percent: 3, reference: {window_days: ⟪.nan⟫}}', { name: 'window_days', min: 1, max: 365 }),
  accept('value.whole', '{top_percent: 3, reference: {window_days: ⟪7.5⟫}}', { name: 'window_days' }),
  accept('value.choice_near', '{top_percent: 3, mode: ⟪on-line⟫}', { nearest: 'online' }),
  accept('accept.top_percent', '{top_percent: ⟪3.01⟫}', { limit: 3 }),
  accept('accept.top_percent', '{top_percent: ⟪0⟫}', { limit: 3 }),
  accept('accept.decimals', '{top_percent: ⟪2.505⟫}'),
  accept('accept.window', '{top_percent: 3, reference: {window_days: ⟪120⟫}}', { window: 120, most: 90 }),
  bad('key.missing', edited('accept: {top_percent: 3, ', '⟪accept⟫: {'), { key: 'top_percent', name: 'accept' }),
];

const INPUTS: Bad[] = [
  input('test.unknown', '{test: ⟪climbing@1⟫, missing: incomplete}', { test: 'climbing@1' }),
  input('test.unknown_near', '{test: ⟪stalkng@1⟫, missing: {use: 50}}', { test: 'stalkng@1', nearest: 'stalking@1' }),
  input('test.unknown_near', '{test: ⟪swim@7⟫, missing: incomplete}', { nearest: 'swim@2' }),
  input('test.unknown_near', '{test: ⟪swin@1⟫, missing: incomplete}', { nearest: 'swim@1' }),
  input('test.unpinned', '{test: ⟪swim⟫, missing: incomplete}', { newest: 'swim@2' }),
  input('test.newer', '{test: ⟪swim@1⟫, missing: {use: 50}}', { test: 'swim@1', newest: 'swim@2' }),
  input('field.unknown', '{field: ⟪tail⟫}', { field: 'tail', options: 'breed, age, colour' }),
  input('field.unknown_near', '{field: ⟪color⟫}', { field: 'color', nearest: 'colour' }),
  bad('input.origin', edited('stalk:       {test: stalking@1, missing: {use: 50}}', '⟪stalk⟫: {missing: incomplete}'), { name: 'stalk' }),
  bad('input.origin', edited('breed:       {field: breed}', '⟪breed⟫: {field: breed, test: jump@1}'), { name: 'breed' }),
  bad('missing.rule', edited('jump:        {test: jump@1, missing: incomplete}', '⟪jump⟫: {test: jump@1}'), { name: 'jump' }),
  bad('missing.rule', edited('stalk:       {test: stalking@1, missing: {use: 50}}', '⟪stalk⟫: {field: age}'), { name: 'stalk' }),
  input('missing.rule', '{test: stalking@1, missing: ⟪50⟫}', { name: 'stalk' }),
  input('missing.type', '{test: stalking@1, missing: {use: ⟪"50"⟫}}', { origin: 'stalking@1' }),
  bad('missing.type', edited('  breed:', '  vet: {test: vaccinated@1, missing: {use: ⟪1⟫}}\n  breed:'), { origin: 'vaccinated@1' }),
  input('missing.range', '{test: stalking@1, missing: {use: ⟪101⟫}}', { origin: 'stalking@1', value: 101, min: 0, max: 100 }),
  input('missing.range', '{field: age, missing: {use: ⟪41⟫}}', { origin: 'age', max: 40 }),
  bad('name.bad', edited('  breed:', '  ⟪__proto__⟫: {field: age, missing: incomplete}\n  breed:'), { name: '__proto__' }),
  bad('name.bad', edited('  breed:', '  ⟪toString⟫: {field: age, missing: incomplete}\n  breed:'), { name: 'toString' }),
  bad('name.bad', edited('id: fast', `id: ⟪f${'a'.repeat(40)}⟫`), { most: 40 }),
  bad('name.reserved', edited('  breed:', '  ⟪constructor⟫: {field: age, missing: incomplete}\n  breed:'), { name: 'constructor' }),
  bad('name.reserved', edited('id: fast', 'id: ⟪pct⟫'), { name: 'pct' }),
  bad('name.taken', edited('id: jumper', 'id: ⟪fast⟫'), { name: 'fast' }),
  bad('input.unused', edited('  breed:', '  ⟪years⟫: {field: age, missing: incomplete}\n  breed:'), { name: 'years' }),
  bad('input.unused_optional', edited('  breed:', '  ⟪years⟫: {field: age, missing: {use: 3}}\n  breed:'), { name: 'years' }),
  bad('input.unused_optional', edited('  breed:', '  ⟪coat⟫: {field: colour}\n  breed:'), { name: 'coat' }),
  bad('inputs.none_required', edited('inputs:', '⟪inputs⟫:').replaceAll('missing: incomplete', 'missing: {use: 100}')),
];

const EXPRESSIONS: Bad[] = [
  bad('expression.empty', withFast('"⟪"⟫')),
  bad('expression.too_long', withFast(`"⟪t⟫rue${' || true'.repeat(300)}"`), { limit: 2000 }),
  when('expression.too_deep', `${'('.repeat(100)}⟪(⟫1`, { limit: 100 }),
  when('expression.too_big', `⟪!⟫${'!'.repeat(499)}true`, { limit: 500 }),
  when('expression.comment', 'jump ⟪//⟫ 2 > 1'),
  when('expression.character', 'jump < 250 ⟪ms⟫', { found: 'ms' }),
  when('expression.character_near', 'jump > 1 ⟪and⟫ stalk > 1', { found: 'and', nearest: '&&' }),
  when('expression.character_near', 'jump ⟪≤⟫ 1', { found: '≤', nearest: '<=' }),
  bad('expression.unfinished', withFast('"jump <⟪"⟫')),
  when('expression.quotes', "breed == ⟪'Siamese⟫", {}),
  when('expression.number', 'jump < ⟪1e999⟫', { found: '1e999' }),
  when('expression.not_allowed', 'breed.⟪matches⟫(\'S.*\')', { found: '.matches()' }),
  when('expression.not_allowed', '[1, 2].⟪exists⟫(x, x > 1)', { found: '.exists()' }),
  when('expression.not_allowed', 'breed.⟪constructor⟫ == 1', { found: '.constructor' }),
  when('expression.not_allowed', 'breed⟪[⟫0] == 1', { found: '[...]' }),
  when('expression.not_allowed', '⟪{1: 2}⟫ == 1', { found: '{...}' }),
  when('expression.not_allowed', 'jump ⟪%⟫ 2 == 0', { found: '%' }),
  when('expression.not_allowed', 'jump == ⟪null⟫', { found: 'null' }),
  when('expression.not_allowed', 'jump == ⟪5u⟫', { found: '5u' }),
  when('expression.not_allowed', "breed == ⟪b'x'⟫", { found: "b'x'" }),
  when('expression.too_large', '⟪1e14 * jump⟫ > 0', { words: '1e14 * jump' }),
  when('expression.too_large', '⟪jump / max(stalk, 1e-300)⟫ > 0', { limit: 1e15 }),
  when('expression.too_large', 'jump < ⟪9007199254740993⟫'),
  when('expression.zero_divisor', 'stalk / ⟪jump⟫ > 1', { divisor: 'jump' }),
  when('expression.zero_divisor', '1 / (⟪stalk - jump⟫) > 1', { divisor: 'stalk - jump' }),
  when('name.reserved', 'jump < ⟪import⟫', { name: 'import' }),
  when('name.reserved', '⟪__proto__⟫ == 1', { name: '__proto__' }),
  when('input.unknown', '⟪constructor⟫ > 1', { name: 'constructor' }),
  when('input.unknown_near', 'jump > 1 || ⟪reaction_m⟫ > 2', { nearest: 'reaction_ms' }),
  when('function.unknown', '⟪exp⟫(jump) > 1', { name: 'exp' }),
  when('function.unknown', '⟪toString⟫() == 1', { name: 'toString' }),
  when('function.unknown_near', '⟪pct_witin⟫(jump, breed) > 1', { nearest: 'pct_within' }),
  when('function.named', '⟪max⟫ > 1', { name: 'max' }),
  when('function.arguments', '⟪abs(jump, stalk)⟫ > 1', { name: 'abs', wanted: '1', given: 2 }),
  when('function.arguments', '⟪min()⟫ > 1', { name: 'min', wanted: '1+', given: 0 }),
  when('function.arguments', '⟪pct_within(jump)⟫ > 1', { wanted: '2', given: 1 }),
  when('function.plain_input', 'pct(⟪jump + 1⟫) > 1', { name: 'pct', found: 'jump + 1' }),
  when('text.character', "breed == ⟪'a\\\\x00'⟫"),
  when('in.list', 'jump in ⟪stalk⟫'),
  when('in.list', 'jump in ⟪[]⟫'),
  when('in.list', '⟪[1]⟫ == 1'),
  when('in.constant', 'jump in [1, ⟪stalk⟫]', { found: 'stalk' }),
  when('type.number_for_yes_no', '⟪stalk + 40⟫', { words: 'stalk + 40' }),
  when('type.number_for_yes_no', '!⟪jump⟫', { words: 'jump' }),
  when('type.number_for_text', 'breed in [\'Siamese\', ⟪3⟫]', { words: '3' }),
  when('type.text_for_number', 'pct(⟪breed⟫) > 1', { words: 'breed' }),
  when('type.text_for_number', '⟪breed⟫ < 3', { words: 'breed' }),
  when('type.text_for_yes_no', 'jump > 1 && ⟪breed⟫', { words: 'breed' }),
  when('type.yes_no_for_number', '⟪200 < jump⟫ < 250', { words: '200 < jump' }),
  when('type.yes_no_for_text', 'pct_within(jump, breed) > 1 && breed == ⟪true⟫', { words: 'true' }),
  bad('type.yes_no_for_number', edited('"0.6 * pct(jump) + 0.4 * stalk - 0.05 * reaction_ms"', '"⟪stalk < 40⟫"')),
  when('threshold.above', 'reaction_ms < ⟪25000⟫', { comparison: 'reaction_ms < 25000', subject: 'reaction_time@2', limit: 2000 }),
  when('threshold.above', 'pct(jump) > ⟪101⟫', { subject: 'pct(jump)', limit: 100 }),
  when('threshold.above', '(⟪700⟫) == (jump + stalk) * 1', { subject: '(jump + stalk) * 1', limit: 400 }),
  when('threshold.below', 'jump in [3, ⟪-3⟫]', { subject: 'jump@1', limit: 0 }),
  when('threshold.always_yes', '⟪stalk >= 0⟫', { subject: 'stalking@1', low: 0, high: 100 }),
  when('threshold.always_yes', '⟪100 >= stalk⟫', { subject: 'stalking@1' }),
  when('threshold.always_no', '⟪stalk > 100⟫', { low: 0, high: 100 }),
];

const TABLE = [...FILES, ...SHAPES, ...INPUTS, ...EXPRESSIONS];

/** What the first problem is expected to be: the code and the place of the marks. */
function expectation({ code, file }: Bad): { source: string; problem: string } {
  const [before = '', marked = '', after = ''] = file.split(/[⟪⟫]/);
  const line = before.split('\n').length;
  const column = [...(before.split('\n').at(-1) ?? '')].length + 1;
  const length = Math.max(1, [...(marked.split('\n')[0] ?? '')].length);
  return { source: `${before}${marked}${after}`, problem: `${line}:${column}+${length} ${SEVERITY[code]} ${code}` };
}

describe('a bad hypothesis file', () => {
  it.each(TABLE.map((entry): [string, string, Bad] => [entry.code, entry.file.split('\n').find((line) => /[⟪⟫]/.test(line)) ?? '', entry]))(
    '%s at the marked place: %s',
    (_code, _line, entry) => {
      const { source, problem } = expectation(entry);
      const { version, problems } = read(source);
      expect(problems.map(summary)).toEqual([problem]);
      expect(problems[0]?.params).toMatchObject(entry.params ?? {});
      expect(version === null).toBe(problems.some(({ severity }) => severity === 'error'));
    },
  );
});

describe('the table of bad files', () => {
  it('shows every kind of problem', () => {
    expect([...new Set(TABLE.map(({ code }) => code))].sort()).toEqual(Object.keys(SEVERITY).sort());
  });

  it('has a text in both languages for every kind, with nothing in it that the problem does not tell', () => {
    expect(Object.keys(ru)).toEqual(Object.keys(en));
    expect(Object.keys(en)).toEqual(Object.keys(SEVERITY));
    for (const entry of TABLE) {
      const told = Object.keys(read(expectation(entry).source).problems[0]?.params ?? {});
      for (const texts of [en, ru]) {
        const named = [...texts[entry.code].matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
        expect(told).toEqual(expect.arrayContaining(named));
      }
    }
  });
});

describe('the worked example', () => {
  it('is a version without problems', () => {
    const { version, problems } = read(EXAMPLE);
    expect(problems).toEqual([]);
    expect(version?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('means what it says', () => {
    const { hypothesis } = versionIn(EXAMPLE);
    expect(hypothesis).toMatchObject({
      id: 'quick-jumper',
      owner: 'm.whiskers',
      predicts: { metric: 'order_success', direction: 'increase', smallestEffect: 0.08 },
      vacancies: ['courier', '*'],
      accept: { topBasisPoints: 300, windowDays: 30, maxDays: 90, minCandidates: 1000, mode: 'online' },
    });
    expect(hypothesis.inputs).toEqual([
      { name: 'reaction_ms', from: { test: 'reaction_time', version: 2 }, type: 'number', missing: 'incomplete' },
      { name: 'jump', from: { test: 'jump', version: 1 }, type: 'number', missing: 'incomplete' },
      { name: 'stalk', from: { test: 'stalking', version: 1 }, type: 'number', missing: { use: 50 } },
      { name: 'breed', from: { field: 'breed' }, type: 'text', missing: { use: '' } },
    ]);
    expect(hypothesis.requirements[1]).toEqual({
      id: 'jumper',
      text: 'pct_within(jump, breed) >= 97',
      when: { op: '>=', args: [{ op: 'pct_within', input: 'jump', group: 'breed' }, { op: 'number', value: 97 }] },
    });
    expect(hypothesis.characteristics.map(({ id, kind }) => [id, kind])).toEqual([['quick', 'strength'], ['clumsy', 'weakness']]);
  });

  it('shows a mistyped test under a caret, as a compiler does', () => {
    const source = edited('stalking@1', 'stalkng@1');
    const [problem] = read(source).problems;
    expect(problem).toEqual({ severity: 'error', code: 'test.unknown_near', params: { test: 'stalkng@1', nearest: 'stalking@1' }, line: 10, column: 23, length: 9 });
    expect(problem && excerpt(source, problem)).toEqual(['    stalk:       {test: stalkng@1, missing: {use: 50}}', '                        ^']);
  });

  it('keeps its places behind a byte order mark, and on lines that end as on Windows', () => {
    const source = `\ufeff${edited('stalking@1', 'stalkng@1')}`.replaceAll('\n', '\r\n');
    const [problem, ...others] = read(source).problems;
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ line: 10, column: 23 });
    expect(problem && excerpt(source, problem)[0]).toBe('    stalk:       {test: stalkng@1, missing: {use: 50}}');
  });
});

describe('a file that leaves out what it may', () => {
  const defaults = (accept: string) => versionIn(edited('{top_percent: 3, reference: {window_days: 30, min_candidates: 1000}}', accept)).hypothesis.accept;

  it('has a reference of 30 days, at most 90, and 1000 candidates, and decides at once', () => {
    expect(defaults('{top_percent: 2.5}')).toEqual({ topBasisPoints: 250, windowDays: 30, maxDays: 90, minCandidates: 1000, mode: 'online' });
    expect(defaults('{top_percent: 3, mode: daily_batch, reference: {max_days: 365}}')).toMatchObject({ mode: 'daily_batch', maxDays: 365, windowDays: 30 });
  });

  it('needs neither requirements nor characteristics', () => {
    const short = EXAMPLE.replace(/^(require|characteristics):\n/gm, '').replace(/^ {2}- .*\n/gm, '').replace('"0.6', '"pct_within(jump, breed) + 0.6');
    expect(versionIn(short).hypothesis).toMatchObject({ requirements: [], characteristics: [] });
  });

  it('may name one vacancy without a list', () => {
    expect(versionIn(edited('[courier, "*"]', '"*"')).hypothesis.vacancies).toEqual(['*']);
  });
});

describe('expressions', () => {
  const meaning = (when: string) => versionIn(withFast(when)).hypothesis.requirements[0];
  const [jump, stalk] = [{ op: 'input', name: 'jump' }, { op: 'input', name: 'stalk' }];

  it('hold whole numbers and fractions to be the same kind', () => {
    expect(meaning('"2 * jump == 2.0 * jump"')?.when).toMatchObject({
      args: [{ op: '*', args: [{ op: 'number', value: 2 }, jump] }, { op: '*', args: [{ op: 'number', value: 2 }, jump] }],
    });
  });

  it('bind as in CEL', () => {
    expect(meaning('"jump - stalk - 1 > 2 || jump < 3 && !(stalk < 4)"')?.when).toMatchObject({
      op: '||',
      args: [{ op: '>', args: [{ op: '-', args: [{ op: '-', args: [jump, stalk] }, {}] }, {}] }, { op: '&&', args: [{}, { op: '!' }] }],
    });
  });

  it('take a negative number for a constant, and minus nothing for nothing', () => {
    expect(meaning('"jump - 1 in [-1, -0]"')?.when).toMatchObject({ args: [{}, { op: 'number', value: -1 }, { op: 'number', value: 0 }] });
  });

  it('may be plain, in single quotes, folded or written over several lines', () => {
    const [plain, ...others] = ['jump < stalk * 2', "'jump < stalk * 2'", '"jump\n      < stalk * 2"', '>-\n      jump <\n      stalk * 2\n    ', '|\n      jump <\n        stalk * 2\n    '].map((when) => {
      const block = edited('- {id: fast,   when: "reaction_ms < 250"}', `- id: fast\n    when: ${when}\n`);
      return versionIn(block).hypothesis.requirements[0];
    });
    expect(plain?.text).toBe('jump < stalk * 2');
    for (const other of others) expect(other?.when).toEqual(plain?.when);
  });

  it('are yes/no where the test is passed or failed', () => {
    const source = edited('  breed:', '  vet: {test: vaccinated@1, missing: {use: false}}\n  breed:', withFast('vet && reaction_ms < 250'));
    expect(versionIn(source).hypothesis.requirements[0]?.when).toMatchObject({ op: '&&', args: [{ op: 'input', name: 'vet' }, {}] });
  });
});
