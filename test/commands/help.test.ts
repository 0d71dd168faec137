import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { machine } from './support';

const COMMANDS = readdirSync(resolve(__dirname, '../../src/commands'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, '').split('/'));

test('the bare program shows what there is, and nothing that is not', async () => {
  const { out, code } = await machine().mcf();
  expect(code).toBe(0);
  expect(out).toMatch(/^run Make Cats Free: orders, screening, money\nUSAGE {2}mcf TOPIC \[COMMAND\] \[ID\] \[flags\]\ntoday {6}orders {7}place, follow and end orders\n/);
  const topics = new Set(COMMANDS.map(([topic]) => topic));
  for (const topic of topics) expect(out).toMatch(new RegExp(` ${topic}[ ,\n]`));
  expect(out).not.toMatch(/doctor|demo|bets/);
  expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
});

test('a topic tells of all its commands', async () => {
  const { out } = await machine().mcf('orders', '--help');
  expect(out).toContain('place, follow and end orders');
  for (const command of ['assign', 'cancel', 'complete', 'fail', 'list', 'place', 'show', 'start', 'timeline']) expect(out).toContain(`orders ${command}`);
});

test.each(COMMANDS.map((words) => [words.join(' '), words] as const))('%s has a fragment for a description and two real examples', async (_, words) => {
  const { out } = await machine().mcf(...words, '--help');
  const [description = ''] = out.split('\n');
  expect(description).toMatch(/^[^A-Z.]/);
  expect(description).not.toMatch(/\.$/);
  const known = COMMANDS.map((command) => command.join(' '));
  const examples = (out.split('EXAMPLES')[1] ?? '').match(/mcf .*/g) ?? [];
  expect(examples.length).toBeGreaterThanOrEqual(2);
  for (const example of examples) {
    const typed = example.replace('mcf ', '');
    expect(known.some((command) => typed.startsWith(command)) || known.includes(`${typed} list`) || known.includes(`${typed} status`)).toBe(true);
  }
});

test.each([
  [['orders', 'lst'], 'orders list'],
  [['ordres', 'list'], 'orders list'],
  [['usrs'], 'users'],
  [['orders', '42'], 'orders show 42'],
  [['billing', 'statment'], 'billing statement'],
])('%j is answered with “%s”', async (words, meant) => {
  const here = machine();
  here.columns = 80;
  const { code, out, err } = await here.mcf(...words);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toBe(`✖ There is no command “${words.join(' ')}”. Did you mean “${meant}”?\n  cli.unknown_command\n→ mcf ${meant}\n`);
});

test('a command that resembles none gets the help, also as JSON', async () => {
  expect(await machine().error('gramophone')).toMatchObject({ code: 2, error: { code: 'cli.unknown_command', kind: 'usage', hint: 'mcf --help' } });
});

test.each([
  [['nope', '--help'], 'nope', 'mcf --help'],
  [['orders', 'lst', '--help'], 'orders lst', 'mcf orders list'],
  [['help', 'ordrs'], 'ordrs', 'mcf orders'],
])('help on %j, which is not there, is told like the command', async (words, command, hint) => {
  const { code, out, err } = await machine().mcf(...words);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(new RegExp(`^✖ There is no command “${command}”\\.`));
  expect(await machine().error(...words)).toMatchObject({ code: 2, error: { code: 'cli.unknown_command', hint } });
});

test('mcf help is the same as --help', async () => {
  expect((await machine().mcf('help')).out).toBe((await machine().mcf()).out);
  expect((await machine().mcf('help', 'orders')).out).toBe((await machine().mcf('orders', '--help')).out);
});

test.each(COMMANDS.map((words) => [words.join(' '), words] as const))('the usage of %s fits a terminal of 80 columns', async (_, words) => {
  const { out } = await machine().mcf(...words, '--help');
  const usage = (out.split('USAGE\n')[1] ?? '').split('\n\n')[0] ?? '';
  expect(usage).toMatch(/^ {2}\$ mcf /);
  expect(usage.split('\n').filter((line) => line.length > 80)).toEqual([]);
});
