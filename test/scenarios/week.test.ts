import { recordPayment, runBilling, showLedger, showStatement } from '../../src/domain/billing';
import { listOrders } from '../../src/domain/orders';
import { SYSTEM } from '../../src/domain/shared/work';
import { describeOnBoth } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

/** Money as the chat writes it has no-break spaces. */
const NBSP = '\\u00a0';
const said = (text: string) => new RegExp(text.replaceAll(' ', `[ ${NBSP}]`));

describeOnBoth('a week at the company', (db) => {
  let world: World;
  let barsik: Player;
  let tom: Player;
  let ann: Player;
  let max: Player;

  beforeAll(async () => {
    world = await openWorld(await db.url());
    barsik = await world.join('Барсик', 'client', 'ru');
    ann = await world.join('Ann', 'supplies', 'en');
    max = await world.join('Макс', 'manager', 'ru');
    tom = await world.hire('Tom', 'en');
    await world.settle();
  });
  afterAll(() => world.close());

  /** Barsik orders by the dialogue in Russian, typing day and time. */
  async function order(when: string): Promise<void> {
    const { cat } = barsik;
    await cat.says('/order');
    await cat.sees(/Чем помочь/);
    await cat.presses('Стаканы');
    await cat.sees(/Опишите задачу/);
    await cat.says('Два стакана со стола');
    await cat.sees(/Куда прийти/);
    await cat.says('Кухня, Ленина 5');
    await cat.sees(/Когда/);
    await cat.says(when);
    await cat.sees(said('Оценка .*100,00 к\\.е\\.'));
    await cat.presses('Подтвердить');
    await world.settle();
  }
  const latest = async () => (await world.app.query(world.boss, (w) => listOrders(w)))[0];
  const issueKit = async (number: number) => {
    await ann.cat.sees(said(`#${number}`));
    await ann.cat.presses('Issued');
    await world.settle();
  };

  test('Monday: an order is placed, its worker told, its kit issued', async () => {
    await order('завтра в 10:00');
    expect(await latest()).toMatchObject({ number: 1, status: 'assigned', price: { price: 10_000 } });
    await barsik.cat.sees(/№1 · Стаканы[^]*Мастер — Tom/);
    await tom.cat.sees(said('New job: Glass dropping[^]*Кухня, Ленина 5[^]*You earn 60\\.00 CU'));
    await issueKit(1);
    await ann.cat.sees(/Issued .*Ann/);
    await barsik.cat.sees(/Набор у мастера/);
  });

  test('Tuesday: the job is started with a photo and completed with a photo of the form', async () => {
    await world.moveTo('2026-03-03T07:00:00Z');
    await tom.cat.presses("I'm here");
    await tom.cat.sees(/Send a photo of the place/);
    await tom.cat.sendsPhoto();
    await tom.cat.sees(/Started at 10:0\d/);
    await world.settle();
    await barsik.cat.sees(/Tom на месте с 10:0/);
    await world.moveTo('2026-03-03T08:00:00Z');
    await tom.cat.presses('Done');
    await tom.cat.sees(/photo of the signed form/);
    await tom.cat.sendsPhoto();
    await world.settle();
    await tom.cat.sees(said('Done\\. You earn 60\\.00 CU'));
    await barsik.cat.sees(said('Готово! 100,00 к\\.е\\.'));
    expect(await latest()).toMatchObject({ number: 1, status: 'completed' });
  });

  test('Wednesday: nobody comes, the order fails by itself and is reviewed', async () => {
    await order('завтра в 12:00');
    await issueKit(2);
    await world.moveTo('2026-03-04T09:29:00Z');
    expect(await latest()).toMatchObject({ number: 2, status: 'assigned' });
    await world.moveTo('2026-03-04T09:31:00Z');
    expect(await latest()).toMatchObject({ number: 2, status: 'failed', endReason: 'no_show' });
    await barsik.cat.sees(said('Мастер не пришёл[^]*100,00 к\\.е\\.'));
    await tom.cat.sees(said('Job failed[^]*40\\.00 CU'));
    await max.cat.sees(/Разбор/);
  });

  test('Thursday: an order is cancelled and owed all the same', async () => {
    await order('завтра в 15:00');
    await barsik.cat.presses('Отменить заказ');
    await barsik.cat.sees(said('всё равно 100,00 к\\.е\\.'));
    await barsik.cat.presses('Планы изменились');
    await barsik.cat.presses('Да, отменить');
    await world.settle();
    await tom.cat.sees(/Job is off/);
    await barsik.cat.sees(/Отменён/);
    expect(await latest()).toMatchObject({ number: 3, status: 'cancelled', endReason: 'plans_changed' });
  });

  test('Sunday: one invoice over three charges, read in the chat and paid', async () => {
    await world.moveTo('2026-03-08T16:59:00Z');
    expect(await world.app.query(world.boss, (w) => showStatement(w, { person: barsik.person.id }))).toMatchObject({ owedAtWeekEnd: 30_000 });
    await world.moveTo('2026-03-08T17:00:30Z');
    await barsik.cat.sees(said('2026-000001[^]*300,00 к\\.е\\.'));
    const paid = await world.app.run(world.boss, (w) => recordPayment(w, { invoice: '2026-000001', amount: 30_000, reference: 'bank 17' }));
    expect(paid).toMatchObject({ status: 'paid', open: 0, lines: [{ amount: 10_000 }, { amount: 10_000 }, { amount: 10_000 }] });
    await world.settle();
    await barsik.cat.sees(said('2026-000001[^]*300,00 к\\.е\\.[^]*Спасибо'));
  });

  test("the month's end: the worker is paid 60 % minus 40.00 through Gold Hat", async () => {
    await world.moveTo('2026-03-31T17:00:30Z');
    expect(world.sim.goldHat.transfers()).toMatchObject([{ amount_minor: 2000, recipient: 'C-000005' }]);
    await tom.cat.sees(said('To pay 20\\.00 CU'));
  });

  test('everything again changes nothing, and the ledger balances', async () => {
    const ledger = () => world.app.query(world.boss, (w) => showLedger(w));
    const before = await ledger();
    const letters = barsik.cat.messages().length;
    for (let round = 0; round < 2; round++) {
      expect(await runBilling(world.app, SYSTEM, {})).toEqual({ invoices: [], payouts: [], parked: [] });
      await world.settle();
    }
    expect(await ledger()).toEqual(before);
    expect(barsik.cat.messages()).toHaveLength(letters);
    expect(world.sim.goldHat.transfers()).toHaveLength(1);
    const balances = new Map<string, number>();
    for (const { debit, credit, amount } of before) {
      balances.set(debit, (balances.get(debit) ?? 0) + amount);
      balances.set(credit, (balances.get(credit) ?? 0) - amount);
    }
    expect([...balances.values()].reduce((sum, balance) => sum + balance, 0)).toBe(0);
    expect(balances.get(`clients:${barsik.person.id}`)).toBe(0);
    expect(balances.get(`workers:${tom.person.id}`)).toBe(0);
  });

  test("every message was in its reader's language", () => {
    const fromBot = (player: Player) => player.cat.messages().filter((message) => message.from === 'bot');
    for (const message of [...fromBot(tom), ...fromBot(ann)]) {
      expect(message.text?.replaceAll(/Барсик|Макс|Кухня, Ленина 5|Два стакана со стола/g, '')).not.toMatch(/[а-яё]/i);
    }
    for (const message of [...fromBot(barsik), ...fromBot(max)]) expect(message.text).toMatch(/[а-яё]/i);
  });
});
