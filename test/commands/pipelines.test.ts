import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { reportCannotCome } from '../../src/domain/orders';
import { appOf, company, place, textWith, type Machine } from './support';

const DAY = '2026-11-21';
let here: Machine;

beforeEach(async () => {
  here = await company();
});

async function hire(name: string): Promise<void> {
  const { number } = await here.json<{ number: string }>('candidates', 'add', '--name', name, '--vacancy', 'courier');
  await here.json('candidates', 'override', number, '--accept', '--reason', 'known well');
}

function file(name: string, ...steps: string[]): string {
  const path = join(here.home, `${name}.yaml`);
  writeFileSync(path, [`pipeline: ${name}`, 'steps:', ...steps.map((step) => `  - ${step}`), ''].join('\n'));
  return path;
}

/** Configures a program that says these lines. */
function program(name: string, ...lines: string[]): void {
  mkdirSync(join(here.home, 'bin'), { recursive: true });
  const path = join(here.home, 'bin', name);
  writeFileSync(path, ['#!/bin/sh', 'cat > /dev/null', ...lines.map((line) => `echo '${line}'`), ''].join('\n'));
  chmodSync(path, 0o700);
  writeFileSync(join(here.home, 'programs.yaml'), `${name}: {run: [${path}]}\n`, { mode: 0o600 });
}

test('pipelines list, show and steps', async () => {
  here.columns = 80;
  expect((await here.mcf('pipelines')).out).toBe(
    ['VERSION  STATE   SINCE          STEPS', 'first@1  active  the beginning  active, present, free, not_client, random', ''].join('\n'),
  );
  expect((await here.mcf('pipelines', 'show', 'first')).out).toBe(
    ['first@1 · active', '  since  the beginning', '  1 active', '  2 present', '  3 free', '  4 not_client', '  5 random', 'History', '  the beginning  activated', ''].join('\n'),
  );
  expect((await here.mcf('pipelines', 'show', 'first@1', '--source')).out).toBe('pipeline: first\nsteps:\n  - active\n  - present\n  - free\n  - not_client\n  - random\n');
  const steps = await here.mcf('pipelines', 'steps');
  expect(steps.out).toContain('  workload          drops who has so many orders that day, or around it\n                    most, days=1\n');
  expect(steps.out.split('\n').every((line) => line.length <= 80)).toBe(true);
  expect(steps.out).toContain('Configured programs: none\n');
  here.columns = null;
  expect(await here.json('pipelines', 'list')).toMatchObject([{ version: 'first@1', name: 'first', number: 1, state: 'active', steps: [{ step: 'active' }, {}, {}, {}, { step: 'random' }] }]);
  expect(await here.json('pipelines', 'show', 'first')).toMatchObject({ version: 'first@1', versions: ['first@1'], history: [{ move: 'activated' }] });
  expect(await here.json('pipelines', 'steps')).toMatchObject({ programs: [], steps: expect.arrayContaining([{ step: 'random', kind: 'pick', params: {} }]) as unknown });
  expect(await here.error('pipelines', 'show', 'frist')).toMatchObject({ code: 3, error: { code: 'staffing.pipeline_not_found', message: 'There is no pipeline or version “frist”. Did you mean “first”?' } });
});

describe('pipelines edit', () => {
  test('stores the next version and tells what differs; the same steps again are no new one', async () => {
    const path = file('first', 'active', 'free', 'not_client', 'workload: {most: 4}', 'random');
    expect((await here.mcf('pipelines', 'edit', 'first', '--file', path, '--reason', 'rested cats')).out).toBe(
      ['✔ first@2', 'first@1 → first@2', '    active', '  - present', '    free', '    not_client', '  + workload: {most: 4, days: 1}', '    random', ''].join('\n'),
    );
    expect((await here.mcf('pipelines', 'edit', 'first', '--file', path)).out).toContain('✔ first@2 says the same already\n');
    expect(await here.json('pipelines', 'show', 'first')).toMatchObject({ version: 'first@2', state: 'draft', reason: 'rested cats', author: 'Boss' });
    expect(await here.json('pipelines', 'list')).toMatchObject([{ version: 'first@1' }, { version: 'first@2' }]);
  });

  test('points at what is wrong like a compiler, stores nothing and ends with 4', async () => {
    const path = file('first', 'presnt', 'workload: {most: 4, dayz: 1}', 'random');
    const { code, out, err } = await here.mcf('pipelines', 'edit', 'first', '--file', path);
    expect({ code, out }).toEqual({ code: 4, out: '' });
    expect(err).toContain(
      [`${path}:3:5 error  unknown step "presnt"; did you mean "present"?`, '    - presnt', '      ^', `${path}:4:25 error  unknown key "dayz"; did you mean "days"?`, '    - workload: {most: 4, dayz: 1}', '                          ^', '2 errors', ''].join('\n'),
    );
    expect(await here.error('pipelines', 'edit', 'first', '--file', path)).toMatchObject({ code: 4, error: { code: 'staffing.pipeline_invalid', params: { problems: 2, line: 3 } } });
    expect(await here.json('pipelines', 'list', '--all')).toHaveLength(1);
  });

  test('needs a file where nobody sits', async () => {
    expect(await here.error('pipelines', 'edit', 'first')).toMatchObject({ code: 2, error: { message: 'Missing: --file.' } });
  });
});

test('pipelines activate and rollback', async () => {
  await here.json('pipelines', 'edit', 'first', '--file', file('first', 'active', 'free', 'random'));
  expect(await here.error('pipelines', 'activate', 'first@2')).toMatchObject({ code: 2, error: { message: 'Missing: --reason.' } });
  expect(await here.json('pipelines', 'activate', 'first@2', '--reason', 'simpler')).toMatchObject({ version: 'first@2', state: 'active', replaced: 'first@1' });
  expect(await here.error('pipelines', 'activate', 'first@2', '--reason', 'again')).toMatchObject({ code: 4, error: { message: 'first@2 is in force already.' } });
  expect((await here.mcf('pipelines', 'rollback', '--reason', 'worse')).out).toBe('✔ first@1 is in force again in place of first@2, from the next order on\n');
  expect(await here.error('pipelines', 'rollback', '--reason', 'worse')).toMatchObject({ code: 4, error: { code: 'staffing.nothing_before' } });
});

describe('pipelines why', () => {
  test('tells step by step who was dropped, with the numbers of orders, and that it comes out the same again', async () => {
    for (const name of ['Leo', 'Max']) await hire(name);
    await here.json('workers', 'deactivate', 'C-4', '--yes').catch(() => here.json('users', 'deactivate', 'C-4', '--yes'));
    const first = await place(here, `${DAY} 15:00`);
    const second = await place(here, `${DAY} 15:00`);
    const { worker } = await here.json<{ worker: { name: string } }>('orders', 'show', String(second.number));
    const other = worker.name === 'Leo' ? 'Max' : 'Leo';
    here.columns = 80;
    const lines = (await here.mcf('pipelines', 'why', String(second.number))).out.split('\n');
    expect(lines[0]).toMatch(new RegExp(`^Order 2 → ${worker.name} · first@1 · seed [0-9a-f]{8} · ✔ replay gives ${worker.name}$`));
    expect(lines.slice(1)).toEqual([
      'STEP          IN  OUT  DROPPED',
      '1 active       3    2  Tom: deactivated',
      '2 present      2    2  -',
      `3 free         2    1  ${other}: order ${first.number}`,
      '4 not client   1    1  -',
      `5 random       1    1  ${worker.name} alone`,
      '',
    ]);
    here.columns = null;
    expect(await here.json('pipelines', 'why', '2')).toMatchObject({ order: { number: 2 }, pipeline: 'first@1', picked: { name: worker.name }, replay: { same: true }, probabilities: { [second.worker.id]: 1 } });
  });

  test('names whoever was not asked again, having said that it cannot come', async () => {
    const { id, worker } = await place(here, `${DAY} 15:00`);
    const app = appOf(here);
    await app.run({ kind: 'person', personId: worker.id, roles: ['worker'], channel: 'bot' }, (w) => reportCannotCome(w, { order: id, reason: 'ill' }));
    await app.close();
    expect((await here.mcf('pipelines', 'why', '1')).out).not.toContain('not asked');
    await hire('Leo');
    await here.json('orders', 'match', '1');
    expect((await here.mcf('pipelines', 'why', '1')).out).toContain('not asked: Tom said that it cannot come\n');
    expect((await here.mcf('orders', 'timeline', '1')).out).toMatch(/worker cannot come +Tom, bot, ill$/m);
    expect((await here.mcf('orders', 'show', '1')).out).not.toMatch(/^ {2}cannot come/m);
  });

  test('tells of an order that nobody was found for by a pipeline', async () => {
    await here.json('pipelines', 'edit', 'nobody', '--file', file('nobody', 'has: {characteristic: wings}', 'random'));
    await here.json('pipelines', 'activate', 'nobody', '--reason', 'a joke');
    await place(here, `${DAY} 15:00`);
    const { out } = await here.mcf('pipelines', 'why', '1');
    expect(out).toMatch(/^Order 1 → nobody · nobody@1 · seed [0-9a-f]{8} · ✔ replay gives nobody\n/);
    expect(out).toContain('1 has      1    0  Tom: lacks wings\n2 random   0    0  nobody was left\n');
    await here.json('orders', 'assign', '1', '--worker', 'C-4', '--reason', 'he has a jetpack');
    expect((await here.mcf('pipelines', 'why', '1')).out).toContain('now: Tom, by hand\n');
    expect(await here.error('pipelines', 'why', '99')).toMatchObject({ code: 3 });
  });

  test('tells what a program said, and that an order stopped by one waits', async () => {
    const { worker } = await place(here, `${DAY} 10:00`);
    program('nearest', '{"step":"nearest","protocol":1,"version":"7"}', `{"worker":"${worker.id}","value":0.5}`, '{"end":true}');
    await here.json('pipelines', 'edit', 'near', '--file', file('near', 'free', 'rating', 'program: {run: nearest, on_failure: stop, timeout_ms: 30000}', 'weighted'));
    await here.json('pipelines', 'activate', 'near', '--reason', 'they are lazy');
    await place(here, `${DAY} 15:00`);
    const told = (await here.mcf('pipelines', 'why', '2')).out;
    expect(told).toContain('2 rating            1    1  Tom 0.80\n3 program nearest   1    1  Tom 0.50\n4 weighted          1    1  Tom alone\n');
    expect(told).toContain('WORKER  SCORE   CHANCE\nTom     1.300  100.0 %\n');
    expect((await here.mcf('pipelines', 'steps')).out).toContain('Configured programs: nearest\n');
    program('nearest', 'nonsense');
    expect(await place(here, `${DAY} 20:00`)).toMatchObject({ status: 'unmatched' });
    expect((await here.mcf('pipelines', 'why', '3')).out).toMatch(/3 program nearest +1 +1 {2}stopped: handshake/);
    writeFileSync(join(here.home, 'programs.yaml'), '', { mode: 0o600 });
    const unready = file('far', 'free', 'program: {run: nearest, on_failure: stop}', 'random');
    here.columns = 80;
    expect((await here.mcf('pipelines', 'edit', 'far', '--file', unready)).err).toMatch(/warning[^]*→ mcf pipelines show far@1\n/);
    here.columns = null;
    expect(await here.json('pipelines', 'edit', 'far', '--file', unready)).toMatchObject({ warnings: [{ severity: 'warning', code: 'program.unknown', message: textWith('this version cannot be put in force') }] });
    await here.json('pipelines', 'rollback', '--reason', 'nonsense');
    expect(await here.error('pipelines', 'activate', 'near', '--reason', 'again')).toMatchObject({ code: 4, error: { code: 'staffing.program_not_configured', message: 'near@1 asks the program nearest, which is not configured.' } });
  });
});

test('pipelines shadow and compare', async () => {
  for (const name of ['Leo', 'Max']) await hire(name);
  await here.json('pipelines', 'edit', 'second', '--file', file('second', 'active', 'free', 'random'));
  expect((await here.mcf('pipelines', 'shadow', 'second')).out).toBe('✔ second@1 runs in shadow from the next order on; recorded, never acted on\n');
  expect((await here.mcf('pipelines', 'compare', 'first', 'second')).out).toContain('No order was matched by first@1 with second@1 in shadow yet.');
  for (const hour of [10, 13, 16]) await place(here, `${DAY} ${hour}:00`);
  expect((await here.mcf('jobs', 'run', 'shadows')).out).toBe('✔ shadows: 3 done\n');
  const { out } = await here.mcf('pipelines', 'compare', 'first', 'second');
  expect(out).toMatch(/^ +PICKED +NOBODY +WORKERS +MOST +SUCCESS\nA first@1 +3 +0 /);
  expect(out).toContain('same worker for 3 of 3 orders that both found somebody for (100.00 %)\nNo estimate for B: no order has a known end yet.\n');
  expect(await here.json('pipelines', 'compare', 'second', 'first')).toMatchObject({ active: 'first@1', shadow: 'second@1', orders: 3, same: 3, success: null, estimate: { rate: null, outcomes: 0 } });
  expect(await here.json('pipelines', 'shadow', 'second', '--stop')).toMatchObject({ version: 'second@1', state: 'draft' });
  expect(await here.error('pipelines', 'shadow', 'second', '--stop')).toMatchObject({ code: 4, error: { message: 'second@1 does not run in shadow.' } });
  expect(await here.error('pipelines', 'compare', 'first', 'first')).toMatchObject({ code: 4, error: { code: 'staffing.same_pipeline' } });
});

test('pipelines list counts the versions that it leaves out', async () => {
  for (const [at, step] of ['active', 'free', 'present'].entries()) await here.json('pipelines', 'edit', 'first', '--file', file('first', step, 'random'), '--reason', `try ${at}`);
  expect((await here.mcf('pipelines')).out).toMatch(/^VERSION .*\nfirst@1 .*\nfirst@4 .*\n2 older: mcf pipelines list --all\n$/);
  expect((await here.mcf('pipelines', 'list', '--all')).out).not.toContain('older');
  expect((await here.mcf('pipelines', 'list', '--csv')).out).not.toContain('older');
});

test('pipelines compare and activate say that orders wait to be run in shadow', async () => {
  await here.json('pipelines', 'edit', 'second', '--file', file('second', 'active', 'free', 'random'));
  await here.json('pipelines', 'shadow', 'second');
  await place(here, `${DAY} 10:00`);
  expect((await here.mcf('pipelines', 'compare', 'first', 'second')).err).toContain('more orders wait to be run in shadow');
  await here.json('jobs', 'run', 'shadows');
  expect((await here.mcf('pipelines', 'compare', 'first', 'second')).err).not.toContain('in shadow');
  await place(here, `${DAY} 13:00`);
  expect((await here.mcf('pipelines', 'activate', 'second', '--reason', 'better')).err).toContain('orders that second@1 had yet to be run for in shadow are left out of comparisons');
});

describe('pipelines edit in an editor', () => {
  const before = { stdin: process.stdin.isTTY, editor: process.env.EDITOR, visual: process.env.VISUAL };

  beforeEach(() => {
    process.stdin.isTTY = true;
    delete process.env.VISUAL;
    process.env.EDITOR = `cp "$1" ${join(here.home, 'seen')};:`;
    here.columns = 80;
  });

  afterEach(() => {
    process.stdin.isTTY = before.stdin;
    for (const [name, value] of [['EDITOR', before.editor], ['VISUAL', before.visual]] as const) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  const opened = async (name: string) => {
    const { out } = await here.mcf('pipelines', 'edit', name);
    return { out, first: readFileSync(join(here.home, 'seen'), 'utf8').split('\n').slice(0, 2) };
  };

  test('begins with the one in force after a rollback, with the version that is named, or with the newest of another pipeline', async () => {
    for (const name of ['first', 'other']) await here.mcf('pipelines', 'edit', name, '--file', file(name, 'free', 'random'));
    await here.mcf('pipelines', 'activate', 'first@2', '--reason', 'simpler');
    await here.mcf('pipelines', 'rollback', '--reason', 'worse');
    expect(await opened('first')).toEqual({ out: 'Nothing was changed.\n', first: ['# from first@1, which is in force', 'pipeline: first'] });
    expect((await opened('first@2')).first).toEqual(['# from first@2', 'pipeline: first']);
    expect((await opened('other')).first).toEqual(['# from other@1', 'pipeline: other']);
    expect((await opened('fresh')).first).toEqual(['# from first@1, which is in force', 'pipeline: fresh']);
  });
});
