import { listTasks, closeTask } from '../../src/domain/notifications';
import { placeOrder } from '../../src/domain/orders';
import { peopleInRole } from '../../src/domain/users';
import { taskText } from '../../src/output/work';
import { as, join, offer } from '../support/app';
import { describeOnBoth } from '../support/databases';
import { closeWorlds, openBotWorld } from './support';

afterEach(closeWorlds);

describeOnBoth('whom the bot cannot reach', (databases) => {
  test('is a task that names the way into the chat, for staff once a day at most, for a client each time it was done (N2)', async () => {
    const t = await openBotWorld(databases);
    await offer(t);
    const [client] = [await join(t, 'Barsik', ['client'])];
    const missing = async () => (await t.app.query(t.boss, (w) => listTasks(w))).filter(({ kind }) => kind === 'unreachable').map(({ id, subject }) => ({ id, who: subject === t.bossPerson.id ? 'Boss' : subject }));
    let days = 2;
    const alarm = async () => {
      days += 1;
      await placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Sofa', at: new Date(t.clock.now().getTime() + days * 86_400_000) });
      await t.dispatch();
    };
    const done = async (who: string) => {
      for (const { id } of (await missing()).filter((task) => task.who === who)) await t.app.run(t.boss, (w) => closeTask(w, { task: id }));
    };
    await alarm();
    const [task] = (await t.app.query(t.boss, (w) => listTasks(w))).filter(({ subject }) => subject === t.bossPerson.id);
    const people = new Map((await t.app.query(t.boss, (w) => peopleInRole(w, 'manager'))).map((person) => [person.id, person]));
    if (!task) throw new Error('no task');
    expect(taskText(task, people)).toBe('reach Boss C-000001 yourself: no chat with the bot yet; to invite: mcf users invite C-000001');
    expect((await missing()).map(({ who }) => who).sort()).toEqual(['Boss', client.id].sort());
    for (const who of ['Boss', client.id]) await done(who);
    t.clock.advance(23 * 60);
    await alarm();
    expect((await missing()).map(({ who }) => who)).toEqual([client.id]);
    t.clock.advance(2 * 60);
    await alarm();
    expect((await missing()).map(({ who }) => who).sort()).toEqual(['Boss', client.id].sort());
  });
});
