import { company, place, textWith, type Machine } from './support';

let here: Machine;

beforeEach(async () => {
  here = await company();
});

const edit = (...changes: string[]) => here.json('consumables', 'items', 'edit', 'glasses', ...changes);
const counted = async (count: number) => {
  await edit('--counted', '--reorder-level', '5', '--order-quantity', '20');
  await here.json('consumables', 'stock', 'glasses', '--count', String(count), '--reason', 'first count');
};
/** A command on a terminal of eighty columns. */
const on80 = async (...words: string[]) => {
  here.columns = 80;
  const { code, out, err } = await here.mcf(...words);
  here.columns = null;
  return { code, out, next: /→ (.*)\n$/.exec(err)?.[1] };
};

test('consumables items, items add and items edit', async () => {
  expect(await on80('consumables', 'items')).toEqual({
    code: 0,
    out: 'ITEM             ON HAND  UNIT  LEVEL  BUYS  ALSO\nacceptance form        -  -         -     -  -\nglasses                -  -         -     -  -\n',
    next: 'mcf consumables items edit',
  });
  expect(await here.json('consumables', 'items', 'add', 'fish oil', '--name-ru', 'рыбий жир', '--unit', 'ml')).toMatchObject({ id: 'fish oil', unit: 'ml', counted: false, on_hand: null });
  expect(await here.error('consumables', 'items', 'add', 'Рыбий жир')).toMatchObject({ code: 4, error: { code: 'consumables.item_exists' } });
  const { out, err } = await here.mcf('consumables', 'items', 'edit', 'glasses', '--reorder-level', '5', '--order-quantity', '20');
  expect(out).toBe('✔ glasses · counted, 0 on hand, bought below 5, 20 at a time\n');
  expect(err).toContain('! nobody has counted glasses yet: kits with it wait until somebody does\n');
  expect(await edit('--also', 'стакана', '--also', 'стаканов', '--name-ru', 'стаканы')).toMatchObject({ also: ['стакана', 'стаканов'], name_ru: 'стаканы', reorder_level: 5, order_quantity: 20 });
  expect(await edit('--also', 'none', '--name-ru', 'none', '--reorder-level', '0', '--no-counted')).toMatchObject({ also: [], name_ru: null, reorder_level: null, counted: false });
  expect(await here.error('consumables', 'items', 'edit', 'spoon', '--counted')).toMatchObject({ code: 3, error: { code: 'consumables.item_not_found', hint: 'mcf consumables items' } });
  expect(await here.error('consumables', 'items', 'edit', 'glasses')).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
});

test('consumables issue takes from the stock, and says what it did not take', async () => {
  await counted(3);
  await place(here, '2026-11-21 13:00');
  await place(here, '2026-11-21 16:00');
  expect(await here.json('consumables', 'issue', '1')).toMatchObject({ status: 'issued', items: ['acceptance form', '2 glasses'], stock: [{ item: 'glasses', quantity: 2, on_hand: 1 }], words: [], template_version: 1 });
  const refused = { code: 'consumables.out_of_stock', hint: 'mcf consumables receive "glasses"', params: { item: 'glasses', on_hand: 1, needed: 2, order: 2 } };
  expect(await here.error('consumables', 'issue', '2')).toMatchObject({ code: 4, error: refused });
  const { out, err, code } = await here.mcf('consumables', 'issue', '2', '--items', 'glass and a hug');
  expect({ out, code }).toEqual({ out: '✔ kit of order 2 issued: acceptance form, glass and a hug\n  from stock: 1 glass (0 left)\n', code: 0 });
  expect(err).toContain('! no item is called so, nothing was booked for it: a hug\n');
  expect((await here.mcf('consumables', 'issue', '2')).out).toBe('kit of order 2 was issued already, Fri 20 Nov 15:05 by Boss: acceptance form, glass and a hug\n');
});

test('consumables issue of a kit that is out takes nothing else, and says who handed out what', async () => {
  await place(here, '2026-11-21 13:00');
  await here.json('consumables', 'issue', '1');
  const { code, out, err } = await here.mcf('consumables', 'issue', '1', '--items', '7 bananas');
  expect({ code, out }).toEqual({ code: 4, out: '' });
  expect(err).toContain('✖ The kit of order 1 was issued already, Fri 20 Nov 15:05 by Boss: acceptance form, 2 glasses. What you name was not noted.\n  consumables.kit_already_issued\n');
  expect(await here.mcf('consumables', 'issue', '1', '--items', '2 Glasses,  acceptance form')).toMatchObject({ code: 0, out: 'kit of order 1 was issued already, Fri 20 Nov 15:05 by Boss: acceptance form, 2 glasses\n' });
  expect(await here.json('consumables', 'issue', '1')).toMatchObject({ status: 'issued', handed_out: null });
});

test('consumables stock shows what is on hand, every movement of an item, and books a count', async () => {
  expect((await here.mcf('consumables', 'stock')).out).toBe('Nobody counts anything yet. mcf consumables items edit ITEM --counted\n');
  expect(await here.error('consumables', 'stock', 'glasses', '--count', '3', '--reason', 'x')).toMatchObject({ code: 4, error: { code: 'consumables.not_counted', hint: 'mcf consumables items edit "glasses" --counted' } });
  await counted(7);
  await place(here, '2026-11-21 13:00');
  await here.json('consumables', 'issue', '1');
  expect((await here.mcf('consumables', 'stock', 'glasses', '--count', '4', '--reason', 'one fell')).out).toBe('✔ glasses: 4 counted, -1\n');
  expect(await on80('consumables', 'stock')).toEqual({ code: 0, out: 'ITEM     ON HAND  UNIT  LEVEL  BUYS  ALSO\nglasses        4  -         5    20  -\n', next: 'mcf consumables stock glasses' });
  expect(await on80('consumables', 'stock', 'glasses')).toEqual({
    code: 0,
    out: [
      'glasses · counted, 4 on hand, bought below 5, 20 at a time',
      '  to come  purchase 1: 20 to come, open',
      'WHEN  WHAT     QUANTITY  ON HAND  WHO   WHY',
      'now   counted        -1        4  Boss  one fell',
      'now   issued         -2        5  Boss  order 1',
      'now   counted        +7        7  Boss  first count',
      '',
    ].join('\n'),
    next: 'mcf consumables receive glasses --quantity 20',
  });
  expect(await here.json('consumables', 'stock', 'glasses')).toMatchObject({ on_hand: 4, purchase: { number: 1 }, movements: [{ no: 3, reason: 'one fell' }, { kind: 'issued', order: { number: 1 } }, {}] });
  expect(await here.error('consumables', 'stock', 'glasses', '--count', '4')).toMatchObject({ code: 2 });
});

test('consumables purchases, purchases mark and receive', async () => {
  expect((await here.mcf('consumables', 'purchases')).out).toMatch(/^No purchases yet: /);
  await counted(2);
  expect(await on80('consumables', 'purchases', '--open')).toEqual({
    code: 0,
    out: 'NO  STATUS  ITEM     WANTED  CAME  SINCE  NOTE\n 1  open    glasses      20     0  now    -\n',
    next: 'mcf consumables purchases mark 1 --ordered',
  });
  expect((await here.mcf('consumables', 'purchases', 'mark', '1', '--ordered', '--reason', 'bill 77')).out).toBe('✔ purchase 1: 20 glasses, ordered\n');
  expect((await here.mcf('consumables', 'receive', 'glasses', '--quantity', '12')).out).toBe('✔ glasses: +12, 14 on hand\n  purchase 1: 12 of 20, ordered\n');
  expect(await here.json('consumables', 'receive', 'glass', '--quantity', '8', '--purchase', '1')).toMatchObject({ on_hand: 22, purchase: { status: 'received', received: 20, reason: 'bill 77' } });
  expect((await here.mcf('consumables', 'purchases', '--open')).out).toBe('Nothing is to be bought. All: mcf consumables purchases\n');
  expect(await here.error('consumables', 'purchases', 'mark', '1', '--cancelled', '--reason', 'late')).toMatchObject({ code: 4, error: { code: 'consumables.purchase_closed', message: 'Purchase 1 is received already.' } });
  expect(await here.error('consumables', 'purchases', 'mark', '9', '--ordered')).toMatchObject({ code: 3 });
  expect(await here.error('consumables', 'purchases', 'mark', '1', '--cancelled')).toMatchObject({ code: 2 });
  expect(await here.error('consumables', 'receive', 'glasses')).toMatchObject({ code: 2 });
  expect(await here.error('consumables', 'receive', 'glasses', '--quantity', '0')).toMatchObject({ code: 4, error: { code: 'consumables.bad_quantity' } });
});

test('consumables kits shows and changes what a kit lists, version by version', async () => {
  const set = (...items: string[]) => here.mcf('consumables', 'kits', 'glass dropping', ...items.flatMap((item) => ['--item', item]));
  expect((await set('2 glasses', 'towel')).out).toBe('✔ kit of glass dropping, version 2: acceptance form, 2 glasses, towel\n');
  expect((await on80('consumables', 'kits')).out).toBe('SERVICE         VERSION  SINCE  ITEMS\nglass dropping        2  now    acceptance form, 2 glasses, towel\n');
  expect(await here.json('consumables', 'kits', 'glass dropping', '--history')).toMatchObject([{ version: 2 }, { version: 1, items: ['acceptance form', '2 glasses'] }]);
  expect((await set('none')).out).toBe('✔ kit of glass dropping, version 3: acceptance form\n');
  expect(await here.error('consumables', 'kits', 'glass dropping', '--item', '2 cups', '--item', 'cup')).toMatchObject({ code: 4, error: { code: 'consumables.item_twice' } });
  expect(await here.error('consumables', 'kits', 'nothing')).toMatchObject({ code: 3, error: { code: 'orders.service_not_found' } });
});

test('consumables return books what came back, and its task is done', async () => {
  await counted(9);
  await place(here, '2026-11-21 13:00');
  expect(await here.error('consumables', 'return', '1')).toMatchObject({ code: 4, error: { code: 'consumables.kit_not_out' } });
  await here.json('consumables', 'issue', '1');
  expect(await here.error('consumables', 'issue', '1', '--handed-over', '--override', 'x')).toMatchObject({ code: 2 });
  expect(await here.json('consumables', 'issue', '1', '--handed-over')).toMatchObject({ status: 'issued' });
  expect(await here.error('consumables', 'return', '1')).toMatchObject({ code: 4, error: { code: 'consumables.kit_still_needed', hint: 'mcf consumables return 1 --items TEXT' } });
  await here.json('orders', 'cancel', '1', '--reason', 'ill');
  expect(await here.json('tasks', 'list')).toMatchObject([{ kind: 'kit_return' }]);
  expect(await here.error('consumables', 'return', '1', '--items', '3 glasses')).toMatchObject({ code: 4, error: { code: 'consumables.too_many_returned' } });
  expect((await here.mcf('consumables', 'return', '1')).out).toBe('✔ kit of order 1 came back: acceptance form, 2 glasses\n  back in stock: 2 glasses (9 there now)\n');
  expect((await here.mcf('consumables', 'return', '1')).out).toMatch(/^kit of order 1 came back already, .* by Boss: acceptance form, 2 glasses\n$/);
  expect(await here.json('tasks', 'list')).toEqual([]);
  expect(await here.json('consumables', 'list')).toMatchObject([{ status: 'withdrawn', came_back: 'acceptance form, 2 glasses', left_with: [], returned_at: textWith(/^2026-11-20T12:05:0/) }]);
});

test('consumables issue --handed-over wants to know of whom where several have a kit', async () => {
  await place(here, '2026-11-21 13:00');
  for (const [name, number] of [['Leo', 'C-5'], ['Rex', 'C-6']] as const) {
    await here.json('candidates', 'add', '--name', name, '--vacancy', 'courier');
    await here.json('candidates', 'override', number, '--accept', '--reason', 'saved a vase');
  }
  for (const next of ['C-5', 'C-6']) {
    await here.json('consumables', 'issue', '1');
    await here.json('orders', 'assign', '1', '--worker', next, '--reason', 'ill');
  }
  expect(await here.error('consumables', 'issue', '1', '--handed-over')).toMatchObject({
    code: 4,
    error: {
      code: 'consumables.several_have_kit',
      message: 'Several have a kit of order 1: C-000004 Tom, C-000005 Leo. Say who handed it over.',
      hint: 'mcf consumables issue 1 --handed-over --from C-000005',
    },
  });
  expect(await here.error('consumables', 'issue', '1', '--handed-over', '--from', 'Rex')).toMatchObject({ code: 4, error: { code: 'consumables.no_kit_with' } });
  expect(await here.error('consumables', 'issue', '1', '--from', 'Tom')).toMatchObject({ code: 2 });
  expect(await here.json('consumables', 'issue', '1', '--handed-over', '--from', 'tom')).toMatchObject({ status: 'issued', left_with: [expect.any(String)] });
});

test('consumables issue --undo takes it back, with what was taken from the stock', async () => {
  await counted(9);
  await place(here, '2026-11-21 13:00');
  expect(await here.error('consumables', 'issue', '1', '--undo', '--reason', 'x')).toMatchObject({ code: 4, error: { code: 'consumables.kit_not_issued', hint: 'mcf consumables list' } });
  await here.json('consumables', 'issue', '1');
  const part = await here.mcf('consumables', 'return', '1', '--items', 'glass, acceptance form');
  expect(part.out).toBe('✔ kit of order 1 came back: glass, acceptance form\n  back in stock: 1 glass (8 there now)\n');
  expect(part.err).toContain('! the kit of order 1 stays issued. If it was not handed out after all: mcf consumables issue 1 --undo\n');
  expect(await here.error('consumables', 'issue', '1', '--undo')).toMatchObject({ code: 2 });
  expect(await here.error('consumables', 'issue', '1', '--undo', '--items', 'glass', '--reason', 'x')).toMatchObject({ code: 2 });
  expect(await here.error('consumables', 'issue', '1', '--reason', 'x')).toMatchObject({ code: 2 });
  expect(await on80('consumables', 'issue', '1', '--undo', '--reason', 'wrong press')).toEqual({
    code: 0,
    out: '✔ kit of order 1 was not issued after all: it is to be\n  back in stock: 1 glass (9 there now)\n',
    next: 'mcf consumables issue 1',
  });
  expect(await here.json('orders', 'show', '1')).toMatchObject({ supplies: 'requested' });
  expect((await here.mcf('orders', 'timeline', '1')).out).toMatch(/kit not issued after all +Boss, command line, “wrong press”/);
  expect((await here.mcf('orders', 'timeline', '1')).out).toMatch(/kit returned in part +Boss, command line, 1 glass, acceptance form/);
  expect((await here.mcf('consumables', 'issue', '1')).out).toBe('✔ kit of order 1 issued: acceptance form, 2 glasses\n  from stock: 2 glasses (7 left)\n');
});

test('consumables return says what came now, and not what had come before', async () => {
  await counted(9);
  await place(here, '2026-11-21 13:00');
  await here.json('consumables', 'issue', '1', '--items', '3 glasses, acceptance form, a smile');
  await here.json('consumables', 'return', '1', '--items', '1 glass, acceptance form');
  await here.json('consumables', 'return', '1', '--items', 'glass');
  await here.json('orders', 'cancel', '1', '--reason', 'ill');
  expect((await here.mcf('consumables', 'return', '1')).out).toBe('✔ kit of order 1 came back: 1 glass, a smile\n  back in stock: 1 glass (9 there now)\n');
  expect((await here.mcf('consumables', 'return', '1')).out).toMatch(/^kit of order 1 came back already, .* by Boss: 1 glass, a smile\n$/);
  await place(here, '2026-11-21 16:00');
  await here.json('consumables', 'issue', '2');
  await here.json('consumables', 'return', '2', '--items', '2 glasses, acceptance form');
  await here.json('orders', 'cancel', '2', '--reason', 'ill');
  expect((await here.mcf('consumables', 'return', '2')).out).toBe('✔ kit of order 2 came back: nothing more\n');
});

test('who has a kit of an order is said wherever it is not only its worker, and what became of one that is not needed', async () => {
  const told = async (order: string) => [/supplies +(.*)/.exec((await here.mcf('orders', 'show', order)).out)?.[1], (await here.mcf('consumables', 'list')).out.split('\n').find((line) => line.trimStart().startsWith(`${order} `))?.trim().replace(/ {2,}/g, ' | ')];
  await here.json('candidates', 'add', '--name', 'Leo', '--vacancy', 'courier');
  await here.json('candidates', 'override', 'C-5', '--accept', '--reason', 'saved a vase');
  await place(here, '2026-11-21 13:00');
  const first = await here.json<{ worker: { name: string } }>('orders', 'show', '1');
  const other = first.worker.name === 'Tom' ? 'Leo' : 'Tom';
  await here.json('consumables', 'issue', '1');
  await here.json('orders', 'assign', '1', '--worker', other, '--reason', 'ill');
  expect(await told('1')).toEqual([`requested; ${first.worker.name} has one`, textWith(new RegExp(`requested \\| .* \\| ${other}; ${first.worker.name} has one \\| Barsik`))]);
  await here.json('users', 'deactivate', other, '--yes');
  expect(await told('1')).toEqual([`requested; ${first.worker.name} has one`, textWith(new RegExp(`requested \\| [^|]* \\| ${first.worker.name} has one \\| Barsik`))]);
  await here.json('orders', 'cancel', '1', '--reason', 'ill');
  expect((await told('1'))[0]).toBe(`to come back; ${first.worker.name} has one`);
  await here.json('consumables', 'return', '1');
  expect((await told('1'))[0]).toBe('returned');
  await place(here, '2026-11-21 16:00');
  await here.json('orders', 'cancel', '2', '--reason', 'ill');
  expect((await told('2'))[0]).toBe('not needed');
  expect(await here.json('orders', 'show', '2')).toMatchObject({ supplies: 'withdrawn' });
});
