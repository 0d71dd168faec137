import { machine, type Machine, TEXT } from './support';
import { file } from './screening-support';

let here: Machine;

beforeEach(async () => {
  here = machine();
  await here.json('init', '--admin', 'Boss', '--time-zone', 'Europe/Moscow', '--yes');
});

const QUESTIONS = `questions:
  - text: {en: What is a glass for?, ru: Зачем нужен стакан?}
    options:
      - {en: dropping, ru: ронять}
      - {en: drinking, ru: пить}
    right: ронять
  - text: "2 + 2"
    options: [3, 4, 5]
    right: 4
`;

test('tests add makes a measured test, and puts it into the batteries that are named', async () => {
  const added = await here.json('tests', 'add', 'jump', '--type', 'number', '--unit', 'cm', '--min', '0', '--max', '300', '--name-ru', 'прыжок', '--vacancy', 'helper');
  expect(added).toEqual({
    ...{ key: 'jump', version: 1, type: 'number', unit: 'cm', min: 0, max: 300, name: 'прыжок', name_ru: 'прыжок' },
    ...{ questions: null, seconds: null, created_at: TEXT },
  });
  expect(await here.json('vacancies', 'list')).toMatchObject([{ key: 'helper', tests: ['jump'] }]);
  expect((await here.mcf('tests', 'add', 'vaccinated', '--type', 'pass_fail')).out).toBe('✔ vaccinated@1 · pass_fail\n');
  expect((await here.mcf('tests', 'add', 'stalking', '--type', 'points')).out).toBe('✔ stalking@1 · points, 0-100 points\n');
  expect(await here.error('tests', 'add', 'jump', '--type', 'points')).toMatchObject({ code: 4, error: { code: 'staffing.test_exists' } });
});

test('tests add names what is missing, and what cannot be read', async () => {
  expect((await here.error('tests', 'add')).error.message).toBe('Missing: KEY, --type.');
  expect(await here.error('tests', 'add', 'jump', '--type', 'number', '--min', 'low', '--max', '1')).toMatchObject({ code: 2, error: { message: '--min: “low” cannot be read. Write it like this: 250.' } });
  expect(await here.error('tests', 'add', 'jump', '--type', 'guess')).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
});

test('a choice test comes from a file; right is the text of an option in either language', async () => {
  const added = await here.json('tests', 'add', 'manners', '--type', 'choice', '--questions', file(here, 'q.yaml', QUESTIONS), '--seconds', '30');
  expect(added).toMatchObject({ min: 0, max: 2, seconds: 30, questions: [{ right: 0, text: { en: 'What is a glass for?' } }, { right: 1, options: [{ en: '3', ru: '3' }, { en: '4' }, { en: '5' }] }] });
  const { out } = await here.mcf('tests', 'show', 'manners');
  expect(out).toMatch(/^manners@1 · choice\n {2}name {4}manners\n {2}result {2}0-2 right\n {2}asks {4}2 questions, 30 s each\n/);
  expect(out).toContain('  1. What is a glass for?\n     + dropping\n     - drinking\n');
});

test('the example that tests add --example prints is a file that tests add takes', async () => {
  const { out } = await here.mcf('tests', 'add', '--example');
  expect(await here.json('tests', 'add', 'manners', '--type', 'choice', '--questions', file(here, 'example.yaml', out))).toMatchObject({ max: 2 });
});

test.each([
  ['no YAML', 'a: [', 'syntax'],
  ['no list', 'title: x', 'none'],
  ['a question without a text', 'questions: [{options: [a, b], right: a}]', 'text'],
  ['a single option', 'questions: [{text: x, options: [a], right: a}]', 'options'],
  ['a key that is no option', 'questions: [{text: x, options: [a, b], right: c}]', 'right'],
  ['two options that read alike', 'questions: [{text: x, options: [a, a], right: a}]', 'right'],
])('a file with %s is refused, and the place is named', async (_, content, problem) => {
  const refused = await here.error('tests', 'add', 'x', '--type', 'choice', '--questions', file(here, 'bad.yaml', content));
  expect(refused).toMatchObject({ code: 4, error: { code: 'cli.questions', params: { problem } } });
  expect(refused.error.message).toContain('bad.yaml');
  expect(refused.error.message).not.toMatch(/\{\{|undefined/);
});

test('tests revise makes a new version, which tests list shows and tests show sets beside the old one', async () => {
  await here.json('tests', 'add', 'jump', '--type', 'number', '--unit', 'cm', '--min', '0', '--max', '300');
  here.columns = 80;
  const revised = await here.mcf('tests', 'revise', 'jump', '--max', '350');
  expect(revised.out).toBe('✔ jump@2 · number, 0-350 cm\n');
  expect(revised.err).toContain('! hypotheses that name an older version go on asking for it; new ones name\n  jump@2\n');
  expect((await here.mcf('tests')).out).toBe('TEST    TYPE    RESULT    NAME  VACANCIES\njump@2  number  0-350 cm  jump  -\n');
  expect((await here.mcf('tests', 'list')).err).toContain('→ mcf vacancies tests helper --add jump\n');
  expect((await here.mcf('tests', 'show', 'jump')).out).toContain('jump@1   0-300 cm  -     Fri 20 Nov 15:05, now\n');
  here.columns = null;
  expect(await here.json('tests', 'show', 'jump')).toMatchObject({ version: 2, versions: [{ version: 2 }, { version: 1, max: 300 }] });
  expect((await here.error('tests', 'revise', 'jump')).error.message).toMatch(/^Missing: --unit or --min/);
  expect(await here.error('tests', 'revise', 'purr', '--max', '1')).toMatchObject({ code: 3 });
});

test('tests list says how to begin', async () => {
  expect((await here.mcf('tests')).out).toBe('No tests yet. Add one: mcf tests add\n');
  expect(await here.json('tests', 'list')).toEqual([]);
  expect((await here.mcf('tests', 'list', '--csv')).out).toBe('key,version,type,unit,min,max,name,name_ru,seconds,created_at,status\n');
});

test('tests retire takes a test out of the batteries and the list; its results stay, and --undo brings it back', async () => {
  await here.json('tests', 'add', 'jump', '--type', 'points', '--vacancy', 'helper');
  const { number } = await here.json<{ number: string }>('candidates', 'add', '--name', 'Murka', '--vacancy', 'helper');
  await here.json('candidates', 'assign', number);
  await here.json('candidates', 'record', number, '--test', 'jump', '--value', '50');
  here.columns = 80;
  const retired = await here.mcf('tests', 'retire', 'jump');
  expect(retired.out).toBe('✔ jump is retired; it left the battery of helper\n');
  expect(retired.err).toContain('→ undo: mcf tests retire jump --undo\n');
  expect((await here.mcf('tests')).out).toBe('No test is offered. All: mcf tests list --all\n');
  expect((await here.mcf('tests', 'list', '--all')).out).toBe('TEST    STATUS   TYPE    RESULT        NAME  VACANCIES\njump@1  retired  points  0-100 points  jump  -\n');
  expect((await here.mcf('tests', 'show', 'jump')).out).toMatch(/^jump@1 · points · retired\n/);
  here.columns = null;
  expect(await here.json('tests', 'list')).toEqual([]);
  expect(await here.json('tests', 'list', '--all')).toMatchObject([{ key: 'jump', status: 'retired' }]);
  expect(await here.json('candidates', 'show', number)).toMatchObject({ battery: [{ test: 'jump', value: 50 }] });
  for (const words of [['tests', 'retire', 'jump'], ['vacancies', 'tests', 'helper', '--add', 'jump'], ['candidates', 'assign', number, '--add', 'jump']]) {
    expect(await here.error(...words)).toMatchObject({ code: 4, error: { code: 'staffing.test_retired', hint: 'offer it again: mcf tests retire jump --undo' } });
  }
  expect(await here.json('tests', 'retire', 'jump', '--undo')).toMatchObject({ key: 'jump', status: 'offered' });
  expect(await here.error('tests', 'retire', 'jump', '--undo')).toMatchObject({ code: 4, error: { code: 'staffing.test_unchanged' } });
  expect(await here.json('vacancies', 'tests', 'helper', '--add', 'jump')).toMatchObject({ tests: ['jump'] });
  expect(await here.error('tests', 'retire', 'purr')).toMatchObject({ code: 3 });
});

test('a measured test needs both ends of its scale, and the message says which and how', async () => {
  const add = (...flags: string[]) => here.error('tests', 'add', 'x', '--type', 'number', ...flags);
  expect(await add()).toMatchObject({ code: 2, error: { message: 'Missing: --min, --max. A measured test needs both ends of its scale, such as --min 0 --max 300.' } });
  expect((await add('--min', '0')).error.message).toMatch(/^Missing: --max\./);
});

test('without names tests add and vacancies open say what cats will read', async () => {
  const added = await here.mcf('tests', 'add', 'high_jump', '--type', 'points');
  expect(added.err).toContain('! no English and no Russian name: cats read “High jump” (name it: mcf tests revise high_jump --name-en … --name-ru …)\n');
  const opened = await here.mcf('vacancies', 'open', 'courier', '--name-en', 'Courier');
  expect(opened.err).toContain('! no Russian name: cats read “Courier” (name it: mcf vacancies open courier --name-ru …)\n');
  const named = await here.mcf('tests', 'add', 'purr', '--type', 'points', '--name-en', 'Purr', '--name-ru', 'Мурр');
  expect(named.err).not.toContain('name it');
  await here.json('vacancies', 'close', 'courier');
  expect((await here.mcf('vacancies', 'open', 'courier')).err).not.toContain('name it');
});

test('hints name what is there', async () => {
  here.columns = 80;
  const next = async (...words: string[]) => /→ (.*)\n$/.exec((await here.mcf(...words)).err)?.[1];
  expect(await next('vacancies', 'list')).toBe('mcf tests add');
  expect(await next('tests', 'add', 'jump', '--type', 'points')).toBe('mcf vacancies tests helper --add jump');
  expect(await next('vacancies', 'list')).toBe('mcf vacancies tests helper --add jump');
  expect(await next('vacancies', 'open', 'night guard')).toBe("mcf vacancies tests 'night guard' --add jump");
  expect(await next('vacancies', 'tests', 'helper', '--add', 'jump')).toBe('mcf screen');
  expect(await next('tests', 'list')).toBe('mcf vacancies list');
});

test('vacancies open, list, tests and close', async () => {
  expect(await here.json('vacancies', 'open', 'courier', '--name-en', 'Courier', '--name-ru', 'Курьер')).toEqual({ key: 'courier', name: 'Courier', name_ru: 'Курьер', status: 'open', tests: [] });
  await here.json('tests', 'add', 'jump', '--type', 'points');
  await here.json('tests', 'add', 'purr', '--type', 'points');
  expect((await here.mcf('vacancies', 'tests', 'courier')).out).toBe('courier · open · no tests\n');
  expect((await here.mcf('vacancies', 'tests', 'courier', '--add', 'jump', '--add', 'purr')).out).toBe('✔ courier · open · jump, purr\n');
  expect(await here.json('vacancies', 'tests', 'courier', '--remove', 'purr')).toMatchObject({ tests: ['jump'] });
  expect((await here.mcf('vacancies', 'close', 'courier')).out).toBe('✔ courier · closed · jump\n');
  expect((await here.mcf('vacancies')).out).toBe('VACANCY  STATUS  NAME     TESTS\nhelper   open    Helper   -\ncourier  closed  Courier  jump\n');
  expect(await here.error('vacancies', 'tests', 'pilot')).toMatchObject({ code: 3, error: { code: 'staffing.vacancy_not_found' } });
  expect((await here.error('vacancies', 'close')).error.message).toBe('Missing: VACANCY.');
});
