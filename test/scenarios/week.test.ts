import { recordPayment, runBilling, showLedger, showStatement } from '../../src/domain/billing';
import { listOrders } from '../../src/domain/orders';
import { SYSTEM } from '../../src/domain/shared/work';
import { describeOnBoth } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

/** A pattern in which a space also stands for the no-break space that amounts are written with. */
const said = (text: string) => new RegExp(text.replaceAll(' ', '[ \\u00a0]'));

describeOnBoth('a week at the company', (db) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await db.url());
  });
  afterEach(() => world.close());

  test('ends with one invoice, one payout, and nothing to do again', async () => {
    const players = {
      barsik: await world.join('Барсик', 'client', 'ru'),
      ann: await world.join('Ann', 'supplies', 'en'),
      max: await world.join('Макс', 'manager', 'ru'),
      tom: await world.hire('Tom', 'en'),
    };
    await mondayToTuesday(world, players);
    await wednesday(world, players);
    await thursday(world, players);
    await sunday(world, players);
    await monthsEnd(world, players);
    await everythingAgain(world, players);
    speakTheirLanguages(players);
  });
});

type Players = Record<'barsik' | 'ann' | 'max' | 'tom', Player>;

const latest = async (world: World) => (await world.app.query(world.boss, (w) => listOrders(w)))[0];

/** The client orders by the dialogue in Russian, typing day and time. */
async function order(world: World, { cat }: Player, when: string): Promise<void> {
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
  await cat.sees(/№\d+ · Стаканы[^]*Мастер — Tom/);
  await world.settle();
}

async function issueKit(world: World, { cat }: Player, number: number): Promise<void> {
  await cat.sees(said(`#${number}`));
  await cat.presses('Issued');
  await cat.sees(/Issued .*Ann/);
  await world.settle();
}

/** An order is placed, its worker told, its kit issued; the next day it is started and completed with photos. */
async function mondayToTuesday(world: World, { barsik, ann, tom }: Players): Promise<void> {
  await order(world, barsik, 'завтра в 10:00');
  expect(await latest(world)).toMatchObject({ number: 1, status: 'assigned', price: { price: 10_000 } });
  await tom.cat.sees(said('New job #1: Glass dropping[^]*Кухня, Ленина 5[^]*You earn 60\\.00 CU'));
  await issueKit(world, ann, 1);
  await barsik.cat.sees(/Набор у мастера/);

  await world.moveTo('2026-03-03T07:00:00Z');
  await tom.cat.presses("I'm here");
  await tom.cat.sees(/send a photo of the place/i);
  await tom.cat.sendsPhoto();
  await tom.cat.sees(/Started at 10:0\d/);
  await world.settle();
  await barsik.cat.sees(/Tom на месте с 10:0/);

  await world.moveTo('2026-03-03T08:00:00Z');
  await tom.cat.presses('Done');
  await tom.cat.sees(/photo of the signed form/i);
  await tom.cat.sendsPhoto();
  await tom.cat.sees(said('Done\\. You earn 60\\.00 CU'));
  await world.settle();
  await barsik.cat.sees(said('Готово! 100,00 к\\.е\\.'));
  expect(await latest(world)).toMatchObject({ number: 1, status: 'completed' });
}

/** Nobody comes: the order fails by itself and is reviewed. */
async function wednesday(world: World, { barsik, ann, max, tom }: Players): Promise<void> {
  await order(world, barsik, 'завтра в 12:00');
  await issueKit(world, ann, 2);
  await world.moveTo('2026-03-04T09:29:00Z');
  expect(await latest(world)).toMatchObject({ number: 2, status: 'assigned' });
  await world.moveTo('2026-03-04T09:31:00Z');
  expect(await latest(world)).toMatchObject({ number: 2, status: 'failed', endReason: 'no_show' });
  await barsik.cat.sees(said('Мастер не пришёл[^]*100,00 к\\.е\\.'));
  await tom.cat.sees(said('Job failed[^]*40\\.00 CU'));
  await max.cat.sees(/Разбор/);
}

/** An order is cancelled, and owed all the same. */
async function thursday(world: World, { barsik, tom }: Players): Promise<void> {
  await order(world, barsik, 'завтра в 15:00');
  await barsik.cat.presses('Отменить заказ');
  await barsik.cat.sees(said('всё равно 100,00 к\\.е\\.'));
  await barsik.cat.presses('Планы изменились');
  await barsik.cat.presses('Да, отменить');
  await barsik.cat.sees(/Отменён/);
  await world.settle();
  await tom.cat.sees(/Job is off/);
  expect(await latest(world)).toMatchObject({ number: 3, status: 'cancelled', endReason: 'plans_changed' });
}

/** One gapless invoice over three charges, read in the chat and paid by hand. */
async function sunday(world: World, { barsik }: Players): Promise<void> {
  await world.moveTo('2026-03-08T16:59:00Z');
  const statement = await world.app.query(world.boss, (w) => showStatement(w, { person: barsik.person.id }));
  expect(statement).toMatchObject({ charged: 30_000, owedAtWeekEnd: 30_000 });
  await world.moveTo('2026-03-08T17:00:30Z');
  const invoice = await barsik.cat.sees(said('2026-000001[^]*300,00 к\\.е\\.'));
  expect(invoice.document).toMatchObject({ name: 'invoice-2026-000001.pdf', mime: 'application/pdf' });
  expect((await barsik.cat.opens(invoice)).subarray(0, 5).toString()).toBe('%PDF-');
  await barsik.cat.presses('Почему такая сумма?', { on: invoice });
  const why = await barsik.cat.sees(said('№1 · Стаканы · вт 3 марта · выполнен: 100,00 к\\.е\\. − 0 % = 100,00 к\\.е\\.\n'));
  expect(why.text).toMatch(said('№2 .* сорван: .*, полностью по правилам\n№3 .* отменён: .*, полностью по правилам\nСкидки не было: к тому времени вы оплатили 0,00 к\\.е\\., а она начинается, когда оплачено больше 10 000,00 к\\.е\\. Тариф 1\\.\nВсего 300,00 к\\.е\\.$'));
  const paid = await world.app.run(world.boss, (w) => recordPayment(w, { invoice: '2026-000001', amount: 30_000, reference: 'bank 17' }));
  expect(paid).toMatchObject({ status: 'paid', open: 0, lines: [{ amount: 10_000 }, { amount: 10_000 }, { amount: 10_000 }] });
  await world.settle();
  await barsik.cat.sees(said('2026-000001[^]*300,00 к\\.е\\.[^]*Спасибо'));
}

/** The worker is paid 60 % of one order minus the fine for another. */
async function monthsEnd(world: World, { tom }: Players): Promise<void> {
  await world.moveTo('2026-03-31T17:00:30Z');
  expect(world.sim.goldHat.transfers()).toMatchObject([{ amount_minor: 2000, recipient: 'C-000005' }]);
  const slip = await tom.cat.sees(said('To pay 20\\.00 CU'));
  expect(slip.document?.name).toMatch(/^payslip-C-\d{6}-2026-03\.pdf$/);
  await tom.cat.presses('Why this sum?', { on: slip });
  await tom.cat.sees(said('#1 · Glass dropping · Tue 3 Mar: 60% of 100\\.00 CU = 60\\.00 CU\n#2 · Glass dropping · Wed 4 Mar, failed, fine: -40\\.00 CU\nTotal 20\\.00 CU: sent\\.'));
}

/** Everything run again changes nothing, and the ledger balances. */
async function everythingAgain(world: World, { barsik, tom }: Players): Promise<void> {
  const ledger = () => world.app.query(world.boss, (w) => showLedger(w));
  const before = await ledger();
  const letters = [barsik, tom].map(({ cat }) => cat.messages().length);
  for (let round = 0; round < 2; round++) {
    expect(await runBilling(world.app, SYSTEM, {})).toEqual({ invoices: [], payouts: [], parked: [] });
    await world.settle();
  }
  expect(await ledger()).toEqual(before);
  expect([barsik, tom].map(({ cat }) => cat.messages().length)).toEqual(letters);
  expect(world.sim.goldHat.transfers()).toHaveLength(1);
  const balances = new Map<string, number>();
  for (const { debit, credit, amount } of before) {
    balances.set(debit, (balances.get(debit) ?? 0) + amount);
    balances.set(credit, (balances.get(credit) ?? 0) - amount);
  }
  expect([...balances.values()].reduce((sum, balance) => sum + balance, 0)).toBe(0);
  expect(balances.get(`clients:${barsik.person.id}`)).toBe(0);
  expect(balances.get(`workers:${tom.person.id}`)).toBe(0);
  expect(balances.get('bank')).toBe(30_000 - 2000);
}

/** Every message is in its reader's language, but for names and what cats typed. */
function speakTheirLanguages({ barsik, ann, max, tom }: Players): void {
  const TYPED = /Барсик|Макс|Кухня, Ленина 5|Два стакана со стола|Русский/g;
  const fromBot = ({ cat }: Player) => cat.messages().filter((message) => message.from === 'bot');
  for (const message of [...fromBot(tom), ...fromBot(ann)]) {
    expect([message.text, message.caption, ...message.buttons.flat()].join().replaceAll(TYPED, '')).not.toMatch(/[а-яё]/i);
  }
  for (const message of [...fromBot(barsik), ...fromBot(max)]) expect(message.caption ?? message.text).toMatch(/[а-яё]/i);
}
