import { renderLetter } from '../../../src/bot/views/render';
import { handOverKit, issueKit } from '../../../src/domain/consumables';
import { dispatchOutbox, type Letter } from '../../../src/domain/notifications';
import { alertOverdueOrders, assignOrder, failNoShows, matchWaitingOrders, moveOrder, placeOrder, remindUnmatched, startOrder, takeBackStart, type OrderView } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import { markAbsence } from '../../../src/domain/staffing';
import { deactivateUser, type Person } from '../../../src/domain/users';
import { as, hire, join, MONDAY, openHousehold, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const hours = (count: number) => new Date(MONDAY.getTime() + count * 3_600_000);

describeOnBoth('what is told of an order that changes hands', (db) => {
  let t: TestApp;
  let client: Person;
  let tom: Person;

  beforeEach(async () => {
    ({ t, client, tom } = await openHousehold(await db.url()));
  });
  afterEach(() => t.app.close());

  const place = (at = hours(24)): Promise<OrderView> => placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at });
  const assign = (order: OrderView, worker: Person) => t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: worker.id, reason: 'ill' }));
  const dismiss = (who: Person) => t.app.run(t.boss, (w) => deactivateUser(w, { person: who.id }));
  /** What a person has got since it was last asked: new messages as they read, and edits in brackets. */
  const got = async (who: Person): Promise<string[]> => {
    await dispatchOutbox(t.app);
    const own = t.letters.filter(({ chatId }) => chatId === who.chatId);
    t.letters.splice(0);
    return own.map((letter) => (letter.editMessageId === null ? firstLine(letter) : `(${letter.content.message})`));
  };
  const wordsOf = (letter: Letter) => renderLetter(letter).text.replace(/<[^>]*>/g, '').replaceAll('\u00a0', ' ');
  const firstLine = (letter: Letter) => wordsOf(letter).split('\n')[0] ?? '';

  test('a worker who gets it back hears of it by a new message, with a sound', async () => {
    const order = await place();
    const leo = await hire(t, 'Leo');
    expect((await got(tom)).at(-1)).toBe('New job #1: Glass dropping, Tue 3 Mar, 12:00, Kitchen');
    await assign(order, leo);
    expect(await got(tom)).toEqual(['(job_elsewhere)', "#1: Job is off: it went to another worker. Don't go."]);
    await assign(order, tom);
    await dispatchOutbox(t.app);
    expect(t.letters.filter(({ chatId }) => chatId === tom.chatId)).toMatchObject([{ content: { message: 'job_card' }, editMessageId: null, silent: false }]);
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    t.letters.splice(0);
    expect(await got(tom)).toEqual(['(job_card)']);
  });

  test('so does one to whom it comes back by being moved', async () => {
    const order = await place();
    const leo = await hire(t, 'Leo');
    await got(tom);
    await assign(order, leo);
    await got(tom);
    await t.app.run(t.boss, (w) => markAbsence(w, { worker: leo.id, from: hours(47), to: hours(50) }));
    await moveOrder(t.app, t.boss, { order: order.id, at: hours(48) });
    expect(await got(tom)).toEqual(['New job #1: Glass dropping, Wed 4 Mar, 12:00, Kitchen']);
  });

  test('a worker who keeps it has one card, whatever time it is moved to', async () => {
    const order = await place();
    await got(tom);
    await moveOrder(t.app, t.boss, { order: order.id, at: hours(48) });
    expect(await got(tom)).toEqual(['(job_card)', '#1: moved to Wed 4 Mar, 12:00, Kitchen.']);
  });

  test('when its worker leaves, its client hears that another one is sought at the same price, and the worker what is true (U4)', async () => {
    await place();
    await got(client);
    await dismiss(tom);
    await dispatchOutbox(t.app);
    const letters = t.letters.splice(0);
    const texts = (who: Person) => letters.filter(({ chatId }) => chatId === who.chatId).map(wordsOf);
    const [card, news] = texts(client);
    expect(card).toBe('#1 · Glass dropping · Tue 3 Mar, 12:00 · Kitchen\nNobody is free yet; we keep looking. Your order is safe, the price stays.\nPrice 100.00 CU');
    expect(news).toBe('#1: your worker cannot come after all. We are looking for another one; your order is safe. Price 100.00 CU.');
    expect(texts(tom)).toEqual([
      'You no longer work for us: no more jobs come. What is due to you will be paid: Tue 31 Mar, 20:00.',
      "#1: Job is off: the order was taken off you. Don't go.",
      "#1: Job is off: the order was taken off you. Don't go.",
    ]);
    await hire(t, 'Leo');
    await matchWaitingOrders(t.app, SYSTEM);
    expect(await got(client)).toEqual(['(order_card)', '#1: Leo will come Tue 3 Mar, 12:00.']);
  });

  test('a client whose order was matched anew at once hears who comes, and not that nobody does', async () => {
    await place();
    await hire(t, 'Leo');
    await got(client);
    await dismiss(tom);
    await matchWaitingOrders(t.app, SYSTEM);
    expect(await got(client)).toEqual(['(order_card)', '(order_card)', '#1: Leo will come Tue 3 Mar, 12:00.']);
  });

  test('a client who waits from the beginning hears that by the card alone', async () => {
    await dismiss(tom);
    await got(client);
    await place();
    expect(await got(client)).toHaveLength(1);
  });

  test('a start that was taken back is told to client and worker, with the time there is for another one', async () => {
    const order = await place(hours(2));
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    await t.app.run(as(tom), (w) => startOrder(w, { order: order.id, photo: photo('sofa') }));
    await got(client);
    await t.app.run(t.boss, (w) => takeBackStart(w, { order: order.id, reason: 'a stray press' }));
    await dispatchOutbox(t.app);
    const letters = t.letters.splice(0).map((letter) => [letter.chatId, letter.editMessageId === null ? firstLine(letter) : letter.content.message]);
    expect(letters).toEqual([
      [client.chatId, 'order_card'],
      [client.chatId, '#1: the start was noted by mistake. Tom comes by 14:30.'],
      [tom.chatId, 'job_card'],
      [tom.chatId, '#1: your start was taken back, it was noted by mistake. The job is still yours: start it at the place, by 14:30 at the latest. If that is wrong, tell a manager.'],
    ]);
  });

  test('the second time it is taken back they are told by new messages with a sound, as the first time', async () => {
    const max = await join(t, 'Max', ['manager']);
    const order = await place(hours(2));
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    t.clock.set(hours(5));
    const round = async (n: number) => {
      await t.app.run(as(tom), (w) => startOrder(w, { order: order.id, photo: photo(`sofa ${n}`) }));
      await alertOverdueOrders(t.app, SYSTEM);
      await t.app.run(t.boss, (w) => takeBackStart(w, { order: order.id, reason: 'a stray press' }));
      await dispatchOutbox(t.app);
      const loud = t.letters.splice(0).filter(({ editMessageId, silent }) => editMessageId === null && !silent);
      return loud.map(({ chatId, content }) => [chatId, content.message]);
    };
    await got(client);
    const told = [[client.chatId, 'order_start_taken_back'], [tom.chatId, 'job_start_taken_back']];
    expect([await round(1), await round(2)]).toEqual([told, told]);
    await t.app.run(as(tom), (w) => startOrder(w, { order: order.id, photo: photo('sofa 3') }));
    await alertOverdueOrders(t.app, SYSTEM);
    await dispatchOutbox(t.app);
    expect(t.letters.filter(({ chatId }) => chatId === max.chatId).map(({ content, editMessageId }) => [content.message, editMessageId])).toEqual([['alert_overdue', null]]);
  });

  test('where its worker works here no longer, the client hears that another one is sought, and nobody that it is still to come (U4)', async () => {
    const order = await place(hours(2));
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    await t.app.run(as(tom), (w) => startOrder(w, { order: order.id, photo: photo('sofa') }));
    await dismiss(tom);
    await got(client);
    await t.app.run(t.boss, (w) => takeBackStart(w, { order: order.id, reason: 'a stray press' }));
    await dispatchOutbox(t.app);
    const letters = t.letters.splice(0).filter(({ content }) => !content.message.startsWith('kit_')).map((letter) => [letter.chatId, letter.editMessageId === null ? firstLine(letter) : letter.content.message]);
    expect(letters).toEqual([
      [client.chatId, 'order_card'],
      [tom.chatId, 'job_withdrawn'],
      [client.chatId, 'order_card'],
      [client.chatId, '#1: your worker cannot come after all. We are looking for another one; your order is safe. Price 100.00 CU.'],
      [tom.chatId, 'job_elsewhere'],
      [tom.chatId, "#1: Job is off: the order was taken off you. Don't go. Bring its kit back, please, or give it to whoever comes for it."],
    ]);
  });

  test.each([
    ['the agreed time and the minutes there are', 0, '14:30'],
    ['the time a late replacement has', 20, '14:50'],
  ])('of a no-show everybody hears %s, not when it was noted', async (_, late, by) => {
    const max = await join(t, 'Max', ['manager']);
    const order = await place(hours(2));
    const leo = await hire(t, 'Leo');
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    t.clock.advance(120 + late);
    if (late > 0) {
      await assign(order, leo);
      await t.app.run(t.boss, (w) => handOverKit(w, { order: order.id }));
    }
    t.clock.advance(275);
    await dispatchOutbox(t.app);
    t.letters.splice(0);
    await failNoShows(t.app, SYSTEM);
    await dispatchOutbox(t.app);
    const said = (who: Person) => t.letters.filter(({ chatId }) => chatId === who.chatId).map(wordsOf);
    for (const text of said(client)) expect(text).toContain(`Nobody came by ${by}; the order failed.`);
    for (const text of said(late > 0 ? leo : tom)) expect(text).toContain(`Job failed: you had not started by ${by}. Fine 40.00 CU.`);
    expect(said(max).join()).toContain(`nobody came by ${by}`);
    expect([said(client), said(late > 0 ? leo : tom)].map(({ length }) => length)).toEqual([2, 2]);
  });

  test('a reminder that nobody has it is not sent once its time has come', async () => {
    await dismiss(tom);
    const max = await join(t, 'Max', ['manager']);
    await place();
    await got(max);
    t.clock.set(hours(22));
    expect(await remindUnmatched(t.app, SYSTEM)).toBe(1);
    t.clock.set(hours(24));
    expect((await got(max)).filter((text) => text.includes('till no worker'))).toEqual([]);
  });
});
