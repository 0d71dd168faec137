import { dispatchOutbox } from '../../src/domain/notifications';
import { describeOnBoth } from '../support/databases';
import { offer } from '../support/app';
import { closeWorlds, openBotWorld } from './support';

afterEach(closeWorlds);

describeOnBoth('an order from start to end, in the chat', (databases) => {
  test('client, supplies and worker each follow it on one card', async () => {
    const t = await openBotWorld(databases);
    await offer(t);
    const [barsik, ann, tom] = [await t.invite('Barsik', ['client']), await t.invite('Ann', ['supplies']), await t.hire('Tom')];
    await barsik.start();
    await barsik.sees(/Hello, Barsik! We do your cat chores/);
    await ann.start();
    await ann.sees(/Hello, Ann/);
    await tom.start();
    await tom.sees(/Hello, Tom/);
    await t.dispatch();

    await barsik.presses('Order');
    const card = await barsik.sees('What shall we do?');
    await barsik.presses('Glass dropping');
    await barsik.sees('Describe the task.');
    await barsik.says('Three glasses, please');
    await barsik.sees('Where to?');
    await barsik.says('Kitchen, Lenina 5');
    await barsik.sees('When?');
    await barsik.says('tomorrow 10am');
    const confirm = await barsik.sees(/Glass dropping, Tue 3 Mar, 10:00, Kitchen, Lenina 5, «Three glasses, please»/);
    expect(confirm.text).toMatch(/Estimate 100.00.CU − 0% = 100.00.CU: a discount starts once you have paid over 10,000.00.CU\./);
    expect(confirm.text).toMatch(/in full even if cancelled or failed/);
    await barsik.presses('Confirm');
    const placed = await barsik.sees(/#1 · Glass dropping · Tue 3 Mar, 10:00 · Kitchen, Lenina 5\nTom will come Tue 3 Mar, 10:00\.\nPrice 100\.00/);
    expect(placed.id).toBe(confirm.id);
    expect(placed.id).not.toBe(card.id);
    await t.dispatch();
    expect(barsik.messages().filter(({ text }) => text.startsWith('#1'))).toHaveLength(1);

    await ann.sees(/#1 · By Tue 3 Mar, 10:00: Tom, Barsik\n• acceptance form \(required\)\n• 2 glasses\nThe rest to your taste\./);
    const job = await tom.sees(/New job #1: Glass dropping, Tue 3 Mar, 10:00, Kitchen, Lenina 5\nBarsik: «Three glasses, please»\nKit: acceptance form, 2 glasses\. You earn 60\.00.CU; failing costs 40\.00.CU\./);
    expect(job.buttons).toEqual([["I'm here"], ["I can't do it"]]);
    await ann.presses('Issued');
    await ann.sees(/Issued Mon 2 Mar, 12:00, Ann\./);
    await t.dispatch();
    await barsik.sees(/The worker has the kit/);
    await tom.sees(/The kit is issued/);

    t.clock.set('2026-03-03T07:02:00Z');
    await tom.presses("I'm here");
    await tom.sees(/#1: send a photo of the place/);
    await tom.sendsPhoto();
    await tom.sees(/Started at 10:02\. Soft paws!/);
    await t.dispatch();
    await barsik.sees(/Tom is there since 10:02\./);
    t.clock.set('2026-03-03T08:00:00Z');
    await tom.presses('Done');
    await tom.sees(/now a photo of the signed form/);
    await tom.sendsPhoto({ sample: 'form' });
    await tom.sees(/Done\. You earn 60\.00.CU, paid Tue 31 Mar, 20:00\./);
    await t.dispatch();
    await barsik.sees(/#1 · .*\nDone! 100\.00.CU goes on the next invoice\./);
    await barsik.sees(/^#1: Done! 100\.00/);
    expect(t.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test.each(['pressing', 'typing'])('a dispatcher faster than the bot makes no second card, confirming by %s', async (way) => {
    const t = await openBotWorld(databases, {
      app: (app) => ({
        ...app,
        run: async (actor, work) => {
          const result = await app.run(actor, work);
          if (actor.kind === 'person') await dispatchOutbox(app);
          return result;
        },
      }),
    });
    await offer(t);
    const [barsik, ann, tom] = [await t.invite('Barsik', ['client']), await t.invite('Ann', ['supplies']), await t.hire('Tom')];
    for (const cat of [barsik, ann, tom]) {
      await cat.start();
      await cat.sees(`Hello, ${cat.name}`);
    }
    await barsik.says('/order');
    await barsik.presses('Glass dropping');
    await barsik.presses('Skip');
    await barsik.sees('Where to?');
    await barsik.says('Sofa');
    await barsik.sees('When?');
    await barsik.says('tomorrow 10am');
    await barsik.sees(/Estimate/);
    await (way === 'pressing' ? barsik.presses('Confirm') : barsik.says('Confirm'));
    await barsik.sees(/^#1 · /);
    await t.bot.idle();
    expect(barsik.messages().filter(({ text }) => text.startsWith('#1'))).toHaveLength(1);
    await ann.presses('Issued');
    await tom.sees(/The kit is issued/);
    t.clock.set('2026-03-03T06:30:00Z');
    await tom.presses("I'm here");
    await tom.sees('send a photo of the place');
    await tom.sendsPhoto();
    await tom.sees(/Soft paws/);
    await t.bot.idle();
    expect(tom.messages().filter(({ buttons }) => buttons.flat().includes('Done'))).toHaveLength(1);
  });
});
