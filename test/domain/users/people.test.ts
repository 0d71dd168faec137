import {
  addUser,
  changeRoles,
  chooseLanguage,
  deactivateUser,
  erasePerson,
  findPerson,
  inviteUser,
  listPeople,
  reactivateUser,
  redeemInvitation,
  whoIsSignedIn,
  type Person,
} from '../../../src/domain/users';
import { cancelOrder, placeOrder, showOrder } from '../../../src/domain/orders';
import { SYSTEM, type Actor, type Role } from '../../../src/domain/shared/work';
import { carryOutReactions } from '../../../src/jobs/reactions';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const STRANGER: Actor = { kind: 'stranger', personId: null, roles: [], channel: 'bot' };

describeOnBoth('people', (db) => {
  let t: TestApp;
  beforeEach(async () => {
    t = await openTestApp(await db.url());
  });
  afterEach(() => t.app.close());
  const open = (code: string, chatId: number) => t.app.run(STRANGER, (w) => redeemInvitation(w, { code, chatId }));
  const add = (name: string) => t.app.run(t.boss, (w) => addUser(w, { name, roles: ['client'] }));

  test('an invitation links one chat, once (U2)', async () => {
    const { person, invitation } = await add('Barsik');
    expect(await open(invitation.code, 7)).toMatchObject({ id: person.id, chatId: 7 });
    await expect(open(invitation.code, 8)).rejects.toMatchObject({ code: 'users.invitation_invalid' });
    await expect(open('nonsense', 8)).rejects.toMatchObject({ code: 'users.invitation_invalid' });
  });

  test('an invitation expires, and another can be made (U2)', async () => {
    const { person, invitation } = await add('Barsik');
    t.clock.advance(31 * 24 * 60);
    await expect(open(invitation.code, 7)).rejects.toMatchObject({ code: 'users.invitation_invalid' });
    const again = await t.app.run(t.boss, (w) => inviteUser(w, { person: person.id }));
    expect(await open(again.invitation.code, 7)).toMatchObject({ id: person.id });
  });

  test("a chat that is somebody's is not taken over", async () => {
    await open((await add('Barsik')).invitation.code, 7);
    await expect(open((await add('Vasya')).invitation.code, 7)).rejects.toMatchObject({ code: 'users.chat_taken' });
  });

  test('of two who open one invitation at once only one gets in', async () => {
    const { invitation } = await add('Barsik');
    const results = await Promise.allSettled([open(invitation.code, 7), open(invitation.code, 8)]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('are found by id and by number, in any spelling', async () => {
    const { person } = await add('Barsik');
    const find = (reference: string) => t.app.query(t.boss, (w) => findPerson(w, reference));
    for (const reference of [person.id, 'C-000002', 'c-2', person.id.toUpperCase()]) expect(await find(reference)).toMatchObject({ id: person.id });
    for (const reference of ['', 'C-9', '42', "' OR 1=1 --"]) await expect(find(reference)).rejects.toMatchObject({ code: 'users.person_not_found' });
  });

  test('are found by their whole name, by staff alone', async () => {
    const { person } = await add('Мурка');
    const find = (actor: Actor, reference: string) => t.app.query(actor, (w) => findPerson(w, reference));
    for (const reference of ['Мурка', ' мурка ', 'МУРКА']) expect(await find(t.boss, reference)).toMatchObject({ id: person.id });
    await expect(find(t.boss, 'Мур')).rejects.toMatchObject({ code: 'users.person_not_found' });
    for (const actor of [as(person), SYSTEM, STRANGER]) await expect(find(actor, 'Мурка')).rejects.toMatchObject({ code: 'users.person_not_found' });
    const { person: other } = await add('мурка');
    await expect(find(t.boss, 'Мурка')).rejects.toMatchObject({ code: 'users.person_ambiguous', params: { names: 'C-000002 Мурка, C-000003 мурка' } });
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: other.id }));
    expect(await find(t.boss, 'Мурка')).toMatchObject({ id: person.id });
  });

  test('the last admin stays (U4)', async () => {
    const boss = t.bossPerson.id;
    const demote = () => t.app.run(t.boss, (w) => changeRoles(w, { person: boss, add: [], remove: ['admin'] }));
    await expect(demote()).rejects.toMatchObject({ code: 'users.last_admin' });
    await expect(t.app.run(t.boss, (w) => deactivateUser(w, { person: boss }))).rejects.toMatchObject({ code: 'users.last_admin' });
    const other = await join(t, 'Second', ['admin']);
    await demote();
    expect((await t.app.query(as(other), (w) => listPeople(w, { role: 'admin' }))).map((person) => person.id)).toEqual([other.id]);
  });

  test("only an admin hands out another admin's account, and nobody a deactivated one's", async () => {
    const max = await join(t, 'Max', ['manager']);
    const { person } = await add('Barsik');
    const inviteAgain = (actor: Actor, id: string) => t.app.run(actor, (w) => inviteUser(w, { person: id }));
    await expect(inviteAgain(as(max), t.bossPerson.id)).rejects.toMatchObject({ code: 'users.forbidden' });
    await inviteAgain(as(max), person.id);
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: person.id }));
    await expect(inviteAgain(t.boss, person.id)).rejects.toMatchObject({ code: 'users.already_deactivated' });
  });

  describe('who were deactivated by mistake', () => {
    const close = (id: string) => t.app.run(t.boss, (w) => deactivateUser(w, { person: id }));
    const giveBack = (id: string, actor = t.boss) => t.app.run(actor, (w) => reactivateUser(w, { person: id }));

    test('get the account back as it was, once, from an admin (U4)', async () => {
      const max = await join(t, 'Max', ['manager']);
      const { person, invitation } = await add('Barsik');
      await open(invitation.code, 7);
      await expect(giveBack(person.id)).rejects.toMatchObject({ code: 'users.not_deactivated' });
      await close(person.id);
      await expect(giveBack(person.id, as(max))).rejects.toMatchObject({ code: 'users.forbidden' });
      const twice = await Promise.allSettled([giveBack(person.id), giveBack(person.id)]);
      expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await t.app.query(t.boss, (w) => findPerson(w, person.id))).toMatchObject({ status: 'active', roles: ['client'], chatId: 7 });
    });

    test('are workers of the pool again, for whom an order may have waited (U4, M5)', async () => {
      const { id: service } = await offer(t);
      const { person: client } = await add('Barsik');
      const tom = await hire(t, 'Tom');
      await close(tom.id);
      const order = await placeOrder(t.app, t.boss, { id: t.app.newId(), client: client.id, service, place: 'Sofa', at: new Date(MONDAY.getTime() + 86_400_000) });
      expect(order.status).toBe('unmatched');
      await giveBack(tom.id);
      await carryOutReactions(t.app);
      expect(await t.app.query(t.boss, (w) => showOrder(w, order.id))).toMatchObject({ status: 'assigned', worker: { name: 'Tom' } });
    });

    test('but whoever was purged stays gone (U5)', async () => {
      const { person } = await add('Barsik');
      await t.app.run(SYSTEM, (w) => erasePerson(w, person.id));
      await expect(giveBack(person.id)).rejects.toMatchObject({ code: 'users.person_not_found' });
    });
  });

  test('nobody is left without a role', async () => {
    const { person } = await add('Barsik');
    const change = (input: { add: Role[]; remove: Role[] }) => t.app.run(t.boss, (w) => changeRoles(w, { person: person.id, ...input }));
    await expect(change({ add: [], remove: ['client'] })).rejects.toMatchObject({ code: 'users.no_role' });
    expect(await change({ add: ['supplies'], remove: ['client'] })).toMatchObject({ roles: ['supplies'] });
  });

  test('nobody gets candidate or worker by hand (U1)', async () => {
    await expect(t.app.run(t.boss, (w) => addUser(w, { name: 'Tom', roles: ['worker'] }))).rejects.toMatchObject({ code: 'users.role_not_given' });
  });

  test('an accepted candidate is the same person with a new role (U1)', async () => {
    const tom = await hire(t, 'Tom');
    expect(tom).toMatchObject({ number: 2, roles: ['worker'] });
  });

  test('choose the language for themselves alone', async () => {
    const barsik = await join(t, 'Barsik', ['client']);
    await t.app.run(as(barsik), (w) => chooseLanguage(w, { person: barsik.id, language: 'ru' }));
    expect(await t.app.query(t.boss, (w) => findPerson(w, barsik.id))).toMatchObject({ language: 'ru' });
    await expect(t.app.run(as(barsik), (w) => chooseLanguage(w, { person: t.bossPerson.id, language: 'ru' }))).rejects.toMatchObject({
      code: 'users.forbidden',
    });
  });

  test('the deactivated are not let in', async () => {
    const url = await db.url();
    const other = await openTestApp(url);
    const { token } = await t.app.run(t.boss, async (w) => {
      const { createHash } = await import('node:crypto');
      const { person } = await addUser(w, { name: 'Max', roles: ['manager'] });
      await w.users.addSession({ tokenSha256: createHash('sha256').update('secret').digest('hex'), person: person.id });
      return { token: 'secret', person };
    });
    const who = () => t.app.query(SYSTEM, (w) => whoIsSignedIn(w, token));
    const max = await who();
    expect(max).toMatchObject({ name: 'Max' });
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: max?.id ?? '' }));
    expect(await who()).toBeUndefined();
    await other.app.close();
  });

  describe('with orders', () => {
    let client: Person;
    const place = () =>
      placeOrder(t.app, as(client), {
        id: t.app.newId(),
        client: client.id,
        service: 'Glass dropping',
        place: 'Kitchen',
        at: new Date(MONDAY.getTime() + 7_200_000),
      });
    beforeEach(async () => {
      client = await join(t, 'Barsik', ['client']);
      await offer(t);
    });

    test('a client with open orders is not deactivated (U4)', async () => {
      await hire(t, 'Tom');
      const order = await place();
      const deactivate = () => t.app.run(t.boss, (w) => deactivateUser(w, { person: client.id }));
      await expect(deactivate()).rejects.toMatchObject({ code: 'users.client_has_orders' });
      await t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
      expect(await deactivate()).toMatchObject({ status: 'deactivated' });
    });

    test('a client with open orders stays a client (U4)', async () => {
      await hire(t, 'Tom');
      await place();
      const change = t.app.run(t.boss, (w) => changeRoles(w, { person: client.id, add: ['supplies'], remove: ['client'] }));
      await expect(change).rejects.toMatchObject({ code: 'users.client_has_orders' });
    });

    test("a deactivated worker's orders go to another at the same price (U4)", async () => {
      const tom = await hire(t, 'Tom');
      const order = await place();
      const leo = await hire(t, 'Leo');
      await t.app.run(t.boss, (w) => deactivateUser(w, { person: tom.id }));
      const { carryOutReactions } = await import('../../../src/jobs/reactions');
      await carryOutReactions(t.app);
      const moved = await t.app.query(SYSTEM, (w) => showOrder(w, order.id));
      expect(moved).toMatchObject({ status: 'assigned', worker: { id: leo.id }, price: order.price });
    });
  });
});
