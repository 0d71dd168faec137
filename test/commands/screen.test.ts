import { adopted, candidate, file, screeningCompany } from './screening-support';
import { appOf, type Machine } from './support';

/** What the person at the terminal answers: a text or choice, yes or no, the ticked choices, or `stop` for Ctrl-C. */
type Answer = string | boolean | string[];
let answers: Answer[] = [];
let asked: string[] = [];
/** Done while a prompt is open. */
let meanwhile: (() => Promise<unknown>) | undefined;

interface Question {
  type: string;
  message: string;
  default?: string | boolean;
  choices?: { name: string; value: number; checked?: boolean }[];
  validate?: (text: string) => true | string | Promise<true | string>;
}

async function reply(question: Question): Promise<unknown> {
  const { type, message, choices = [], validate, default: preset } = question;
  const shown = type === 'input' && preset !== undefined ? `${message} = ${preset}` : message;
  asked.push(type === 'checkbox' ? `${message} ${choices.map(({ name, checked }) => `${checked ? '[x]' : '[ ]'} ${name}`).join(' ')}` : shown);
  await meanwhile?.();
  meanwhile = undefined;
  const answer = answers.shift();
  if (answer === undefined || answer === 'Ctrl-C') throw Object.assign(new Error('User force closed the prompt'), { name: 'ExitPromptError' });
  if (type === 'confirm') return answer === '' ? preset : answer;
  if (type === 'checkbox') return choices.filter(({ name, checked }) => (Array.isArray(answer) ? answer.some((one) => name.startsWith(one)) : checked)).map(({ value }) => value);
  if (type === 'input' && answer === '' && preset !== undefined) return preset;
  if (type !== 'input') return choices.find(({ name }) => name === answer)?.value;
  const wrong = await validate?.(String(answer));
  if (wrong === true || wrong === undefined) return answer;
  asked.push(`! ${wrong}`);
  return reply(question);
}

jest.mock('inquirer', () => ({
  __esModule: true,
  default: { createPromptModule: () => async ([question]: [Question]) => ({ it: await reply(question) }) },
}));

/** Lets a cat that was added by hand have a photo. */
async function withPhoto(cat: string): Promise<void> {
  const { openDatabase } = await import('../../src/db/connection');
  const database = openDatabase(`sqlite:${here.home}/mcf.db`);
  const statement = `INSERT INTO application_details (application_id, photo_file_id) SELECT a.id, 'P1' FROM applications a JOIN people p ON p.id = a.person_id WHERE p.number = ${Number(cat.slice(2))}`;
  await database.transaction((sql) => sql.write(statement)).finally(() => database.close());
}

const GO_ON = 'Enter: next cat · s: stop, all is saved';
let here: Machine;
const stdin = process.stdin.isTTY;

beforeEach(async () => {
  here = await screeningCompany();
  [asked, answers, meanwhile] = [[], [], undefined];
  here.columns = 80;
  process.stdin.isTTY = true;
});

afterEach(() => {
  process.stdin.isTTY = stdin;
});

test('screen leads through batteries and results to decisions, cat by cat', async () => {
  here.columns = null;
  await adopted(here);
  await here.json('candidates', 'import', file(here, 'two.csv', 'number,name,vacancy,breed,age,colour,applied_at\n160,Murka,courier,Siamese,3,grey,2026-10-01\n161,Tom,courier,Siamese,3,grey,2026-10-02\n'));
  here.columns = 80;
  answers = ['results', '', '2500', '250', '244', '50', true, '', 'results', '', '260', '244', '', true, 's'];
  const { code, out, err } = await here.mcf('screen');
  expect(asked).toEqual([
    ...['Do', 'Battery (* quick-jumper needs it) [x] jump@1 * [x] reaction_time@1 * [x] stalking@1', 'jump (cm)', '! A number from 0 to 300 cm', 'jump (cm)', 'reaction_time (ms)', 'stalking (points)'],
    ...['Record 3 results and decide?', GO_ON, 'Do', 'Battery (* quick-jumper needs it) [x] jump@1 * [x] reaction_time@1 * [x] stalking@1', 'jump (cm)', 'reaction_time (ms)', 'stalking (points)'],
    ...['Record 2 results and decide?', GO_ON],
  ]);
  const lines = out.split('\n').filter((line) => /^\S/.test(line));
  expect(lines).toEqual([
    '2 waiting · today 0 screened, 0 accepted',
    'C-000160 Murka · Siamese, 3 y, grey · courier · applied 1 Oct',
    expect.stringMatching(/^C-000160 {2}HELD {2}by quick-jumper@/),
    '1 waiting · today 1 screened, 0 accepted (0.00 %, limit 50 %)',
    'C-000161 Tom · Siamese, 3 y, grey · courier · applied 2 Oct',
    expect.stringMatching(/^C-000161 {2}ACCEPT {2}by quick-jumper@/),
    '✔ 2 batteries, 5 results, 2 decisions saved',
  ]);
  expect(code).toBe(0);
  expect(err).toContain('→ mcf candidates list\n');
});

test('screen records what is there, says what is still open, and passes on what nobody decides', async () => {
  await candidate(here, 'Murka');
  answers = ['battery', ['jump', 'stalking'], 'results', '187', '50.5', '', true, ''];
  const { out } = await here.mcf('screen');
  expect(asked.slice(-5)).toEqual(['stalking (points)', '! A whole number from 0 to 100', 'stalking (points)', 'Record 1 result? Still open: stalking', GO_ON]);
  expect(out).toContain('  1 needed test open: stalking@1\n1 waiting');
  expect(out).toContain('That was everybody for now.\n');
});

test('screen contacts, skips and stops', async () => {
  await candidate(here, 'Murka');
  here.clock = '2026-11-20T12:06:00Z';
  await candidate(here, 'Tom');
  answers = ['contact', 'comes on Monday', 'skip', 'stop'];
  const { out, code } = await here.mcf('screen');
  expect(out).toMatch(/Murka[^]*✔ contacted\n2 waiting[^]*Tom[^]*✔ 1 contact saved\n$/);
  expect(code).toBe(0);
  here.columns = null;
  expect(await here.json('candidates', 'show', 'C-2')).toMatchObject({ status: 'contacted' });
});

test('screen asks for pass or fail, and leaves a choice test to the chat', async () => {
  here.columns = null;
  await here.json('tests', 'add', 'vaccinated', '--type', 'pass_fail');
  await here.json('tests', 'add', 'manners', '--type', 'choice', '--questions', file(here, 'q.yaml', 'questions: [{text: x, options: [a, b], right: a}]'));
  const cat = await candidate(here, 'Murka');
  here.columns = 80;
  answers = ['results', ['manners', 'vaccinated'], '', 'pass', true, ''];
  await here.mcf('screen');
  expect(asked).toContain('manners (right of 1; the chat asks, Enter leaves it open)');
  here.columns = null;
  expect(await here.json('candidates', 'show', cat)).toMatchObject({ battery: [{ test: 'manners', value: null }, { test: 'vaccinated', value: 1 }] });
});

test('screen keeps what was typed and not recorded, and asks before it goes', async () => {
  const cat = await candidate(here, 'Murka');
  answers = ['results', ['jump', 'stalking'], '187', '50', false, 'skip', false, 'results', '188', '-', true, 's'];
  const { out } = await here.mcf('screen');
  expect(asked).toEqual([
    ...['Do', 'Battery [x] jump@1 [ ] reaction_time@1 [ ] stalking@1', 'jump (cm)', 'stalking (points)', 'Record 2 results and decide?', 'Do', 'Throw away 2 results that are not recorded?'],
    ...['Do', 'jump (cm), - leaves it open = 187', 'stalking (points), - leaves it open = 50', 'Record 1 result? Still open: stalking', GO_ON],
  ]);
  expect(out).toContain('  not recorded; results offers them again\n');
  here.columns = null;
  expect(await here.json('candidates', 'show', cat)).toMatchObject({ battery: [{ test: 'jump', value: 188 }, { test: 'stalking', value: null }] });
});

test('screen throws typed results away where somebody says so, and ы stops like s', async () => {
  await candidate(here, 'Murka');
  answers = ['results', ['jump'], '187', false, 'stop', true];
  expect((await here.mcf('screen')).out).toContain('✔ 1 battery saved\n');
  answers = ['results', '187', true, 'x', 'ы'];
  expect((await here.mcf('screen')).code).toBe(0);
  expect(asked.slice(-3)).toEqual([GO_ON, '! Enter or s', GO_ON]);
});

test('screen offers the photo of a cat that sent one', async () => {
  const cat = await candidate(here, 'Murka');
  answers = ['photo', 'stop'];
  expect((await here.mcf('screen')).out).not.toContain('photo');
  await withPhoto(cat);
  answers = ['photo', 'stop'];
  const { out, err, code } = await here.mcf('screen');
  expect({ out, code }).toEqual({ out: expect.stringMatching(/C-000002 Murka · .* · applied now · photo\n$/) as unknown, code: 0 });
  expect(err).toContain('  cli.no_bot_token\n');
});

test('screen tells what was refused, as when somebody else was faster, and goes on', async () => {
  const cat = await candidate(here, 'Murka');
  answers = ['contact', '', 'stop'];
  meanwhile = async () => {
    process.stdin.isTTY = false;
    const { overrideDecision } = await import('../../src/domain/staffing');
    const app = appOf(here);
    const boss = { kind: 'person', personId: '', roles: ['admin'], channel: 'cli' } as const;
    await app.run(boss, (w) => overrideDecision(w, { candidate: cat, accept: false, reason: 'bit the examiner' })).finally(() => app.close());
  };
  const { code, err } = await here.mcf('screen');
  expect(code).toBe(0);
  expect(err).toMatch(/✖ .*\n {2}staffing\.already_decided\n/);
});

test('Ctrl-C ends a session with 130 and says what was saved', async () => {
  await candidate(here, 'Murka');
  answers = ['contact', '', 'results', 'Ctrl-C'];
  expect(await here.mcf('screen')).toMatchObject({ code: 130, err: expect.stringContaining('Stopped; 1 contact saved.\n') as unknown });
  answers = ['Ctrl-C'];
  expect((await here.mcf('screen')).err).toContain('Stopped; nothing saved.\n');
});

test('screen says that nobody waits', async () => {
  expect((await here.mcf('screen')).out).toBe('0 waiting · today 0 screened, 0 accepted\nNobody waits to be screened.\n');
});

test('without a terminal screen names the command that does the same', async () => {
  process.stdin.isTTY = false;
  here.columns = null;
  expect(await here.error('screen')).toMatchObject({ code: 2, error: { code: 'cli.needs_terminal', hint: 'mcf candidates record --help' } });
});

test('hypotheses adopt asks for a signature where there is no verdict, and before it adopts', async () => {
  here.columns = null;
  await adopted(here);
  await here.json('hypotheses', 'add', file(here, 's.yaml', (await import('./screening-support')).hypothesisText(['id: quick-jumper', 'id: steady-paws'], ['>= 10', '>= 20'])));
  here.columns = 80;
  answers = ['I say so', false];
  const declined = await here.mcf('hypotheses', 'adopt', 'steady-paws');
  expect(declined.out).toBe('Nothing was changed.\n');
  expect(declined.err).toContain('  replaces quick-jumper\n');
  answers = [true];
  expect((await here.mcf('hypotheses', 'adopt', 'steady-paws', '--reason', 'I say so')).out).toMatch(/^✔ steady-paws@[0-9a-f]{12} adopted\n$/);
  expect(asked).toEqual(['No verdict says that it is better. Why adopt it? Signed with your name', 'Adopt from the next decision?', 'Adopt from the next decision?']);
});
