import { readFileSync } from 'node:fs';

import { adopted, candidate, file, FIRST, history, measure, screeningCompany } from './screening-support';
import { type Machine, TEXT, textWith } from './support';

let here: Machine;

beforeEach(async () => {
  here = await screeningCompany();
});

test('candidates contact, assign, record and show lead a cat through its tests', async () => {
  const cat = await candidate(here, 'Murka');
  here.columns = 80;
  const contacted = await here.mcf('candidates', 'contact', cat, '--note', 'comes on Monday');
  expect(contacted.out).toBe('✔ Murka C-000002 · contacted\n');
  expect(contacted.err).toContain('→ mcf candidates assign C-000002\n');
  const assigned = await here.mcf('candidates', 'assign', cat, '--add', 'stalking');
  expect(assigned.out).toBe(
    [
      '✔ Murka C-000002 · testing · 0 of 2 tests done · until Sun 20 Dec 15:05',
      'TEST        RESULT  NEEDED  DONE',
      'jump@1           -  yes     -',
      'stalking@1       -  yes     -\n',
    ].join('\n'),
  );
  expect(assigned.err).toContain('→ mcf candidates record C-000002 --test jump --value 150\n');
  const recorded = await here.mcf('candidates', 'record', cat, '--test', 'jump', '--value', '187');
  expect(recorded.out).toBe('✔ C-000002 jump@1 187 cm\n  1 needed test open: stalking@1\n');
  here.columns = null;
  expect(await here.json('candidates', 'show', cat)).toMatchObject({
    ...{ status: 'testing', decision: null, contacted_at: TEXT, assigned_at: TEXT, expires_at: textWith(/^2026-12-20/) },
    battery: [{ test: 'jump', version: 1, value: 187, required: true }, { test: 'stalking', value: null }],
  });
  expect((await here.mcf('candidates', 'record', cat, '--test', 'stalking', '--value', '50')).out).toContain('complete, and not decided: no hypothesis is in force');
});

test('candidates assign changes the battery of one cat alone', async () => {
  const [one, other] = [await candidate(here, 'Murka'), await candidate(here, 'Tom')];
  const tests = async (cat: string, ...flags: string[]) => (await here.json<{ battery: { test: string }[] }>('candidates', 'assign', cat, ...flags)).battery.map(({ test }) => test);
  expect(await tests(one, '--add', 'stalking', '--remove', 'jump')).toEqual(['stalking']);
  expect(await tests(other)).toEqual(['jump']);
});

test('candidates record takes a version, a time, and no results that cannot be', async () => {
  const cat = await candidate(here, 'Murka');
  here.clock = '2026-11-20T15:00:00Z';
  expect(await here.json('candidates', 'record', cat, '--test', 'jump@1', '--value', '187.5', '--at', '2026-11-20 16:00')).toEqual({
    ...{ candidate: TEXT, number: cat, status: 'testing', test: 'jump', value: 187.5 },
  });
  expect(await here.json('candidates', 'show', cat)).toMatchObject({ battery: [{ completed_at: '2026-11-20T13:00:00.000Z' }] });
  expect(await here.error('candidates', 'record', cat, '--test', 'jump', '--value', '999')).toMatchObject({ code: 4, error: { code: 'staffing.bad_result' } });
  expect(await here.error('candidates', 'record', cat, '--test', 'jmp', '--value', '9')).toMatchObject({ code: 3, error: { message: 'There is no test “jmp”. Did you mean “jump”?' } });
  expect((await here.error('candidates', 'record')).error.message).toBe('Missing: ID, --test, --value.');
});

test('the result that completes a battery decides, and says why', async () => {
  await adopted(here);
  const [low, high] = [await candidate(here, 'Tom'), await candidate(here, 'Murka')];
  await here.json('candidates', 'record', low, '--test', 'reaction_time', '--value', '410');
  const rejected = await here.mcf('candidates', 'record', low, '--test', 'jump', '--value', '150');
  expect(rejected.out).toMatch(
    /^✔ C-000160 jump@1 150 cm\nC-000160 {2}REJECT {2}by quick-jumper@[0-9a-f]{12} \(mcf-expr\/1\)\n {2}✖ fast {5}reaction_ms < 400 {3}\[reaction_ms = 410\]\n {2}✔ jumper {3}pct_within\(jump, breed\) >= 10 {3}\[= 51\.67\]\n {2}no score: a requirement failed\n$/,
  );
  await here.json('candidates', 'record', high, '--test', 'reaction_time', '--value', '200');
  const accepted = await here.json('candidates', 'record', high, '--test', 'jump', '--value', '300');
  expect(accepted).toMatchObject({ status: 'accepted', decision: { verdict: 'accept', kind: 'online', hypothesis: { id: 'quick-jumper', version: textWith(/^[0-9a-f]{64}$/) } } });
  expect((await here.mcf('candidates', 'show', high)).out).toMatch(/ {2}decision {5}accept, by quick-jumper@[0-9a-f]{12}\n/);
  expect((await here.mcf('candidates', 'record', high, '--test', 'stalking', '--value', '1')).out).toContain('it was accepted before: this changes nothing about that');
});

test('explain, as hypotheses explain, tells a decision term by term', async () => {
  await adopted(here);
  const [first, cat] = [await candidate(here, 'Tom'), await candidate(here, 'Murka')];
  expect((await here.mcf('explain', cat)).out).toBe('C-000161  RECEIVED\n  waits for reaction_time@1, jump@1\n');
  await measure(here, first, 300);
  expect((await here.mcf('explain', first)).out).toContain("held until the day's close: one more accepted of 1 screened would be over the limit\n");
  await measure(here, cat, 300);
  const { out } = await here.mcf('explain', cat);
  expect(out).toMatch(/^C-000161 {2}ACCEPT {2}by quick-jumper@[0-9a-f]{12} \(mcf-expr\/1\)\n {2}✔ fast {5}reaction_ms < 400 {3}\[reaction_ms = 200\]\n/);
  expect(out).toContain('  strength: quick (reaction_ms < 220)\n  score 70; 0 of 60 reference candidates scored as high or higher → 0.00 % (limit 50 %)\n');
  expect((await here.mcf('hypotheses', 'explain', cat)).out).toBe(out);
  expect(await here.json('explain', cat)).toMatchObject({
    ...{ candidate: { number: cat, name: 'Murka' }, verdict: 'accept', score: 70, ge: 0, n: 60, limit_bp: 5000, guard: { screened: 2, accepted_before: 0 } },
    requirements: [{ id: 'fast', passed: true, values: [{ term: 'reaction_ms', value: 200 }] }, { id: 'jumper' }],
    characteristics: [{ id: 'quick', held: true }, { id: 'clumsy', held: false }],
  });
  await here.json('candidates', 'override', first, '--accept', '--reason', 'saved a vase');
  expect((await here.mcf('explain', first)).out).toMatch(/^C-000160 {2}ACCEPT {2}by Boss, over quick-jumper@[0-9a-f]{12}\n {2}because: saved a vase\n/);
});

test('explain says what it explains', async () => {
  expect(await here.error('explain', 'sofa')).toMatchObject({ code: 2, error: { code: 'cli.not_explained', hint: 'mcf explain --help' } });
  expect(await here.error('explain', 'C-1')).toMatchObject({ code: 3, error: { code: 'cli.never_applied' } });
});

test('candidates import keeps the good lines and names the others', async () => {
  const lines = ['number,name,vacancy,breed,age,colour,applied_at', 'C-000042,Tom,courier,Bengal,3,grey,2026-11-01T10:00:00Z', '1,Boss,courier,,,,', '43,Leo,courier,,ninety,,'];
  const path = file(here, 'cats.csv', lines.join('\n'));
  expect(await here.error('candidates', 'import', '/nowhere.csv')).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
  const none = await here.mcf('candidates', 'import', path, '--atomic');
  expect(none).toMatchObject({ code: 4, out: 'Nothing was imported: 2 lines rejected.\nLINE  REASON\n   3  The number C-000001 belongs to another cat already.\n   4  An age is a whole number of years, from 0 to 40.\n' });
  expect((await here.mcf('candidates', 'list')).out).toBe('No candidates yet. Add one: mcf candidates add\n');
  expect(await here.json('candidates', 'import', path)).toEqual({
    imported: 1,
    rejected: [{ line: 3, reason: 'The number C-000001 belongs to another cat already.' }, { line: 4, reason: 'An age is a whole number of years, from 0 to 40.' }],
  });
  expect(await here.json('candidates', 'show', 'C-42')).toMatchObject({ name: 'Tom', applied_at: '2026-11-01T10:00:00.000Z' });
  expect(await here.mcf('candidates', 'import', path)).toMatchObject({ code: 4, out: textWith('Nothing was imported: 3 lines rejected.') });
});

test('candidates import refuses a file that is not in UTF-8', async () => {
  const path = file(here, 'cats.csv', '');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(path, Buffer.from([0xd2, 0xee, 0xec]));
  expect(await here.error('candidates', 'import', path)).toMatchObject({ code: 2, error: { message: textWith('is not in UTF-8') } });
});

test('candidates import-results brings history in: nobody is decided on', async () => {
  await history(here, 40);
  const path = file(here, 'more.csv', `number,test,value,completed_at\n${FIRST},jump,120,2026-11-10\n${FIRST},jmp,1,2026-11-10\n`);
  expect(await here.json('candidates', 'import-results', path)).toEqual({ imported: 1, rejected: [{ line: 3, reason: 'There is no test “jmp”. Did you mean “jump”?' }] });
  expect((await here.mcf('candidates', 'import-results', path, '--atomic')).code).toBe(4);
  expect(await here.json('candidates', 'list', '--status', 'received')).toHaveLength(40);
});

test('candidates list filters by state and vacancy', async () => {
  await candidate(here, 'Murka');
  await here.json('candidates', 'add', '--name', 'Leo', '--vacancy', 'helper');
  const names = async (...flags: string[]) => (await here.json<{ name: string }[]>('candidates', 'list', ...flags)).map(({ name }) => name);
  expect(await names('--vacancy', 'courier')).toEqual(['Murka']);
  expect(await names('--status', 'received')).toHaveLength(2);
  expect((await here.mcf('candidates', 'list', '--vacancy', 'pilot')).out).toBe('None match. All: mcf candidates list\n');
});

test('a vacancy that is misspelt is no new one, and a new one is told of', async () => {
  const misspelt = await here.error('candidates', 'add', '--name', 'Murka', '--vacancy', 'couier');
  expect(misspelt).toMatchObject({ code: 3, error: { code: 'staffing.vacancy_not_found', message: 'There is no vacancy “couier”. Did you mean “courier”?', hint: 'a new one: mcf vacancies open couier' } });
  expect((await here.json<{ key: string }[]>('vacancies', 'list')).map(({ key }) => key)).toEqual(['courier', 'helper']);
  const { code, err } = await here.mcf('candidates', 'add', '--name', 'Murka', '--vacancy', 'night guard');
  expect({ code, err }).toEqual({ code: 0, err: textWith("! night guard is a new vacancy, closed to the chat (offer it: mcf vacancies open 'night guard')\n") });
  expect((await here.mcf('candidates', 'add', '--name', 'Tom', '--vacancy', 'night guard')).err).not.toContain('new vacancy');
});

test('an import takes a misspelt vacancy for a bad line, and tells of new ones', async () => {
  const path = file(here, 'cats.csv', 'name,vacancy\nTom,courier\nLeo,couier\nMurka,pilot\n');
  const { code, out, err } = await here.mcf('candidates', 'import', path);
  expect({ code, out }).toEqual({ code: 0, out: '✔ 2 candidates imported, 1 line rejected\nLINE  REASON\n   3  There is no vacancy “couier”. Did you mean “courier”?\n' });
  expect(err).toContain('! pilot is a new vacancy, closed to the chat (offer it: mcf vacancies open pilot)\n');
});

test('imports with --dry-run say exactly what would follow, and store nothing', async () => {
  const cats = file(here, 'cats.csv', 'number,name,vacancy\n42,Tom,courier\n1,Boss,courier\n43,Leo,pilot\n');
  here.columns = 80;
  const tried = await here.mcf('candidates', 'import', cats, '--dry-run');
  expect(tried).toMatchObject({ code: 0, out: 'Would import 2 candidates, 1 line rejected.\nLINE  REASON\n   3  The number C-000001 belongs to another cat already.\n' });
  here.columns = null;
  expect(await here.json('candidates', 'list')).toEqual([]);
  expect((await here.json<object[]>('vacancies', 'list')).length).toBe(2);
  const { dry_run: _dry, ...would } = await here.json<{ dry_run: boolean }>('candidates', 'import', cats, '--dry-run');
  expect(await here.json('candidates', 'import', cats)).toEqual(would);
  expect(await here.mcf('candidates', 'import', cats, '--dry-run')).toMatchObject({ code: 4, out: textWith(/^Would import 0 candidates, 3 lines rejected\.\n/) });
  const results = file(here, 'results.csv', 'number,test,value,completed_at\n42,jump,187,2026-11-20\n42,purr,1,2026-11-20\n');
  await here.mcf('candidates', 'import-results', results, '--dry-run');
  expect(await here.json('candidates', 'show', 'C-42')).toMatchObject({ battery: [{ test: 'jump', value: null }] });
  expect((await here.mcf('candidates', 'import-results', results, '--atomic', '--dry-run')).out).toContain('Would import 0 results, 1 line rejected.\n');
  expect((await here.mcf('candidates', 'import-results', results, '--dry-run')).out).toContain('Would import 1 result, 1 line rejected.\n');
  expect(await here.json('candidates', 'import-results', results)).toMatchObject({ imported: 1 });
});

test('after a decision candidates show tells the value that it used, and beside it a newer one', async () => {
  await adopted(here);
  const cat = await candidate(here, 'Murka');
  await measure(here, cat, 150);
  expect((await here.mcf('candidates', 'show', cat)).out).not.toContain('SINCE THEN');
  here.clock = '2026-11-20T12:06:00Z';
  await here.json('candidates', 'record', cat, '--test', 'jump', '--value', '290');
  here.columns = 80;
  const { out } = await here.mcf('candidates', 'show', cat);
  here.columns = null;
  expect(out).toMatch(/TEST +RESULT +SINCE THEN +NEEDED/);
  expect(out).toMatch(/jump@1 +150 cm +290 cm +yes/);
  expect(out).toMatch(/reaction_time@1 +200 ms +- +yes/);
  expect(await here.json('candidates', 'show', cat)).toMatchObject({ battery: [{ test: 'jump', value: 290, used: 150 }, { test: 'reaction_time', value: 200, used: 200 }, { test: 'stalking', value: null, used: 50 }] });
});

test('a candidate whose data was purged is called so, in lists and on its card', async () => {
  const cat = await candidate(here, 'Murka');
  await here.json('candidates', 'withdraw', cat);
  here.clock = '2027-11-20T12:05:00Z';
  await here.json('jobs', 'run', 'purge');
  expect((await here.mcf('candidates', 'list')).out).toMatch(/^C-000002 {2}\(purged\) {2}withdrawn/m);
  expect((await here.mcf('candidates', 'show', cat)).out).toMatch(/^\(purged\) C-000002 · withdrawn\n[^]* {2}purged {3,}Sat 20 Nov/);
  expect((await here.mcf('users', 'list')).out).toMatch(/^C-000002 {2}\(purged\)/m);
});

test('who looks for a candidate whom nobody knows is sent to the candidates', async () => {
  expect((await here.error('candidates', 'show', 'lol')).error.hint).toBe('mcf candidates list');
  expect((await here.error('explain', 'C-99')).error.hint).toBe('mcf candidates list');
  expect((await here.error('workers', 'show', 'lol')).error.hint).toBe('mcf workers list');
  expect((await here.error('users', 'show', 'lol')).error.hint).toBe('mcf users list');
});

test('candidates withdraw takes an application back, once', async () => {
  const cat = await candidate(here, 'Murka');
  expect((await here.mcf('candidates', 'withdraw', cat)).out).toBe('✔ Murka C-000002 · withdrawn\n');
  expect(await here.error('candidates', 'withdraw', cat)).toMatchObject({ code: 4 });
  expect(await here.json('candidates', 'show', cat)).toMatchObject({ status: 'withdrawn', decided_at: TEXT });
});

test('reports and lists are whole files or none', async () => {
  await adopted(here);
  const path = `${here.home}/list.csv`;
  await here.json('hypotheses', 'backtest', 'quick-jumper', '--list', path);
  expect(readFileSync(path, 'utf8')).toMatch(/^number,completed_at,score,verdict\r\nC-000100,2026-10-31T12:00:00\.000Z,/);
  expect(await here.error('hypotheses', 'backtest', 'quick-jumper', '--list', here.home)).toMatchObject({ code: 2, error: { message: textWith('cannot be written') } });
});
