import { company, type Machine, textWith } from './support';

/** What the person at the terminal answers, one after the other: a text, the beginning of a choice, or yes and no. */
let answers: (string | boolean)[] = [];
let asked: string[] = [];

interface Question {
  type: string;
  message: string;
  default?: unknown;
  choices?: { name: string; value: number }[];
  source?: (term: string) => { name: string; value: number }[];
  validate?: (text: string) => true | string | Promise<true | string>;
}

async function reply({ type, message, choices, source, validate, default: preset }: Question): Promise<unknown> {
  asked.push(message);
  const answer = answers.shift();
  if (answer === undefined) throw Object.assign(new Error('User force closed the prompt'), { name: 'ExitPromptError' });
  if (type === 'confirm') return answer === '' ? preset : answer;
  if (type === 'input') {
    const wrong = await validate?.(String(answer));
    if (wrong !== true && wrong !== undefined) asked.push(`! ${wrong}`);
    return wrong === true || wrong === undefined ? answer : reply({ type, message, ...(validate ? { validate } : {}) });
  }
  return (source?.(String(answer)) ?? choices ?? []).find(({ name }) => name.toLowerCase().includes(String(answer).toLowerCase()))?.value;
}

jest.mock('inquirer', () => ({
  __esModule: true,
  default: { createPromptModule: () => async ([question]: [Question]) => ({ it: await reply(question) }) },
}));

let here: Machine;
const stdin = process.stdin.isTTY;

beforeEach(async () => {
  here = await company();
  [asked, answers] = [[], []];
  here.columns = 80;
  process.stdin.isTTY = true;
});

afterEach(() => {
  process.stdin.isTTY = stdin;
});

test('orders place asks for everything, tells the estimate and asks before it places', async () => {
  answers = ['bar', 'glass', 'Kitchen, Lenina 5', 'next week', 'tomorrow 15:00', true];
  const { code, out, err } = await here.mcf('orders', 'place');
  expect({ code, out }).toEqual({ code: 0, out: '✔ order 1 · assigned to Tom · 100.00\n' });
  expect(err).toContain('  Sat 21 Nov 15:00-16:00 · estimate 100.00\n');
  expect(asked).toEqual([
    ...['Client (type to search)', 'Service (type to search)', 'Place', 'When', '! A day and a time, such as: tomorrow 15:00', 'When'],
    'Place it for Barsik?',
  ]);
});

test('only what is missing is asked for; no changes nothing', async () => {
  answers = ['Kitchen', false];
  const { out } = await here.mcf('orders', 'place', '--client', 'C-2', '--service', 'glass dropping', '--at', '2026-11-21 15:00');
  expect(out).toBe('Nothing was placed.\n');
  expect(asked).toEqual(['Place', 'Place it for Barsik?']);
});

test('orders cancel names the price before it asks', async () => {
  await here.mcf('orders', 'place', '--client', 'C-2', '--service', 'glass dropping', '--place', 'x', '--at', '2026-11-21 15:00');
  answers = ['1 Barsik', 'the sofa is gone', false];
  expect((await here.mcf('orders', 'cancel')).out).toBe('Nothing was changed.\n');
  expect(asked.at(-1)).toBe('Cancel order 1? Barsik still owes 100.00.');
  expect((await here.mcf('orders', 'cancel', '1', '--reason', 'ill', '--yes')).out).toBe('✔ order 1 · cancelled · 100.00 still owed\n');
});

test('candidates override, users add and services add ask too', async () => {
  await here.mcf('candidates', 'add', '--name', 'Leo', '--vacancy', 'courier');
  answers = ['leo', 'accept', 'strong', true, 'Vasya', 'client', 'scratching'];
  expect((await here.mcf('candidates', 'override')).out).toBe('✔ Leo is accepted\n');
  expect((await here.mcf('users', 'add')).out).toContain('✔ Vasya C-000006 · client\n');
  expect((await here.mcf('services', 'add')).out).toBe('✔ service scratching · 60 min\n');
});

test('candidates add offers the vacancies, and tests add and vacancies open ask for scales and names', async () => {
  answers = ['Leo', 'helper'];
  expect((await here.mcf('candidates', 'add')).out).toMatch(/^✔ Leo C-000005 · received\n/);
  expect(asked).toEqual(['Name', 'Vacancy (type to search)']);
  [asked, answers] = [[], ['0', 'far', '300', 'High jump', 'Прыжок']];
  expect((await here.mcf('tests', 'add', 'high_jump', '--type', 'number')).out).toBe('✔ high_jump@1 · number, 0-300\n');
  expect(asked).toEqual(['The least it can be', 'The most it can be', '! A number, such as 300', 'The most it can be', 'English name', 'Russian name']);
  [asked, answers] = [[], ['Сторож']];
  expect((await here.mcf('vacancies', 'open', 'guard', '--name-en', 'Guard')).out).toBe('✔ guard · open · no tests\n');
  expect(asked).toEqual(['Russian name']);
  process.stdin.isTTY = false;
  expect(await here.json('vacancies', 'list')).toContainEqual({ key: 'guard', name: 'Guard', name_ru: 'Сторож', status: 'open', tests: [] });
});

test('users deactivate and billing run ask before they do it', async () => {
  answers = [false];
  expect((await here.mcf('users', 'deactivate', 'C-3')).out).toBe('Nothing was changed.\n');
  expect(asked).toEqual(['Deactivate Ann (supplies)?']);
  expect((await here.mcf('billing', 'run')).out).toBe('✔ no invoices; no payouts\n');
});

test('a prompt with nothing to offer says how to get something', async () => {
  const { code, err } = await here.mcf('orders', 'start');
  expect(code).toBe(3);
  expect(err).toContain('✖ There is no order for which this can be done.\n  cli.nothing_to_choose\n→ mcf orders list\n');
});

test('Ctrl-C ends with 130 and says that nothing was changed', async () => {
  expect(await here.mcf('users', 'add')).toMatchObject({ code: 130, out: '', err: textWith('Stopped; nothing was changed.\n') });
});

test('nobody is asked under --json or --csv', async () => {
  expect(await here.error('orders', 'place')).toMatchObject({ code: 2 });
  expect((await here.mcf('orders', 'timeline', '--csv')).code).toBe(2);
  expect(asked).toEqual([]);
});
