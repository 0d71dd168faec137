import { grantBonus } from '../../../src/domain/billing';
import { issueKit } from '../../../src/domain/consumables';
import { closeTask, dispatchOutbox, listTasks, outboxStatus, type Delivery, type Letter } from '../../../src/domain/notifications';
import { cancelOrder, placeOrder, type OrderView } from '../../../src/domain/orders';
import { addCandidate, overrideDecision } from '../../../src/domain/staffing';
import { SYSTEM, type Actor } from '../../../src/domain/shared/work';
import { addUser, redeemInvitation, type Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const STRANGER: Actor = { kind: 'stranger', personId: null, roles: [], channel: 'bot' };

describeOnBoth('the outbox', (db) => {
  let t: TestApp;
  let client: Person;
  let worker: Person;
  let ann: Person;
  let answers: ((letter: Letter) => Delivery)[];

  beforeEach(async () => {
    answers = [];
    const letters: Letter[] = [];
    const messenger = {
      deliver: (letter: Letter) => {
        letters.push(letter);
        return Promise.resolve(answers.shift()?.(letter) ?? { outcome: 'sent' as const, messageId: letter.editMessageId ?? letters.length });
      },
    };
    t = { ...(await openTestApp(await db.url(), { messenger })), letters };
    client = await join(t, 'Barsik', ['client'], { language: 'ru' });
    worker = await hire(t, 'Tom');
    ann = await join(t, 'Ann', ['supplies']);
    await offer(t);
    await send();
    letters.length = 0;
  });
  afterEach(() => t.app.close());

  const send = () => dispatchOutbox(t.app);
  const place = (): Promise<OrderView> =>
    placeOrder(t.app, as(client), {
      id: t.app.newId(),
      client: client.id,
      service: 'Glass dropping',
      place: 'Kitchen',
      at: new Date(MONDAY.getTime() + 7_200_000),
    });
  const told = () => t.letters.map((letter) => [letter.chatId, letter.content.message]);

  test('tells client, worker and supplies of a placed order, each in the own language (N1, C1)', async () => {
    await place();
    await send();
    expect(told()).toEqual([
      [ann.chatId, 'kit_card'],
      [client.chatId, 'order_card'],
      [worker.chatId, 'job_card'],
    ]);
    expect(t.letters.map((letter) => letter.language)).toEqual(['en', 'ru', 'en']);
  });

  test('edits the card that was posted (O8)', async () => {
    const order = await place();
    await send();
    t.letters.length = 0;
    await t.app.run(as(ann), (w) => issueKit(w, { order: order.id }));
    await t.app.run(as(ann), (w) => issueKit(w, { order: order.id }));
    await send();
    expect(t.letters.map((letter) => [letter.content.message, letter.editMessageId])).toEqual([
      ['kit_card', 1],
      ['order_card', 2],
      ['job_card', 3],
    ]);
  });

  test('does not send what is no longer true (N2)', async () => {
    await hire(t, 'Leo');
    const order = await place();
    const manager = await join(t, 'Max', ['manager']);
    await t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    await send();
    expect(told()).not.toContainEqual([manager.chatId, 'alert_unmatched']);
    expect((await t.app.query(SYSTEM, (w) => outboxStatus(w))).count).toBe(0);
  });

  test('who blocked the bot becomes one task, and is written to again after linking anew (N2)', async () => {
    answers = Array<() => Delivery>(3).fill(() => ({ outcome: 'unreachable', reason: 'blocked' }));
    await place();
    await send();
    const tasks = await t.app.query(t.boss, (w) => listTasks(w));
    expect(tasks.filter((task) => task.subject === client.id)).toMatchObject([{ kind: 'unreachable', status: 'open' }]);
    await send();
    const sentWhileBlocked = t.letters.length;
    const { invitation } = await t.app.run(t.boss, async (w) => (await import('../../../src/domain/users')).inviteUser(w, { person: client.id }));
    await t.app.run(STRANGER, (w) => redeemInvitation(w, { code: invitation.code, chatId: 99 }));
    await send();
    expect(t.letters.slice(sentWhileBlocked).map((letter) => [letter.chatId, letter.content.message])).toContainEqual([99, 'order_card']);
    expect((await t.app.query(t.boss, (w) => listTasks(w))).filter((task) => task.subject === client.id)).toEqual([]);
  });

  test('who never had a chat becomes one task that staff tick off once (N2)', async () => {
    const { person } = await t.app.run(t.boss, (w) => addUser(w, { name: 'No chat', roles: ['client'] }));
    for (const hour of [2, 5]) {
      await placeOrder(t.app, t.boss, {
        id: t.app.newId(),
        client: person.id,
        service: 'Glass dropping',
        place: 'Roof',
        at: new Date(MONDAY.getTime() + hour * 3_600_000),
      });
    }
    await send();
    const [task, ...more] = (await t.app.query(t.boss, (w) => listTasks(w))).filter((found) => found.subject === person.id);
    expect(more).toEqual([]);
    const done = () => t.app.run(t.boss, (w) => closeTask(w, { task: task?.id ?? '' }));
    expect(await done()).toMatchObject({ status: 'done' });
    await expect(done()).rejects.toMatchObject({ code: 'notifications.task_done' });
  });

  test('waits as long as the messenger asks, and keeps the order of a chat (reliability 21)', async () => {
    const bonus = (reason: string) => t.app.run(t.boss, (w) => grantBonus(w, { worker: worker.id, amount: 100, reason }));
    await bonus('first');
    await bonus('second');
    answers = [() => ({ outcome: 'later', afterMs: 3000 })];
    await send();
    expect(t.letters).toHaveLength(1);
    await send();
    expect(t.letters).toHaveLength(1);
    t.clock.advance(1);
    await send();
    const reasons = t.letters.map((letter) => (letter.content.message === 'bonus_granted' ? letter.content.bonus.reason : ''));
    expect(reasons).toEqual(['first', 'first', 'second']);
  });

  test('after an unknown outcome a message is sent once more at most (reliability 21)', async () => {
    await t.app.run(t.boss, (w) => grantBonus(w, { worker: worker.id, amount: 100, reason: 'soft paws' }));
    answers = Array<() => Delivery>(5).fill(() => ({ outcome: 'unknown', reason: 'timeout' }));
    for (let round = 0; round < 5; round++) {
      await send();
      t.clock.advance(5);
    }
    expect(t.letters).toHaveLength(2);
  });

  test('gives up what is refused after a bound, with a task (N1)', async () => {
    await t.app.run(t.boss, (w) => grantBonus(w, { worker: worker.id, amount: 100, reason: 'soft paws' }));
    answers = Array<() => Delivery>(9).fill(() => ({ outcome: 'rejected', reason: 'bad request' }));
    for (let round = 0; round < 9; round++) {
      await send();
      t.clock.advance(5);
    }
    expect(t.letters).toHaveLength(5);
    expect(await t.app.query(t.boss, (w) => listTasks(w))).toMatchObject([{ kind: 'undelivered', subject: worker.id }]);
  });

  test('two dispatchers never send the same message', async () => {
    await place();
    await Promise.all([send(), send()]);
    const sent = told().map(String);
    expect(sent).toHaveLength(3);
  });

  test('one message that cannot be made holds up no other, and ends as a task', async () => {
    const bonus = (reason: string) => t.app.run(t.boss, (w) => grantBonus(w, { worker: worker.id, amount: 100, reason }));
    await bonus('broken');
    await bonus('fine');
    const isBroken = (letter: Letter) => letter.content.message === 'bonus_granted' && letter.content.bonus.reason === 'broken';
    const throwing = {
      ...t.app,
      messenger: { deliver: (letter: Letter) => (isBroken(letter) ? Promise.reject(new TypeError('no such button')) : t.app.messenger.deliver(letter)) },
    };
    await dispatchOutbox(throwing);
    expect(t.letters).toHaveLength(1);
    for (let round = 0; round < 9; round++) {
      t.clock.advance(5);
      await dispatchOutbox(throwing);
    }
    expect((await t.app.query(SYSTEM, (w) => outboxStatus(w))).count).toBe(0);
    expect(await t.app.query(t.boss, (w) => listTasks(w))).toMatchObject([{ kind: 'undelivered', subject: worker.id }]);
  });

  test('a row that another process has taken over meanwhile is left to it', async () => {
    await place();
    const claimed = await t.app.run(SYSTEM, (w) => w.notifications.claim(10, w.wall));
    t.clock.advance(1);
    await send();
    const sent = t.letters.length;
    expect(await t.app.run(SYSTEM, async (w) => Promise.all(claimed.map((row) => w.notifications.renew(row, w.wall))))).toEqual(claimed.map(() => false));
    expect(t.letters).toHaveLength(sent);
  });

  test('a candidate hears only the decision that stands (N2)', async () => {
    const { candidate, invitation } = await t.app.run(t.boss, (w) => addCandidate(w, { name: 'Leo', vacancy: 'courier' }));
    for (const accept of [false, true]) {
      await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: candidate.id, accept, reason: 'seen at work' }));
    }
    await t.app.run(STRANGER, (w) => redeemInvitation(w, { code: invitation.code, chatId: 77 }));
    await send();
    expect(told()).toEqual([[77, 'candidate_accepted']]);
  });
});
