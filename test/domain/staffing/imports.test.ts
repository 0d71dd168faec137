import {
  addTest,
  assignBattery,
  decideWaiting,
  importCandidates,
  importResults,
  listCandidates,
  listVacancies,
  nextForScreening,
  overrideDecision,
  recordResult,
  reviseTest,
  showBattery,
  showCandidate,
  type Imported,
} from '../../../src/domain/staffing';
import { loadHistory } from '../../../src/domain/staffing/screening/history';
import { SYSTEM } from '../../../src/domain/shared/work';
import { addUser, findPerson } from '../../../src/domain/users';
import { as, hire, join, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { addExampleTests, hypothesis } from '../../support/screening';
import { apply, move, rowsOf } from './intake-support';

const HEAD = 'number,name,vacancy,breed,age,colour,applied_at';
const RESULTS = 'number,test,value,completed_at';

/** Reasons by line, in short. */
const told = ({ imported, rejected }: Imported) => ({ imported, rejected: rejected.map(({ line, reason }) => `${line} ${reason.code}`) });

describeOnBoth('imports', (db) => {
  let t: TestApp;
  let url: string;
  beforeEach(async () => {
    url = await db.url();
    t = await openTestApp(url);
  });
  afterEach(() => t.app.close());
  const cats = (lines: string[], atomic = false) => importCandidates(t.app, t.boss, { lines: [HEAD, ...lines].join('\n'), atomic });
  const results = (lines: string[], atomic = false) => importResults(t.app, t.boss, { lines: [RESULTS, ...lines].join('\n'), atomic });
  const show = (reference: string) => t.app.query(t.boss, (w) => showCandidate(w, reference));

  describe('of candidates', () => {
    test('keep their numbers and what they declared', async () => {
      expect(await cats(['C-000042,Tom,helper,Siamese,3,grey,2025-06-01 12:00', '7,"Leo, the lion",helper,,,,2025-06-02'])).toEqual({ imported: 2, rejected: [] });
      expect(await show('C-000042')).toMatchObject({
        ...{ number: 42, name: 'Tom', vacancy: 'helper', breed: 'Siamese', age: 3, colour: 'grey', status: 'received', day: '2025-06-01' },
        ...{ appliedAt: new Date('2025-06-01T09:00:00Z'), assignedAt: null, decidedAt: null },
      });
      expect(await show('C-000007')).toMatchObject({ name: 'Leo, the lion', breed: null, age: null, colour: null, day: '2025-06-02' });
      expect(await t.app.query(t.boss, (w) => findPerson(w, 'C-42'))).toMatchObject({ roles: ['candidate'], status: 'active', chatId: null });
    });

    test('give the next free numbers where none are named, and nobody gets one of theirs', async () => {
      expect(told(await cats([',Tom,helper,,,,', '900,Leo,helper,,,,', ',Max,helper,,,,']))).toEqual({ imported: 3, rejected: [] });
      const all = await t.app.query(t.boss, (w) => listCandidates(w));
      expect(Object.fromEntries(all.map(({ name, number }) => [name, number]))).toEqual({ Leo: 900, Tom: 901, Max: 902 });
      await cats(['17,Kit,helper,,,,']);
      expect((await t.app.run(t.boss, (w) => addUser(w, { name: 'Ann', roles: ['client'] }))).person.number).toBe(903);
      expect(await show('C-901')).toMatchObject({ appliedAt: t.clock.now(), day: '2026-03-02' });
    });

    test('give no number that a later line of a long file names', async () => {
      const file = [...Array.from({ length: 1000 }, () => ',Cat,helper,,,,2025-06-01'), '2,Tom,helper,,,,2025-06-01'];
      expect(told(await cats(file))).toEqual({ imported: 1001, rejected: [] });
      expect(await show('C-2')).toMatchObject({ name: 'Tom' });
      expect(await show('C-1002')).toMatchObject({ name: 'Cat' });
    });

    test('make vacancies that the chat does not offer', async () => {
      await cats(['1000,Tom,acrobat,,,,']);
      expect((await t.app.query(t.boss, listVacancies)).map(({ key, status }) => `${key} ${status}`)).toEqual(['helper open', 'acrobat closed']);
    });

    test('name every bad line and its reason, and keep the rest', async () => {
      const file = ['42,Tom,helper,,,,', '42,Leo,helper,,,,', '1,Boss,helper,,,,', '43,,helper,,,,', '44,Max,,,,,', '45,Max,helper,,41,,', '46,Max,helper,,NaN,,', '47,Max,helper,,,,2026-03-03', '48,Max,helper,,,,Infinity', 'x,Max,helper,,,,', '0,Max,helper,,,,', `49,${'x'.repeat(101)},helper,,,,`, '50,Max', '51,"Max,helper,,,,', '52,Max,*,,,,', '53,Max,helper,,,,'];
      const expected = {
        imported: 2,
        rejected: [
          '3 staffing.number_taken',
          '4 staffing.number_taken',
          '5 staffing.line_empty',
          '6 staffing.line_empty',
          '7 staffing.bad_age',
          '8 staffing.bad_age',
          '9 staffing.bad_date',
          '10 staffing.bad_date',
          '11 staffing.bad_number',
          '12 staffing.bad_number',
          '13 users.bad_text',
          '14 staffing.line_cells',
          '15 staffing.line_quotes',
          '16 staffing.bad_vacancy',
        ],
      };
      const imported = await cats(file);
      expect(told(imported)).toEqual(expected);
      expect(imported.rejected.slice(0, 2).map(({ reason }) => reason.params)).toEqual([{ number: 'C-000042', problem: 'twice', line: 2 }, { number: 'C-000001' }]);
      expect(told(await cats(file)).rejected.slice(0, 2)).toEqual(['2 staffing.number_taken', '3 staffing.number_taken']);
    });

    test('keep nothing at all where one line is bad and they are to be whole', async () => {
      const file = [...Array.from({ length: 1200 }, (_, at) => `${at + 10},Cat,helper,,,,2025-06-01`), '3000,Tom,helper,,99,,', ',Max,helper,,,,'];
      expect(told(await cats(file, true))).toEqual({ imported: 0, rejected: ['1202 staffing.bad_age'] });
      expect(await t.app.query(t.boss, (w) => listCandidates(w))).toEqual([]);
      expect((await t.app.run(t.boss, (w) => addUser(w, { name: 'Ann', roles: ['client'] }))).person.number).toBe(2);
      expect(told(await cats(file.slice(0, 1200), true))).toEqual({ imported: 1200, rejected: [] });
    });

    test('tell of their progress, portion by portion', async () => {
      const steps: [number, number][] = [];
      const lines = [HEAD, ...Array.from({ length: 2500 }, (_, at) => `${at + 10},Cat,helper,,,,2025-06-01`), 'bad'].join('\n');
      await importCandidates(t.app, t.boss, { lines, atomic: false }, (done, total) => steps.push([done, total]));
      expect(steps).toEqual([[1000, 2501], [2000, 2501], [2501, 2501]]);
    });

    test('leave a trail without personal data (U5, reliability 29)', async () => {
      await cats(['42,Tom-the-secret,helper,Siamese,3,grey,2025-06-01']);
      const trail = await rowsOf(url, "SELECT * FROM audit WHERE after LIKE '%person_id%' OR after LIKE '%\"number\":42%'");
      const ours = trail.filter(({ actor_id, channel }) => actor_id === t.boss.personId && channel === 'cli');
      expect(ours.map(({ subject }) => subject).sort()).toEqual(['application', 'person', 'person', 'person']);
      expect(JSON.stringify(await rowsOf(url, 'SELECT * FROM audit'))).not.toMatch(/secret/);
      const [event] = await rowsOf(url, "SELECT data FROM events WHERE type = 'history_imported'");
      expect(JSON.parse(String(event?.data))).toEqual({ type: 'history_imported', what: 'candidates', lines: 1 });
    });

    test('tell nobody, and are waiting to be screened like any other', async () => {
      await cats(['42,Tom,helper,,,,2025-06-01']);
      expect(await rowsOf(url, 'SELECT id FROM outbox')).toEqual([]);
      await addExampleTests(t);
      expect((await t.app.run(t.boss, (w) => assignBattery(w, { candidate: 'C-42', add: ['jump'] }))).candidate).toMatchObject({ status: 'testing' });
    });

    test('are refused to others than managers', async () => {
      const client = await join(t, 'Barsik', ['client']);
      await expect(importCandidates(t.app, as(client), { lines: HEAD, atomic: false })).rejects.toMatchObject({ code: 'users.forbidden' });
      await expect(importResults(t.app, as(client), { lines: RESULTS, atomic: false })).rejects.toMatchObject({ code: 'users.forbidden' });
    });

    test('running beside sign-ups never give a number twice', async () => {
      const [imported] = await Promise.all([
        cats(Array.from({ length: 1500 }, (_, at) => `${at % 2 === 0 ? at + 3 : ''},Cat,helper,,,,2025-06-01`)),
        ...[1, 2, 3, 4, 5].map((chatId) => apply(t, { chatId })),
      ]);
      const taken = await rowsOf(url, 'SELECT number FROM people');
      expect(taken).toHaveLength(1 + 5 + imported.imported);
      expect(new Set(taken.map(({ number }) => number)).size).toBe(taken.length);
      expect(imported.imported + imported.rejected.length).toBe(1500);
    });
  });

  describe('of results', () => {
    const battery = async (reference: string) => (await t.app.query(t.boss, (w) => showBattery(w, reference))).items.map(({ test, version, value }) => `${test}@${version}=${value}`);
    beforeEach(async () => {
      await addExampleTests(t);
      await cats(['42,Tom,helper,,,,2025-06-01', '43,Leo,helper,,,,2025-06-01', '44,Max,helper,,,,2025-06-02']);
    });

    test('decide on nobody, tell nobody and change no status', async () => {
      await move(t, await hypothesis(t, { vacancy: 'helper' }), 'adopted');
      const before = await show('C-42');
      expect(told(await results(['42,reaction_time,200,2025-06-03T10:00:00Z', 'C-000042,jump,299.5,2025-06-03 15:00', '42,stalking,90,2025-06-04']))).toEqual({ imported: 3, rejected: [] });
      expect(await show('C-42')).toEqual(before);
      expect(await battery('C-42')).toEqual(['jump@1=299.5', 'reaction_time@1=200', 'stalking@1=90']);
      expect(await rowsOf(url, 'SELECT id FROM outbox')).toEqual([]);
      expect(await rowsOf(url, 'SELECT seq FROM decisions')).toEqual([]);
      expect((await rowsOf(url, "SELECT value, attempt, completed_at, recorded_by FROM results WHERE test = 'jump'"))[0]).toEqual({
        ...{ value: 299.5, attempt: 1, completed_at: '2025-06-03T12:00:00.000Z', recorded_by: t.boss.personId },
      });
    });

    test('make their cats history, that waits for nobody until it is given a battery', async () => {
      await results(['42,jump,100,2025-06-03']);
      const next = () => t.app.query(t.boss, (w) => nextForScreening(w, { skip: [] }));
      expect(await next()).toMatchObject({ waiting: 2, next: { number: 43 } });
      await t.app.run(t.boss, (w) => assignBattery(w, { candidate: 'C-42', add: ['stalking'] }));
      expect(await next()).toMatchObject({ waiting: 3, next: { number: 42 } });
    });

    test('make their cats stand behind those who wait in the list of candidates', async () => {
      const listed = async () => (await t.app.query(t.boss, (w) => listCandidates(w))).map(({ number }) => number);
      expect(await listed()).toEqual([44, 43, 42]);
      await results(['44,jump,100,2025-06-03']);
      expect(await listed()).toEqual([43, 42, 44]);
    });

    test('of cats whose battery was given out count as recorded ones do: they complete it, and it is decided on at once (S3, S5)', async () => {
      await move(t, await hypothesis(t, { vacancy: 'helper' }), 'adopted');
      for (const candidate of ['C-42', 'C-43']) await t.app.run(t.boss, (w) => assignBattery(w, { candidate }));
      expect(told(await results(['42,reaction_time,200,2026-03-01', '42,jump,100,2026-03-01', '43,jump,100,2026-03-01', '44,reaction_time,200,2026-03-01', '44,jump,100,2026-03-01']))).toEqual({ imported: 5, rejected: [] });
      expect([await show('C-42'), await show('C-43'), await show('C-44')].map(({ status }) => status)).toEqual(['rejected', 'testing', 'received']);
      expect(await decideWaiting(t.app, SYSTEM)).toBe(0);
    });

    test('of cats that wait for a version alone decide nothing', async () => {
      await t.app.run(t.boss, (w) => assignBattery(w, { candidate: 'C-42', add: ['jump'] }));
      expect(told(await results(['42,jump,100,2026-03-01']))).toEqual({ imported: 1, rejected: [] });
      expect(await show('C-42')).toMatchObject({ status: 'testing' });
    });

    test('from before another attempt do not take its place: the one completed last counts, of two at once the later attempt (S3)', async () => {
      await results(['42,jump,100,2025-06-05', '42,jump,101,2025-06-03', '43,jump,1,2025-06-03', '43,jump,2,2025-06-03']);
      const counts = async (reference: string) => (await t.app.query(t.boss, async (w) => w.staffing.latestResults((await showCandidate(w, reference)).application))).map(({ value }) => value);
      const inHistory = async () => [...(await t.app.query(t.boss, (w) => loadHistory(w, [{ test: 'jump', version: 1 }]))).tests.get('jump@1')!.values].slice(0, 2);
      expect([await counts('C-42'), await counts('C-43'), await inHistory()]).toEqual([[100], [2], [100, 2]]);
      await t.app.run(t.boss, (w) => recordResult(w, { candidate: 'C-42', test: 'jump', value: 7 }));
      await results(['42,jump,102,2025-06-06']);
      expect([await counts('C-42'), await inHistory()]).toEqual([[7], [7, 2]]);
    });

    test('also of cats that were decided on long ago', async () => {
      const tom = await hire(t, 'Tomcat');
      expect(told(await results([`${tom.number},jump,100,2025-06-03`]))).toEqual({ imported: 1, rejected: [] });
      expect(await show(tom.id)).toMatchObject({ status: 'accepted' });
    });

    test('go to the newest version of a test at that moment, or to the one named', async () => {
      await t.app.run(t.boss, (w) => reviseTest(w, { key: 'jump', max: 400 }));
      expect(told(await results(['42,jump,350,2025-06-03', '42,jump@1,250,2025-06-03', '43,jump@1,350,2025-06-03', '43,jump@3,1,2025-06-03']))).toEqual({
        imported: 2,
        rejected: ['4 staffing.bad_result', '5 staffing.test_not_found'],
      });
      expect((await rowsOf(url, 'SELECT version, value FROM results ORDER BY version')).map(({ version, value }) => [version, value])).toEqual([[1, 250], [2, 350]]);
    });

    test('name every bad line and its reason, and keep the rest', async () => {
      const imported = await results([
        '42,jump,1,2025-06-03',
        '42,jupm,1,2025-06-03',
        '42,jump,301,2025-06-03',
        '42,jump,NaN,2025-06-03',
        '42,jump,Infinity,2025-06-03',
        '42,jump,0x10,2025-06-03',
        '42,jump,,2025-06-03',
        '42,jump,1,',
        '42,jump,1,2026-03-03',
        '42,stalking,1.5,2025-06-03',
        '999,jump,1,2025-06-03',
        '1,jump,1,2025-06-03',
        'Tom,jump,1,2025-06-03',
        '42,jump,1,2025-06-03',
        '43,jump,1,2025-06-03',
      ]);
      expect(told(imported)).toEqual({
        imported: 2,
        rejected: [
          '3 staffing.test_not_found',
          '4 staffing.bad_result',
          '5 staffing.bad_result',
          '6 staffing.bad_result',
          '7 staffing.bad_result',
          '8 staffing.line_empty',
          '9 staffing.line_empty',
          '10 staffing.bad_date',
          '11 staffing.bad_result',
          '12 staffing.candidate_not_found',
          '13 staffing.candidate_not_found',
          '14 staffing.bad_number',
          '15 staffing.result_repeated',
        ],
      });
      expect(imported.rejected[0]?.reason.params).toEqual({ test: 'jupm', problem: 'near', nearest: 'jump' });
      expect(imported.rejected[9]?.reason.params).toEqual({ candidate: 'C-000999' });
    });

    test('twice are kept once; another value or time is a new attempt (S3)', async () => {
      const file = ['42,jump,100,2025-06-03', '42,jump,101,2025-06-03', '42,jump,100,2025-06-04'];
      expect(told(await results(file))).toEqual({ imported: 3, rejected: [] });
      expect(told(await results(file))).toEqual({ imported: 0, rejected: ['2', '3', '4'].map((line) => `${line} staffing.result_repeated`) });
      await t.app.run(t.boss, (w) => recordResult(w, { candidate: 'C-42', test: 'jump', value: 7 }));
      expect(told(await results(['42,jump,102,2025-06-05']))).toEqual({ imported: 1, rejected: [] });
      expect((await rowsOf(url, 'SELECT attempt, value FROM results ORDER BY attempt')).map(({ value }) => value)).toEqual([100, 101, 100, 7, 102]);
    });

    test('keep nothing at all where one line is bad and they are to be whole', async () => {
      const file = ['42,jump,100,2025-06-03', '43,jump,NaN,2025-06-03', '999,jump,1,2025-06-03'];
      expect(told(await results(file, true))).toEqual({ imported: 0, rejected: ['3 staffing.bad_result', '4 staffing.candidate_not_found'] });
      expect(await rowsOf(url, 'SELECT id FROM results')).toEqual([]);
      expect(await rowsOf(url, "SELECT id FROM history_changes WHERE test IS NOT NULL")).toEqual([]);
      expect(told(await results(file.slice(0, 1), true))).toEqual({ imported: 1, rejected: [] });
    });

    test('go to the latest application of a cat', async () => {
      const first = await apply(t);
      await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: first.id, accept: false, reason: 'no' }));
      t.clock.advance(90 * 24 * 60);
      const second = await apply(t, { chatId: 78 });
      await results([`${first.number},jump,1,2026-03-02`, `${second.number},jump,2,2026-03-02`]);
      expect((await rowsOf(url, 'SELECT application_id FROM results ORDER BY value')).map(({ application_id }) => application_id)).toEqual([first.application, second.application]);
    });

    test('are part of history at once, day by day and test by test', async () => {
      await results(['42,jump,1,2025-06-03', '43,jump,2,2025-06-03', '44,jump,3,2025-06-03', '44,stalking,3,2025-06-03']);
      const chunks = await rowsOf(url, 'SELECT day, test, version, n FROM score_chunks ORDER BY day, test');
      expect(chunks).toEqual([
        { day: '2025-06-01', test: 'jump', version: 1, n: 2 },
        { day: '2025-06-02', test: 'jump', version: 1, n: 1 },
        { day: '2025-06-02', test: 'stalking', version: 1, n: 1 },
      ]);
      expect(await rowsOf(url, 'SELECT id FROM history_changes')).toEqual([]);
    });

    test('beside the recording of single ones lose no attempt', async () => {
      await t.app.run(t.boss, (w) => addTest(w, { key: 'purr', type: 'number', min: 0, max: 1e6 }));
      const files = [0, 1, 2, 3, 4].map((file) => Array.from({ length: 40 }, (_, at) => `42,purr,${100 * file + at},2025-06-03`));
      const singles = Array.from({ length: 10 }, (_, at) => 1000 + at);
      const imported = await Promise.all([
        ...files.map((file) => results(file)),
        ...singles.map((value) => t.app.run(t.boss, (w) => recordResult(w, { candidate: 'C-42', test: 'purr', value }))),
      ]);
      expect(imported.slice(0, 5)).toEqual(files.map(() => ({ imported: 40, rejected: [], decided: 0 })));
      expect((await rowsOf(url, 'SELECT attempt FROM results ORDER BY attempt')).map(({ attempt }) => attempt)).toEqual(Array.from({ length: 210 }, (_, at) => at + 1));
    });
  });
});
