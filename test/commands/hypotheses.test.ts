import { readdirSync, readFileSync } from 'node:fs';

import { adopted, candidate, file, history, hypothesisText, measure, screeningCompany } from './screening-support';
import { type Machine, textWith } from './support';

let here: Machine;
const HASH: unknown = textWith(/^[0-9a-f]{64}$/);

beforeEach(async () => {
  here = await screeningCompany();
});

/** Adds the hypothesis under another name, with other changes if there are any. */
const add = (id: string, ...changes: [string, string][]) =>
  here.json<{ id: string; version: string }>('hypotheses', 'add', file(here, `${id}.yaml`, hypothesisText(['id: quick-jumper', `id: ${id}`], ...changes)));

describe('hypotheses lint', () => {
  test('points at what is wrong like a compiler, and ends with 4', async () => {
    const path = file(here, 'q.yaml', hypothesisText(['stalking@1', 'stalkng@1']));
    here.columns = 80;
    const { code, out, err } = await here.mcf('hypotheses', 'lint', path);
    expect({ code, out }).toEqual({
      code: 4,
      out: [
        `${path}:10:23 error  unknown test "stalkng@1"; did you mean "stalking@1"?`,
        '    stalk:       {test: stalkng@1, missing: {use: 50}}',
        '                        ^',
        '1 error\n',
      ].join('\n'),
    });
    expect(err).toContain('→ mend 10:23 and lint again\n');
  });

  test('answers in JSON with every problem', async () => {
    const path = file(here, 'q.yaml', hypothesisText(['stalking@1', 'stalkng@1']));
    const { code, out } = await here.mcf('hypotheses', 'lint', path, '--json');
    expect(code).toBe(4);
    expect(JSON.parse(out)).toMatchObject({ ok: false, version: null, problems: [{ severity: 'error', line: 10, column: 23, message: 'unknown test "stalkng@1"; did you mean "stalking@1"?' }] });
  });

  test('lets a sound file pass, with warnings', async () => {
    expect(await here.json('hypotheses', 'lint', file(here, 'q.yaml', hypothesisText()))).toEqual({ ok: true, problems: [], id: 'quick-jumper', version: HASH });
    const warned = await here.mcf('hypotheses', 'lint', file(here, 'w.yaml', hypothesisText(['reaction_ms < 400', 'reaction_ms < 4000'])));
    expect(warned.code).toBe(0);
    expect(warned.out).toMatch(/ warning {2}.*\n[^]*\n1 warning\n✔ quick-jumper@[0-9a-f]{12}\n$/);
  });

  test('names the file that is missing', async () => {
    expect(await here.error('hypotheses', 'lint', '/nowhere.yaml')).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
    expect((await here.error('hypotheses', 'lint')).error.message).toBe('Missing: FILE.');
  });
});

test('hypotheses add stores a version, and only a sound one', async () => {
  const path = file(here, 'q.yaml', hypothesisText());
  const { version } = await here.json<{ version: string }>('hypotheses', 'add', path);
  expect(await here.json('hypotheses', 'add', file(here, 'same.yaml', `# the same\n${hypothesisText()}`))).toMatchObject({ id: 'quick-jumper', version });
  expect((await here.mcf('hypotheses', 'add', path)).out).toBe(`✔ quick-jumper@${version.slice(0, 12)} for courier\n`);
  const bad = file(here, 'bad.yaml', hypothesisText(['stalking@1', 'stalkng@1']));
  expect(await here.error('hypotheses', 'add', bad)).toMatchObject({ code: 4, error: { code: 'staffing.hypothesis_invalid' } });
  expect((await here.mcf('hypotheses', 'add', bad)).err).toContain('bad.yaml:10:23 error  unknown test');
});

test('hypotheses list, show and diff', async () => {
  expect((await here.mcf('hypotheses')).out).toBe('No hypotheses yet. Write one and check it: mcf hypotheses lint\n');
  const { version } = await add('quick-jumper');
  await add('steady-paws', ['>= 10', '>= 20'], ['{use: 50}', 'incomplete']);
  here.columns = 80;
  const list = await here.mcf('hypotheses', 'list');
  expect(list.out).toMatch(/^ID {12}VERSION {7}STATE {2}SINCE {2}SCREENED {2}ACCEPTED\n/);
  expect(list.out).toContain(`quick-jumper  ${version.slice(0, 12)}  draft  now           0         -\n`);
  here.columns = null;
  const shown = await here.mcf('hypotheses', 'show', 'quick-jumper');
  expect(shown.out).toMatch(/^quick-jumper@[0-9a-f]{12} · draft\n {2}owner {6}m\.whiskers\n {2}claim/);
  expect(shown.out).toContain('  predicts   order success +8 points\n  accepts    the top 50 % of the last 30 days, at least 33 cats\n');
  expect(shown.out).toContain('  needs     jumper  pct_within(jump, breed) >= 10\n');
  expect((await here.mcf('hypotheses', 'show', version.slice(0, 8), '--source')).out).toBe(hypothesisText());
  expect((await here.mcf('hypotheses', 'diff', 'quick-jumper', 'steady-paws')).out).toMatch(
    /^quick-jumper@\S+ → steady-paws@\S+\ninputs\.stalk\n {2}- \{test: stalking@1, missing: \{use: 50\}\}\n {2}\+ \{test: stalking@1, missing: incomplete\}\nrequire\.jumper\n {2}- pct_within\(jump, breed\) >= 10\n {2}\+ pct_within\(jump, breed\) >= 20\n$/,
  );
  expect(await here.json('hypotheses', 'diff', 'quick-jumper', version)).toMatchObject({ same: true, differences: [] });
  expect(await here.error('hypotheses', 'show', 'quick-jumpr')).toMatchObject({ code: 3, error: { code: 'staffing.hypothesis_not_found', message: textWith('quick-jumper') } });
});

test('a file where an id is wanted is told to be added first', async () => {
  const path = file(here, 'q.yaml', hypothesisText());
  expect(await here.error('hypotheses', 'backtest', path)).toMatchObject({ code: 2, error: { code: 'cli.not_added', hint: `mcf hypotheses add ${path}` } });
});

describe('hypotheses backtest', () => {
  beforeEach(async () => {
    await history(here, 60);
    await add('quick-jumper');
  });

  test('tells whom it would accept, and lists everybody', async () => {
    const list = `${here.home}/list.csv`;
    const found = await here.json<{ screened: number; accepted: number; share: number }>('hypotheses', 'backtest', 'quick-jumper', '--list', list);
    expect(found).toMatchObject({ screened: 60, share: found.accepted / 60, digest: HASH, support: 0, estimate: null, champion: null, from: '2026-10-31', to: '2026-11-19' });
    const rows = readFileSync(list, 'utf8').trimEnd().split('\r\n').slice(1);
    expect(rows).toHaveLength(60);
    expect(rows.filter((row) => row.endsWith(',accept'))).toHaveLength(found.accepted);
    const { out, err } = await here.mcf('hypotheses', 'backtest', 'quick-jumper');
    expect(out).toMatch(new RegExp(`^Would accept ${found.accepted} of 60 \\(\\d+\\.\\d\\d %\\)\\.\n  days      2026-10-31 to 2026-11-19\n  by breed  `));
    expect(err).toContain('! No success estimate: support is under 80 %. Bounds 0.0-100.0 %.\n');
    expect(await here.json('hypotheses', 'list')).toMatchObject([{ state: 'backtested' }]);
  });

  test('keeps to a period', async () => {
    expect(await here.json('hypotheses', 'backtest', 'quick-jumper', '--from', '2026-11-10', '--to', '2026-11-12')).toMatchObject({ from: '2026-11-10', to: '2026-11-12', screened: 10 });
    expect(await here.error('hypotheses', 'backtest', 'quick-jumper', '--from', 'May')).toMatchObject({ code: 4, error: { code: 'staffing.bad_period' } });
  });

  test('writes a page over the one that was there, and never half of one', async () => {
    const report = file(here, 'bt.html', 'an older page');
    await here.json('hypotheses', 'backtest', 'quick-jumper', '--report', report);
    expect(readFileSync(report, 'utf8')).toMatch(/^<!doctype html>[^]*<title>Backtest of quick-jumper@[^]*<svg[^]*<\/html>\s*$/);
    expect(await here.error('hypotheses', 'backtest', 'quick-jumper', '--report', `${here.home}/no/such/place.html`)).toMatchObject({ code: 2, error: { params: { problem: 'unwritable' } } });
    expect(await here.error('hypotheses', 'backtest', 'quick-jumper', '--report', here.home)).toMatchObject({ code: 2, error: { params: { problem: 'unwritable' } } });
    expect(readdirSync(here.home).filter((name) => name.includes('html'))).toEqual(['bt.html']);
  });
});

test('hypotheses shadow, trial, compare, retire and replay', async () => {
  await adopted(here);
  await here.json('hypotheses', 'policy', '--set', 'max_trial_days=50');
  here.clock = '2026-11-20T12:06:00Z';
  await add('steady-paws', ['>= 10', '>= 20']);
  expect(await here.error('hypotheses', 'shadow', 'steady-paws')).toMatchObject({ code: 4, error: { code: 'staffing.needs_backtest' } });
  expect(await here.json('hypotheses', 'backtest', 'steady-paws')).toMatchObject({ champion: { versions: [{ id: 'quick-jumper', version: HASH }], jaccard: 1 } });
  here.columns = 80;
  const shadow = await here.mcf('hypotheses', 'shadow', 'steady-paws');
  expect(shadow.out).toBe('✔ shadow from the next decision; recorded, never acted on\n');
  expect(shadow.err).toContain('→ mcf hypotheses trial steady-paws --share 10 --forecast\n');
  const forecast = await here.mcf('hypotheses', 'trial', 'steady-paws', '--share', '10', '--forecast', '--report', `${here.home}/f.html`);
  expect(forecast.out).toMatch(/^Days to a verdict \(E >= 20\) on 80 → 88 %, if trial hires get every order:\nSHARE {2}ORDERS\/DAY {2}MEDIAN {2}4 IN 5\n 10 % {9}9:1 {5}\d\d\d {5}\d\d\d\n 50 % {9}5:5/);
  expect(forecast.err).toMatch(/! \d\d\d days is over the limit of 50: this trial would be refused\.\n→ --accept-underpowered\n/);
  here.columns = null;
  expect(readFileSync(`${here.home}/f.html`, 'utf8')).toContain('Trial of steady-paws');
  const cat = await candidate(here, 'Murka');
  await measure(here, cat, 250);
  await here.json('candidates', 'record', cat, '--test', 'stalking', '--value', '50');
  expect((await here.mcf('explain', cat)).out).toMatch(/ {2}beside it steady-paws@[0-9a-f]{12} says held, score 70\n$/);
  expect(await here.error('hypotheses', 'trial', 'steady-paws', '--share', 'ten')).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
  expect(await here.error('hypotheses', 'trial', 'steady-paws', '--share', '50')).toMatchObject({ code: 4, error: { code: 'staffing.trial_too_long', params: { max: 50 } } });
  const nowhere = `${here.home}/no/such/place.html`;
  expect(await here.error('hypotheses', 'trial', 'steady-paws', '--share', '50', '--accept-underpowered', '--report', nowhere)).toMatchObject({ code: 2, error: { params: { problem: 'unwritable' } } });
  const trial = await here.json('hypotheses', 'trial', 'steady-paws', '--share', '50', '--accept-underpowered');
  expect(trial).toMatchObject({ id: 'steady-paws', share: 0.5, number: 1, against: { id: 'quick-jumper' }, threshold: 20, ended_at: null });
  expect((await here.mcf('hypotheses')).out).toMatch(/\nsteady-paws {3}[0-9a-f]{12} {2}trial 50 % /);
  const compared = await here.mcf('hypotheses', 'compare', 'quick-jumper', 'steady-paws');
  expect(compared.out).toMatch(/^ {16}ORDERS {2}OK {2}RATE[^]*\nA quick-jumper {7}0 {3}0 {5}-[^]*\nNo verdict: E = 1, needs 20\. Sample ratio ok, p 1\.00\.\n$/);
  expect(await here.json('hypotheses', 'compare', 'quick-jumper', 'steady-paws', '--report', `${here.home}/c.html`)).toMatchObject({ verdict: 'none', e: 1, threshold: 20, chance_to_win: null });
  expect(readFileSync(`${here.home}/c.html`, 'utf8')).toContain('steady-paws');
  expect(await here.error('hypotheses', 'adopt', 'steady-paws', '--yes')).toMatchObject({ code: 4, error: { code: 'staffing.no_verdict' } });
  expect((await here.mcf('hypotheses', 'retire', 'steady-paws', '--reason', 'no better')).out).toMatch(/^✔ steady-paws@[0-9a-f]{12} retired\n$/);
  expect(await here.json('hypotheses', 'replay', '--all')).toMatchObject({ replayed: 2, different: 0, differences: [], digest: HASH });
  expect((await here.mcf('hypotheses', 'replay', '--all')).out).toBe('✔ 2 decisions replayed, none different\n');
  expect((await here.error('hypotheses', 'replay')).error.message).toBe('Missing: --all.');
});

test('hypotheses adopt needs --yes and, without a verdict, a reason; hypotheses rollback undoes it', async () => {
  await adopted(here);
  await add('steady-paws', ['>= 10', '>= 20']);
  expect((await here.error('hypotheses', 'adopt', 'steady-paws')).error.message).toBe('Missing: --yes.');
  expect(await here.json('hypotheses', 'adopt', 'steady-paws', '--reason', 'so says Boss', '--yes')).toMatchObject({
    ...{ id: 'steady-paws', state: 'adopted', proposed: false, reason: 'so says Boss', replaced: [{ id: 'quick-jumper' }] },
  });
  expect((await here.mcf('hypotheses', 'show', 'steady-paws')).out).toMatch(/History\n {2}20 Nov 15:05 {2}adopted {2}in place of quick-jumper@[0-9a-f]{12}, Boss: so says Boss\n/);
  here.columns = 80;
  expect((await here.mcf('hypotheses', 'rollback')).out).toMatch(/^✔ quick-jumper@[0-9a-f]{12} in force; 0 decisions made stay\n$/);
  here.columns = null;
  expect(await here.json('hypotheses', 'rollback', '--to', 'steady-paws', '--reason', 'after all')).toMatchObject({ restored: { id: 'steady-paws' }, replaced: { id: 'quick-jumper' } });
  expect(await here.error('hypotheses', 'rollback', '--to', 'nobody')).toMatchObject({ code: 3 });
});

test('hypotheses policy shows and changes the numbers of screening', async () => {
  expect(await here.json('hypotheses', 'policy')).toEqual({ limit_bp: 5000, battery_days: 30, reapply_days: 90, purge_days: 90, outcome_days: 7, max_trial_days: 120, e_threshold: 20, four_eyes: false });
  expect(await here.json('hypotheses', 'policy', '--set', 'battery_days=20', '--set', 'four_eyes=1')).toMatchObject({ battery_days: 20, four_eyes: true, limit_bp: 5000 });
  here.clock = '2026-11-21T12:05:00Z';
  expect((await here.mcf('hypotheses', 'policy')).out).toContain('  four_eyes       true (two people adopt)\n');
  expect(await here.error('hypotheses', 'policy', '--set', 'limit=1')).toMatchObject({ code: 2, error: { message: textWith('it is one of limit_bp') } });
  expect(await here.error('hypotheses', 'policy', '--set', 'limit_bp')).toMatchObject({ code: 2 });
  expect(await here.error('hypotheses', 'policy', '--set', 'limit_bp=20000')).toMatchObject({
    ...{ code: 4, error: { code: 'staffing.bad_policy', message: '--set limit_bp: a whole number from 1 to 10000 (basis points, 100 of which are 1 %).' } },
  });
  expect((await here.error('hypotheses', 'policy', '--set', 'battery_days=0')).error.message).toBe('--set battery_days: a whole number from 1 to 365 (days).');
});

test('hypotheses adopt and rollback say whose version changes and whose does not, and hypotheses show what replaced what', async () => {
  const early = await candidate(here, 'Early');
  await here.json('candidates', 'assign', early);
  await history(here, 60);
  await add('quick-jumper');
  here.columns = 80;
  expect((await here.mcf('hypotheses', 'adopt', 'quick-jumper', '--yes')).out).toMatch(/^✔ quick-jumper@[0-9a-f]{12} adopted; 1 open cat handed over to it\n$/);
  here.columns = null;
  await add('steady-paws', ['>= 10', '>= 20']);
  here.clock = '2026-11-20T12:06:00Z';
  expect(await here.json('hypotheses', 'adopt', 'steady-paws', '--reason', 'better', '--yes')).toMatchObject({ kept: 1, handed_over: 0 });
  const late = await candidate(here, 'Late');
  await here.json('candidates', 'assign', late);
  here.clock = '2026-11-20T12:07:00Z';
  expect((await here.mcf('hypotheses', 'rollback', '--reason', 'complaints')).out).toMatch(/^✔ quick-jumper@[0-9a-f]{12} in force; 0 decisions made stay; 1 open cat handed over to it\n$/);
  const shown = async (id: string) => (await here.mcf('hypotheses', 'show', id)).out.split('History\n')[1]?.replace(/@[0-9a-f]{12}/g, '');
  expect(await shown('steady-paws')).toBe('  20 Nov 15:06  adopted   in place of quick-jumper, Boss: better\n  20 Nov 15:07  replaced  by quick-jumper, rolled back, Boss: complaints\n');
  expect(await shown('quick-jumper')).toBe('  20 Nov 15:05  adopted   Boss\n  20 Nov 15:06  replaced  by steady-paws, Boss: better\n  20 Nov 15:07  adopted   in place of steady-paws, rolled back, Boss: complaints\n');
});

test('hypotheses add tells the first ten problems of a file, and how to see the others', async () => {
  const lines = Array.from({ length: 13 }, (_, at) => `mystery${at}: 1`).join('\n');
  const path = file(here, 'many.yaml', `${hypothesisText()}${lines}\n`);
  const { code, err, out } = await here.mcf('hypotheses', 'add', path);
  expect({ code, out }).toEqual({ code: 4, out: '' });
  expect(err.match(/many\.yaml:\d+:1 error {2}unknown key/g)).toHaveLength(10);
  expect(err).toContain(`and 3 more: mcf hypotheses lint ${path}\n✖ The hypothesis has 13 error(s): nothing was stored.\n`);
  const few = await here.mcf('hypotheses', 'add', file(here, 'few.yaml', hypothesisText(['owner:', 'ownr:'])));
  expect(few.err).toMatch(/few\.yaml:3:1 error {2}unknown key "ownr"; did you mean "owner"\?\n {2}ownr: m\.whiskers\n {2}\^\n1 error\n✖/);
  expect(await here.error('hypotheses', 'add', path)).toMatchObject({ error: { params: { problems: 13 }, hint: `mcf hypotheses lint ${path}` } });
});

test('two people adopt where the policy asks for four eyes', async () => {
  await adopted(here);
  await add('steady-paws', ['>= 10', '>= 20']);
  await here.json('hypotheses', 'policy', '--set', 'four_eyes=1');
  here.clock = '2026-11-20T12:06:00Z';
  expect((await here.mcf('hypotheses', 'adopt', 'steady-paws', '--reason', 'so says Boss', '--yes')).out).toMatch(/^✔ steady-paws@[0-9a-f]{12} proposed; somebody else has to adopt it\n$/);
  expect(await here.error('hypotheses', 'adopt', 'steady-paws', '--yes')).toMatchObject({ code: 4, error: { code: 'staffing.needs_second_pair' } });
});
