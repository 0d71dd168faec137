import type { AppWork } from '../../src/app';
import { countStock, editItem, issueKit, listItems, listPurchases, markPurchase, receiveStock, returnKit } from '../../src/domain/consumables';
import { listTasks } from '../../src/domain/notifications';
import { cancelOrder, placeOrder } from '../../src/domain/orders';
import { as } from '../support/app';
import { describeOnBoth } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

const at = (hour: number, day = 3) => new Date(Date.UTC(2026, 2, day, hour - 3));

describeOnBoth('supplies in the chat', (db) => {
  let world: World;
  let barsik: Player;
  let ann: Player;
  let kot: Player;

  beforeEach(async () => {
    world = await openWorld(await db.url());
    barsik = await world.join('Barsik', 'client', 'en');
    ann = await world.join('Ann', 'supplies', 'en');
    kot = await world.join('Kot', 'supplies', 'ru');
    await world.hire('Tom', 'en');
  });
  afterEach(() => world.close());

  const run = <T>(work: (w: AppWork) => Promise<T>) => world.app.run(world.boss, work);
  /** Glasses are counted, so many are there, and below five more are bought by twenty. */
  const count = async (onHand: number) => {
    await run((w) => editItem(w, { item: 'glasses', changes: { isCounted: true, reorderLevel: 5, orderQuantity: 20, nameRu: 'стаканы' } }));
    await run((w) => countStock(w, { item: 'glasses', count: onHand, reason: 'first count' }));
    await world.settle();
  };
  const orderAt = async (hour: number) => {
    const placed = await placeOrder(world.app, as(barsik.person), { id: world.app.newId(), client: barsik.person.id, service: 'Glass dropping', place: 'Kitchen', at: at(hour) });
    await world.settle();
    return placed;
  };
  const onHand = async () => (await world.app.query(world.boss, listItems)).find(({ key }) => key === 'glasses')?.onHand;
  const now = ({ cat }: Player, id: number) => cat.messages().find((message) => message.id === id);

  test('a delivery is noted by one press, and both cards say so in both languages (C4)', async () => {
    await count(1);
    const asked = await ann.cat.sees('Runs short: glasses, 1 left. To buy: 20 (purchase 1).');
    const other = await kot.cat.sees('Кончается: стаканы, осталось 1. Купить: 20 (закупка 1).');
    expect(asked.buttons).toEqual([['Received 20', 'Received other…'], ['Ordered']]);
    expect(other.buttons).toEqual([['Получено 20', 'Получено другое…'], ['Заказано']]);
    await kot.cat.presses('Заказано', { on: other });
    await kot.cat.sees(/Уже заказано\.$/);
    await world.settle();
    expect(now(ann, asked.id)).toMatchObject({ text: 'Runs short: glasses, 1 left. To buy: 20 (purchase 1).\nIt is ordered.', buttons: [['Received 20', 'Received other…']] });
    await ann.cat.presses('Received 20', { on: asked });
    await ann.cat.sees('Purchase 1 is here: glasses, 20 came, 21 in stock now.');
    await world.settle();
    expect(now(kot, other.id)).toMatchObject({ text: 'Закупка 1 здесь: стаканы, привезли 20, на складе теперь 21.', buttons: [['Закупки']] });
    expect(now(ann, asked.id)?.text).toMatch(/^Purchase 1 is here/);
    await kot.cat.presses('Получено 20', { on: { ...other, buttons: other.buttons } });
    await kot.cat.hears('Уже сделано.');
    expect(await onHand()).toBe(21);
  });

  test('another number is typed, whatever came on the command line is shown on the card, and a called off purchase too', async () => {
    await count(1);
    const asked = await ann.cat.sees(/To buy: 20/);
    await ann.cat.presses('Received other…', { on: asked });
    await ann.cat.sees('How many came: glasses?');
    await ann.cat.says('a dozen');
    await ann.cat.sees(/^A number, please\./);
    await ann.cat.says('12');
    const card = await ann.cat.sees('Runs short: glasses, 13 left. To buy: 8 (purchase 1).\n12 came so far.');
    await run((w) => receiveStock(w, { item: 'glasses', quantity: 3 }));
    await world.settle();
    expect(now(ann, card.id)?.text).toBe('Runs short: glasses, 16 left. To buy: 5 (purchase 1).\n15 came so far.');
    expect(now(ann, card.id)?.buttons[0]).toEqual(['Received 5', 'Received other…']);
    await run((w) => markPurchase(w, { purchase: 1, as: 'cancelled', reason: 'enough' }));
    await world.settle();
    expect(now(ann, card.id)?.text).toBe('Purchase 1 was called off: glasses. enough');
    expect(await world.app.query(world.boss, (w) => listPurchases(w, { open: true }))).toEqual([]);
  });

  test('what is to be bought is listed, and something nobody waited for can be received; nobody else may', async () => {
    await count(1);
    expect(ann.cat.menu().map(({ command }) => command)).toEqual(['kits', 'purchases', 'menu', 'cancel', 'settings', 'help']);
    await ann.cat.says('/purchases');
    const list = await ann.cat.sees(/^To buy$/);
    expect(list.buttons).toEqual([['1 · glasses: 20'], ['Something came…']]);
    await ann.cat.presses('1 · glasses: 20');
    await ann.cat.sees(/Runs short: glasses/);
    await ann.cat.says('/purchases');
    await ann.cat.presses('Something came…');
    const what = await ann.cat.sees('What came?');
    expect(what.buttons).toEqual([['glasses'], ['Cancel']]);
    await ann.cat.says('spoons');
    await ann.cat.sees(/^There is no item “spoons”\.\nWhat came\?/);
    await ann.cat.presses('glasses');
    await ann.cat.sees('How many came: glasses?');
    await ann.cat.says('4');
    await ann.cat.sees('glasses: +4, 5 in stock.');
    await barsik.cat.says('/purchases');
    await barsik.cat.sees(/No access/);
    await barsik.cat.pressesData('g:purchases:all1of16');
    await barsik.cat.pressesData('g:purchases:n1');
    await barsik.cat.says('/help');
    await barsik.cat.sees(/Buttons do everything here/);
    await world.bot.idle();
    expect(await onHand()).toBe(5);
    expect(barsik.cat.transcript()).not.toMatch(/To buy|in stock|Runs short/);
  });

  test('too little in stock leads to receiving, and help tells what is where', async () => {
    await count(1);
    await orderAt(15);
    await ann.cat.sees(/#1 · By/);
    await ann.cat.presses('Issued');
    const refused = await ann.cat.sees('Too little in stock: glasses, 1 on hand, 2 needed. Receive more, or note what was really handed out.');
    expect(refused.buttons).toEqual([['To buy', 'Something came…'], ['Issued other…']]);
    await ann.cat.says('/help');
    await ann.cat.sees(/\/kits: .*\[Taken back\][^]*\/purchases: .*\[Received\][^]*On the command line only/);
    await kot.cat.says('/help');
    await kot.cat.sees(/\/purchases: [^]*Только в командной строке/);
  });

  const withdrawn = async () => {
    await count(30);
    const order = await orderAt(15);
    await run((w) => issueKit(w, { order: order.id }));
    await world.app.run(as(barsik.person), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    await world.settle();
    return order;
  };
  const tasks = async () => (await world.app.query(world.boss, (w) => listTasks(w))).filter(({ kind }) => kind === 'kit_return');

  test('a kit of an order that ended is taken back by one press, which both chats show (O6)', async () => {
    await withdrawn();
    expect(await onHand()).toBe(28);
    const asked = await ann.cat.sees('#1, Tom: Kit not needed. Take it back.');
    const other = await kot.cat.sees('№1, Tom: Набор не нужен. Выданное верните.');
    expect(other.buttons).toEqual([['Вернули', 'Не всё…']]);
    await ann.cat.presses('Taken back', { on: asked });
    await ann.cat.sees(/^#1, Tom: Kit not needed\. It came back Mon 2 Mar, 12:/);
    await world.settle();
    expect(now(kot, other.id)?.text).toMatch(/^№1, Tom: Набор не нужен\. Вернули пн 2 марта, 12:/);
    expect(now(kot, other.id)?.buttons).toEqual([]);
    expect(await onHand()).toBe(30);
    expect(await tasks()).toEqual([]);
    expect(ann.cat.messages().flatMap(({ buttons }) => buttons.flat())).not.toContain('Taken back');
    await kot.cat.presses('Вернули', { on: other });
    await kot.cat.hears('Уже сделано.');
    expect(await onHand()).toBe(30);
  });

  test('of what came back not all is in order: the rest is named, from the list of kits; on the command line it shows too', async () => {
    const order = await withdrawn();
    await ann.cat.says('/kits');
    const list = await ann.cat.sees(/No kits to hand out\.\nTo take back:/);
    await ann.cat.presses('#1', { on: list });
    await ann.cat.sees(/#1 · By[^]*Take it back/);
    await ann.cat.presses('Not all of it…');
    await ann.cat.sees("#1: what came back? Whatever you don't name stays out of the stock.");
    await ann.cat.says('5 glasses');
    await ann.cat.sees(/Too much came back/);
    await ann.cat.says('1 glass');
    await ann.cat.sees(/It came back Mon 2 Mar/);
    expect(await onHand()).toBe(29);
    const other = kot.cat.messages().find(({ text }) => text.startsWith('№1, Tom'));
    await world.settle();
    expect(now(kot, other?.id ?? 0)?.text).toMatch(/Вернули/);
    await run((w) => returnKit(w, { order: order.id, items: '1 glass' }));
    expect(await onHand()).toBe(30);
  });
});
