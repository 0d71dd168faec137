import {
  applyForWork,
  assignBattery,
  closeVacancy,
  checkedContact,
  contactCandidate,
  expireBatteries,
  listCandidates,
  nextForScreening,
  overrideDecision,
  recordResult,
  screeningToday,
  showCandidate,
  showMyApplication,
  startTest,
  withdrawApplication,
  type Form,
} from '../../../src/domain/staffing';
import { SYSTEM } from '../../../src/domain/shared/work';
import { deactivateUser, findPerson, whoWrites } from '../../../src/domain/users';
import { as, hire, join, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { addManners, apply, form, itself, rowsOf, STRANGER } from './intake-support';

const DAY = 24 * 60;

describe('a contact', () => {
  test.each(['+7 900 000-00-00', '8(900)1234567', '123 45 67', 'by day: +44 20 7946 0958', '@murka_cat', 'Murka (@murka)', 't.me/murka', 'murka@example.org', ' @murka '])('may be %j', (typed) => {
    expect(checkedContact(typed)).toBe(typed.trim());
  });

  test.each(['+7', 'Arbat 7', '12345', '@me', '@', 'me@home', 'call me', '1234567890123456', '2026-03'])('cannot be %j', (typed) => {
    expect(() => checkedContact(typed)).toThrow(expect.objectContaining({ code: 'staffing.bad_contact', kind: 'invalid' }) as Error);
  });

  test('may be missing', () => expect([checkedContact(null), checkedContact(' ')]).toEqual([null, null]));
});

describeOnBoth('intake', (db) => {
  let t: TestApp;
  let url: string;
  beforeEach(async () => {
    url = await db.url();
    t = await openTestApp(url);
  });
  afterEach(() => t.app.close());
  const show = (id: string) => t.app.query(t.boss, (w) => showCandidate(w, id));
  const reject = (candidate: string) => t.app.run(t.boss, (w) => overrideDecision(w, { candidate, accept: false, reason: 'no' }));
  const again = async (id: string, changes: Partial<Form> = {}) => {
    const actor = await itself(t, id);
    return t.app.run(actor, (w) => applyForWork(w, form(changes)));
  };
  const mine = async (id: string) => {
    const actor = await itself(t, id);
    return t.app.query(actor, showMyApplication);
  };

  describe('an application', () => {
    test('makes a stranger a candidate with this chat (S1)', async () => {
      const candidate = await apply(t);
      expect(candidate).toMatchObject({
        ...{ number: 2, name: 'Murka', vacancy: 'helper', breed: 'Siamese', age: 3, colour: 'grey', status: 'received', day: '2026-03-02' },
        ...{ contact: '+7 900 000-00-00', photoFileId: 'photo-1', appliedAt: t.clock.now(), decidedAt: null, hypothesis: null, purgedAt: null },
      });
      expect(await t.app.query(t.boss, (w) => whoWrites(w, 77))).toMatchObject({ id: candidate.id, roles: ['candidate'], language: 'ru', chatId: 77 });
      const events = await rowsOf(url, 'SELECT type FROM events ORDER BY id');
      expect(events.map(({ type }) => type).slice(-3)).toEqual(['user_registered', 'telegram_linked', 'application_received']);
    });

    test('needs neither breed nor age nor colour, nor a contact beside the chat', async () => {
      expect(await apply(t, { breed: ' ', age: null, colour: null, contact: '', photoFileId: null })).toMatchObject({ breed: null, age: null, colour: null, contact: null, photoFileId: null });
    });

    test.each<[string, Partial<Form>, string]>([
      ['no name', { name: ' ' }, 'users.bad_text'],
      ['a name of 101 letters', { name: 'x'.repeat(101) }, 'users.bad_text'],
      ['a breed of 61 letters', { breed: 'x'.repeat(61) }, 'users.bad_text'],
      ['a colour of 61 letters', { colour: 'x'.repeat(61) }, 'users.bad_text'],
      ['a contact of 201 letters', { contact: 'x'.repeat(201) }, 'users.bad_text'],
      ['41 years', { age: 41 }, 'staffing.bad_age'],
      ['half a year', { age: 0.5 }, 'staffing.bad_age'],
      ['a vacancy that nobody knows', { vacancy: 'helpr' }, 'staffing.vacancy_not_found'],
    ])('with %s leaves nothing behind', async (_, changes, code) => {
      await expect(apply(t, changes)).rejects.toMatchObject({ code });
      expect(await t.app.query(t.boss, (w) => whoWrites(w, 77))).toBeUndefined();
    });

    test('for a vacancy that is closed is refused', async () => {
      await t.app.run(t.boss, (w) => closeVacancy(w, 'helper'));
      await expect(apply(t)).rejects.toMatchObject({ code: 'staffing.vacancy_not_found' });
    });

    test('is the only open one of its cat (S1)', async () => {
      const { id } = await apply(t);
      await expect(again(id)).rejects.toMatchObject({ code: 'staffing.application_open' });
      expect(await t.app.query(t.boss, (w) => listCandidates(w))).toHaveLength(1);
    });

    test('is the only open one of a client who presses many times at once', async () => {
      const client = await join(t, 'Barsik', ['client']);
      const tries = await Promise.allSettled([1, 2, 3, 4].map(() => t.app.run(as(client), (w) => applyForWork(w, form({ chatId: client.chatId ?? 0 })))));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'staffing.application_open' });
    });

    test('of one stranger who presses many times at once makes one person', async () => {
      const tries = await Promise.allSettled([1, 2, 3, 4].map(() => apply(t)));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await t.app.query(t.boss, (w) => listCandidates(w))).toHaveLength(1);
    });

    test('of a client keeps its account and its name (U1)', async () => {
      const client = await join(t, 'Barsik', ['client']);
      const candidate = await t.app.run(as(client), (w) => applyForWork(w, form({ chatId: client.chatId ?? 0, name: 'Barsik the Great' })));
      expect(candidate).toMatchObject({ id: client.id, name: 'Barsik' });
      expect((await t.app.query(t.boss, (w) => findPerson(w, client.id))).roles.sort()).toEqual(['candidate', 'client']);
    });

    test('is refused to workers, and to the deactivated', async () => {
      const tom = await hire(t, 'Tom');
      await expect(again(tom.id)).rejects.toMatchObject({ code: 'staffing.already_worker' });
      const client = await join(t, 'Barsik', ['client'], { chatId: 78 });
      await t.app.run(t.boss, (w) => deactivateUser(w, { person: client.id }));
      await expect(apply(t, { chatId: 78 })).rejects.toMatchObject({ code: 'staffing.candidate_not_active' });
    });

    test('may follow a rejected one 90 days later, in words of its own (S1)', async () => {
      const { id } = await apply(t);
      await reject(id);
      await expect(again(id)).rejects.toMatchObject({ code: 'staffing.apply_later', params: { date: '2026-05-31' } });
      t.clock.advance(90 * DAY - 1);
      await expect(again(id)).rejects.toMatchObject({ code: 'staffing.apply_later' });
      t.clock.advance(1);
      expect(await again(id, { name: 'Murka II', age: 4 })).toMatchObject({ id, name: 'Murka II', age: 4, status: 'received' });
      expect(await t.app.query(t.boss, (w) => listCandidates(w))).toHaveLength(1);
    });

    test.each(['withdrawn', 'expired'])('may follow one that is %s only as late', async (status) => {
      const { id } = await apply(t);
      if (status === 'withdrawn') await t.app.run(t.boss, (w) => withdrawApplication(w, { candidate: id }));
      else {
        await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id }));
        t.clock.advance(30 * DAY);
        expect(await expireBatteries(t.app, SYSTEM)).toBe(1);
      }
      expect(await show(id)).toMatchObject({ status });
      await expect(again(id)).rejects.toMatchObject({ code: 'staffing.apply_later' });
      t.clock.advance(90 * DAY);
      expect(await again(id)).toMatchObject({ status: 'received' });
    });
  });

  describe('a candidate', () => {
    test('takes its application back itself, once', async () => {
      const { id } = await apply(t);
      const actor = await itself(t, id);
      expect(await t.app.run(actor, (w) => withdrawApplication(w))).toMatchObject({ status: 'withdrawn', decidedAt: t.clock.now() });
      await expect(t.app.run(actor, (w) => withdrawApplication(w, {}))).rejects.toMatchObject({ code: 'staffing.already_decided', params: { status: 'withdrawn' } });
    });

    test("cannot touch another's", async () => {
      const { id } = await apply(t);
      const other = await itself(t, (await apply(t, { chatId: 78 })).id);
      await expect(t.app.run(other, (w) => withdrawApplication(w, { candidate: id }))).rejects.toMatchObject({ code: 'users.forbidden' });
      await expect(t.app.run(STRANGER, (w) => withdrawApplication(w))).rejects.toMatchObject({ code: 'users.forbidden' });
    });

    test('sees where it stands, and no scores (S1)', async () => {
      await addManners(t);
      const { id } = await apply(t);
      expect(await mine(id)).toEqual({
        ...{ status: 'received', appliedAt: t.clock.now(), vacancy: { ru: 'Помощник', en: 'Helper' }, contacted: false, decidedAt: null, expiry: null, purgeDays: 90, reapplyAt: null },
        tests: { done: 0, total: 0, next: null },
      });
      await t.app.run(t.boss, (w) => contactCandidate(w, { candidate: id }));
      await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id }));
      expect(await mine(id)).toMatchObject({
        ...{ status: 'testing', contacted: true },
        tests: { done: 0, total: 1, next: { test: 'manners', name: { en: 'Manners', ru: 'Manners' }, questions: 2, seconds: 20, begun: false } },
      });
      const actor = await itself(t, id);
      await t.app.run(actor, (w) => startTest(w, { test: 'manners' }));
      expect(await mine(id)).toMatchObject({ tests: { next: { begun: true } } });
      await t.app.run(t.boss, (w) => recordResult(w, { candidate: id, test: 'manners', value: 1 }));
      expect(await mine(id)).toMatchObject({ tests: { done: 1, total: 1, next: null } });
      await reject(id);
      expect(await mine(id)).toMatchObject({ status: 'rejected', decidedAt: t.clock.now(), reapplyAt: new Date(t.clock.now().getTime() + 90 * DAY * 60_000) });
    });

    test('who never applied stands nowhere', async () => {
      const client = await join(t, 'Barsik', ['client']);
      expect(await t.app.query(as(client), showMyApplication)).toBeNull();
    });

    test('is spoken to, and what was said is noted (S2)', async () => {
      const { id } = await apply(t);
      expect(await t.app.run(t.boss, (w) => contactCandidate(w, { candidate: id, note: 'likes tables' }))).toMatchObject({
        ...{ status: 'contacted', contactedAt: t.clock.now(), note: 'likes tables', contact: '+7 900 000-00-00' },
      });
      t.clock.advance(5);
      const later = await t.app.run(t.boss, (w) => contactCandidate(w, { candidate: id, note: 'and vases' }));
      expect(later).toMatchObject({ status: 'contacted', note: 'and vases' });
      expect(later.contactedAt).toEqual(new Date(t.clock.now().getTime() - 5 * 60_000));
      await reject(id);
      await expect(t.app.run(t.boss, (w) => contactCandidate(w, { candidate: id }))).rejects.toMatchObject({ code: 'staffing.already_decided' });
      expect(JSON.stringify(await rowsOf(url, 'SELECT * FROM audit'))).not.toMatch(/vases|900 000/);
    });
  });

  describe('a screening session', () => {
    test('takes who applied first, and leaves out who is skipped', async () => {
      const cats = [];
      for (const chatId of [1, 2, 3, 4]) {
        cats.push((await apply(t, { chatId })).id);
        t.clock.advance(1);
      }
      const [first = '', second = '', third = '', fourth = ''] = cats;
      const next = (skip: string[]) => t.app.query(t.boss, (w) => nextForScreening(w, { skip }));
      expect(await next([])).toMatchObject({ waiting: 4, next: { id: first } });
      await reject(first);
      await t.app.run(t.boss, (w) => contactCandidate(w, { candidate: third }));
      await t.app.run(t.boss, (w) => assignBattery(w, { candidate: second }));
      expect(await next([])).toMatchObject({ waiting: 3, next: { id: second } });
      expect(await next([second])).toMatchObject({ waiting: 3, next: { id: third } });
      expect(await next([third, second])).toMatchObject({ next: { id: fourth } });
      expect(await next(cats)).toEqual({ waiting: 3, next: null });
    });

    test('begins with what the day came to', async () => {
      expect(await t.app.query(t.boss, screeningToday)).toEqual({ screened: 0, accepted: 0, limitBp: 300 });
    });
  });

  test('lists candidates by state and vacancy, so many at most', async () => {
    for (const chatId of [1, 2, 3]) {
      t.clock.advance(1);
      await apply(t, { chatId, name: `Cat ${chatId}` });
    }
    const names = async (filter: Parameters<typeof listCandidates>[1]) => (await t.app.query(t.boss, (w) => listCandidates(w, filter))).map(({ name }) => name);
    expect(await names({ limit: 2 })).toEqual(['Cat 3', 'Cat 2']);
    expect(await names({ status: 'received', vacancy: 'helper' })).toHaveLength(3);
    expect(await names({ vacancy: 'courier' })).toEqual([]);
    expect(await names({ status: 'testing' })).toEqual([]);
  });

  test('lets unfinished batteries expire after 30 days, and no others (S2)', async () => {
    const [late, done, fresh] = [await apply(t, { chatId: 1 }), await apply(t, { chatId: 2 }), await apply(t, { chatId: 3 })];
    for (const { id } of [late, done]) await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id }));
    await reject(done.id);
    t.clock.advance(30 * DAY - 1);
    expect(await expireBatteries(t.app, SYSTEM)).toBe(0);
    t.clock.advance(1);
    expect(await expireBatteries(t.app, SYSTEM)).toBe(1);
    expect(await expireBatteries(t.app, SYSTEM)).toBe(0);
    expect([await show(late.id), await show(done.id), await show(fresh.id)].map(({ status }) => status)).toEqual(['expired', 'rejected', 'received']);
    expect((await t.app.query(t.boss, (w) => findPerson(w, late.id))).roles).toEqual(['candidate']);
    expect(await mine(late.id)).toMatchObject({ expiry: { why: 'unfinished', days: 30 }, reapplyAt: new Date(t.clock.now().getTime() + 90 * DAY * 60_000) });
    t.clock.advance(60 * DAY);
    expect(await expireBatteries(t.app, SYSTEM)).toBe(1);
    expect(await mine(fresh.id)).toMatchObject({ expiry: { why: 'unattended', days: 90 } });
    expect(await mine(done.id)).toMatchObject({ expiry: null });
  });
});
