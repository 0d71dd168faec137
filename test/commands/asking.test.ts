import { company, machine, type Machine, textWith } from './support';

/** What the person at the terminal answers, one after the other: a text, the beginning of a choice, or yes and no. */
let answers: (string | boolean)[] = [];
let asked: string[] = [];
let offered: string[][] = [];

interface Offer {
  name: string;
  value: number;
  disabled?: string;
}

interface Question {
  type: string;
  message: string;
  default?: unknown;
  choices?: Offer[];
  source?: (term: string) => Offer[];
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
  offered.push((source?.('') ?? choices ?? []).map(({ name, disabled }) => (disabled === undefined ? name : `${name} ${disabled}`)));
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
  [asked, answers, offered] = [[], [], []];
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
  answers = ['1 Barsik', 'in your own words', 'the sofa is gone', false];
  expect((await here.mcf('orders', 'cancel')).out).toBe('Nothing was changed.\n');
  expect(asked.at(-1)).toBe('Cancel order 1? Barsik still owes 100.00.');
  expect((await here.mcf('orders', 'cancel', '1', '--reason', 'ill', '--yes')).out).toBe('✔ order 1 · cancelled · 100.00 still owed\n');
});

test('orders cancel offers the reasons that have a name', async () => {
  await here.mcf('orders', 'place', '--client', 'C-2', '--service', 'glass dropping', '--place', 'x', '--at', '2026-11-21 15:00');
  answers = ['1 Barsik', 'plans_changed', true];
  expect((await here.mcf('orders', 'cancel')).out).toBe('✔ order 1 · cancelled · 100.00 still owed\n');
  expect(offered[1]).toEqual(['plans_changed: plans changed', 'client_asked: the client asked for it', 'bad_place: the place does not fit the order', 'unsafe: it was not safe there', 'ill: the worker is ill', 'in your own words']);
  expect(await here.json('orders', 'show', '1')).toMatchObject({ end_reason: 'plans_changed' });
});

test('orders assign lists the free workers first, the others with what keeps them, and asks why at the end', async () => {
  const accept = async (name: string, number: string) => {
    await here.mcf('candidates', 'add', '--name', name, '--vacancy', 'courier');
    await here.mcf('candidates', 'override', number, '--accept', '--reason', 'saved a vase', '--yes');
  };
  await accept('Leo', 'C-5');
  await here.mcf('workers', 'absent', 'Leo', '--from', '2026-11-21 00:00', '--to', '2026-11-22 00:00');
  for (const where of ['x', 'y']) await here.mcf('orders', 'place', '--client', 'C-2', '--service', 'glass dropping', '--place', where, '--at', '2026-11-21 15:00');
  answers = ['2 Barsik'];
  expect((await here.mcf('orders', 'assign')).err).toContain('✖ Nobody is free for this order: Tom C-000004: busy with order 1 · Leo C-000005:\n  away at that time.\n  cli.nobody_free\n→ mcf orders move 2\n');
  await accept('Max', 'C-6');
  answers = ['2 Barsik', 'Max', 'client_asked'];
  [asked, offered] = [[], []];
  expect((await here.mcf('orders', 'assign')).out).toBe('✔ order 2 · assigned to Max · 100.00\n');
  expect(asked).toEqual(['Order (type to search)', 'Worker (type to search)', 'Why this one']);
  expect(offered[1]).toEqual(['Max C-000006', 'Tom C-000004 (busy with order 1)', 'Leo C-000005 (away at that time)']);
});

test('services edit asks for everything, and what is left as it is stays', async () => {
  answers = ['glass dropping', 'cup dropping', 'glass dropping', 'from any table', '', '45', '2 cups, broom'];
  expect((await here.mcf('services', 'edit')).out).toBe('✔ service cup dropping · 45 min\n');
  expect(asked).toEqual(['Service (type to search)', 'Name', 'Russian name', 'Description, or none', 'Russian description, or none', 'Minutes', 'Kit, items with commas between']);
  expect(await here.json('services', 'show', 'cup dropping')).toMatchObject({ name: 'cup dropping', name_ru: 'glass dropping', description: 'from any table', minutes: 45, kit: ['acceptance form', '2 cups', 'broom'] });
  answers = ['cup dropping', 'glass dropping', 'none', '', '45', 'acceptance form, 2 cups, broom'];
  await here.mcf('services', 'edit', 'cup dropping');
  expect(await here.json('services', 'show', 'cup dropping')).toMatchObject({ description: null, minutes: 45 });
  answers = ['cup dropping', 'glass dropping', 'none', '', '45', 'acceptance form, 2 cups, broom'];
  expect((await here.mcf('services', 'edit', 'cup dropping')).out).toBe('Nothing was changed.\n');
});

test('init asks nothing where a company is set up already', async () => {
  const { code, err } = await here.mcf('init');
  expect({ code, asked }).toEqual({ code: 4, asked: [] });
  expect(err).toContain('✖ MCF is set up here already, and has its admin.\n');
});

test('init asks on a machine that has no company yet', async () => {
  const bare = machine();
  bare.columns = 80;
  answers = ['Boss', 'english', 'Europe/Moscow'];
  expect((await bare.mcf('init')).out).toContain('✔ admin     Boss C-000001, signed in here\n');
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

test('orders start long before its time asks first; --yes and no terminal do not', async () => {
  await here.mcf('orders', 'place', '--client', 'C-2', '--service', 'glass dropping', '--place', 'x', '--at', '2026-11-23 15:00');
  await here.mcf('consumables', 'issue', '1');
  const start = ['orders', 'start', '1', '--photo', here.photo(), '--reason', 'dead phone'];
  [asked, answers] = [[], [false, true]];
  expect((await here.mcf(...start)).out).toBe('Nothing was changed.\n');
  const { out, err } = await here.mcf(...start);
  expect(asked).toEqual(Array(2).fill('Order 1 is for Mon 23 Nov 15:00, in 3 days. Start it now?'));
  expect(out).toContain('✔ order 1 · started');
  expect(err).not.toContain('! order 1 is for');
  await here.mcf('orders', 'start', '1', '--undo', '--reason', 'wrong order');
  asked = [];
  expect((await here.mcf(...start, '--yes')).err).toContain('! order 1 is for Mon 23 Nov 15:00, in 3 days\n');
  expect(asked).toEqual([]);
});

test.each(['users', 'workers'])('%s deactivate names the orders that will look for another worker before it asks', async (topic) => {
  for (const at of ['2026-11-21 15:00', '2026-11-22 15:00']) await here.mcf('orders', 'place', '--client', 'C-2', '--service', 'glass dropping', '--place', 'x', '--at', at);
  [asked, answers] = [[], [false, true]];
  expect((await here.mcf(topic, 'deactivate', 'C-4')).out).toBe('Nothing was changed.\n');
  const { out, err } = await here.mcf(topic, 'deactivate', 'C-4');
  expect(asked).toEqual(Array(2).fill('Deactivate Tom (worker)? Another worker is looked for: order 1, order 2.'));
  expect(out).toBe('✔ Tom is deactivated; another worker is looked for: order 1, order 2\n');
  expect(err).toContain('→ mcf orders list --status unmatched\n');
});

test('users deactivate and billing run ask before they do it', async () => {
  answers = [false];
  expect((await here.mcf('users', 'deactivate', 'C-3')).out).toBe('Nothing was changed.\n');
  expect(asked).toEqual(['Deactivate Ann (supplies)? Nobody else has the role supplies.']);
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

test('consumables issue asks who handed a kit over where several have one, and not where one has', async () => {
  await here.mcf('orders', 'place', '--client', 'C-2', '--service', 'glass dropping', '--place', 'x', '--at', '2026-11-21 15:00');
  for (const [name, number] of [['Leo', 'C-5'], ['Rex', 'C-6']] as const) {
    await here.mcf('candidates', 'add', '--name', name, '--vacancy', 'courier');
    await here.mcf('candidates', 'override', number, '--accept', '--reason', 'saved a vase', '--yes');
    await here.mcf('consumables', 'issue', '1');
    await here.mcf('orders', 'assign', '1', '--worker', number, '--reason', 'ill');
  }
  [asked, offered, answers] = [[], [], ['Tom']];
  expect((await here.mcf('consumables', 'issue', '1', '--handed-over')).code).toBe(0);
  expect([asked, offered]).toEqual([['Handed over by'], [['Tom C-000004', 'Leo C-000005']]]);
  await here.json('consumables', 'return', '1');
  await here.mcf('orders', 'assign', '1', '--worker', 'C-4', '--reason', 'well again');
  expect((await here.mcf('consumables', 'issue', '1', '--handed-over')).code).toBe(0);
  expect(asked).toHaveLength(1);
});
