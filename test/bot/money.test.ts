import { runBilling } from '../../src/domain/billing';
import { describeOnBoth } from '../support/databases';
import { offer } from '../support/app';
import { closeWorlds, openBotWorld, order } from './support';

afterEach(closeWorlds);

describeOnBoth("a client's orders and money", (databases) => {
  test('the order is cancelled with the price in view, billed on Sunday, and explained', async () => {
    const t = await openBotWorld(databases);
    await offer(t);
    const [barsik, tom] = [await t.invite('Barsik', ['client']), await t.hire('Tom')];
    for (const cat of [barsik, tom]) {
      await cat.start();
      await cat.sees(`Hello, ${cat.name}`);
    }
    const first = await order(barsik);
    await t.dispatch();
    await barsik.says('/orders');
    await barsik.presses('#1 · Glass dropping · Tue 3 Mar · assigned');
    const live = await barsik.sees(/#1 · Glass dropping.*\nTom will come/);
    expect(live.id).not.toBe(first.id);
    await barsik.says('/money');
    await barsik.sees(/Owed at the week's end: 0\.00.CU\nCharged 0\.00.CU, paid 0\.00.CU\.\nStill planned, not in it: 1 order, 100\.00.CU\.\nNext invoice: Sun 8 Mar, 20:00\.\nNo invoices yet\./);
    await barsik.presses('Cancel order');
    await barsik.sees(/You still owe 100\.00.CU\. Why cancel\?/);
    await barsik.presses('Plans changed');
    await barsik.sees(/Cancel #1: plans changed\. You still owe 100\.00/);
    await barsik.presses('Yes, cancel');
    await barsik.sees(/#1 ·.*\nCancelled: plans changed\. You owe 100\.00/);
    await t.dispatch();
    await tom.sees(/Job is off: plans changed\. Don't go\./);
    await barsik.presses('Choose another date');
    await barsik.sees('Copy of #1: when?');
    await barsik.says('thursday 11:00');
    await barsik.sees(/Copy of #1, Thu 5 Mar, 11:00: matched anew, estimate 100\.00.CU\. #1 is still owed\./);
    await barsik.says('confirm');
    const copy = await barsik.sees(/#2 · Glass dropping · Thu 5 Mar, 11:00.*\n.*\nPrice 100\.00.CU · copy of #1/);
    await t.dispatch();
    await tom.sees(/New job #2/);
    expect(barsik.messages().filter(({ text }) => text.startsWith('#2'))).toHaveLength(1);
    expect(barsik.messages().flatMap(({ buttons }) => buttons.flat())).toContain('Copy: #2');
    await barsik.presses('Cancel order', { on: copy });
    await barsik.presses('Plans changed');
    await barsik.presses('Yes, cancel');
    await barsik.sees(/#2 · .*\nCancelled: plans changed/);
    await barsik.presses('Cancel order', { on: first });
    await barsik.hears('Now: cancelled.');

    t.clock.set('2026-03-08T17:00:00Z');
    await runBilling(t.app, t.boss, {});
    await t.dispatch();
    await barsik.sees(/Invoice 2026-000001: 2 orders, 200\.00.CU, up to Sun 8 Mar, 20:00\./);
    await barsik.presses('Why this sum?');
    await barsik.sees(/#1 · Glass dropping · Tue 3 Mar · cancelled: 100\.00.CU − 0% = 100\.00.CU, in full by the rules/);
    await barsik.presses('Back');
    const money = await barsik.sees(/Owed at the week's end: 200\.00/);
    expect(money.buttons[0]?.[0]).toMatch(/2026-000001 · 200\.00.CU · to be paid/);
  });
});
