import type { Databases } from '../support/databases';
import { describeOnBoth } from '../support/databases';
import { offer } from '../support/app';
import { closeWorlds, openBotWorld } from './support';

afterEach(closeWorlds);

async function atPlace(databases: Databases) {
  const t = await openBotWorld(databases);
  await offer(t);
  const barsik = await t.invite('Barsik', ['client']);
  await barsik.start();
  await barsik.sees(/Barsik!/);
  await barsik.says('/order');
  await barsik.presses('Glass dropping');
  await barsik.presses('Skip');
  await barsik.sees('Where to?');
  return { t, barsik };
}

describeOnBoth('wrong input while a question is open', (databases) => {
  test('photo, voice, sticker, forward and file each get a word, and the question again', async () => {
    const { barsik } = await atPlace(databases);
    await barsik.sendsPhoto();
    await barsik.sees('Please type it.\nWhere to?');
    await barsik.sendsVoice();
    await barsik.sees('Please type it.\nWhere to?');
    await barsik.sendsDocument();
    await barsik.sees('Please type it.\nWhere to?');
    await barsik.sendsSticker();
    await barsik.sees('Nice. Now:\nWhere to?');
    await barsik.forwards('my sofa');
    await barsik.sees('No forwards: send your own.\nWhere to?');
    await barsik.says('My own sofa');
    await barsik.sees('When?');
  });

  test('10,000 characters are refused whole, and shown cut to the limit', async () => {
    const { barsik } = await atPlace(databases);
    await barsik.says('x'.repeat(10_000));
    const told = await barsik.sees(/4096 characters, limit 200: x{199}…\nWhere to\?/);
    expect(told.text.length).toBeLessThan(4096);
    await barsik.sees(/1808 characters, limit 200/);
    await barsik.says('y'.repeat(4_100));
    await barsik.sees(/4096 characters, limit 200: y/);
    await barsik.sees(/4 characters, limit 200: yyyy\nWhere to\?/);
    await barsik.says('Sofa');
    await barsik.sees('When?');
  });

  test('an invisible text is none; an edited photo, a stray command and hostile text do no harm', async () => {
    const { barsik } = await atPlace(databases);
    await barsik.says('\u200b\u200b');
    await barsik.sees('Please type it.\nWhere to?');
    await barsik.says('/nonsense');
    await barsik.sees('Here is what can be done:');
    await barsik.says(`<b>'; DROP TABLE orders; --\u202e</i>&`);
    await barsik.sees('When?');
    await barsik.says('tomorrow 10am');
    await barsik.sees(/<b>'; DROP TABLE orders; --<\/i>&/);
  });

  test('a text where a button is wanted is answered, and kept as the task where a service is', async () => {
    const { barsik } = await atPlace(databases);
    await barsik.says('Sofa');
    await barsik.sees('When?');
    await barsik.says('tomorrow 10am');
    await barsik.sees(/Estimate/);
    await barsik.says('maybe');
    await barsik.sees(/Please press a button\.\nGlass dropping/);
    await barsik.says('/order');
    await barsik.sees('What shall we do?');
    await barsik.says('carry my kittens');
    await barsik.sees('Text kept.\nWhat shall we do?');
    await barsik.presses('Glass dropping');
    await barsik.sees('Where to?');
  });

  test('a button of an older dialogue says that it is over', async () => {
    const { barsik } = await atPlace(databases);
    const old = await barsik.says('/order').then(() => barsik.sees('What shall we do?'));
    await barsik.says('/order');
    await barsik.sees('What shall we do?');
    await barsik.presses('Glass dropping', { on: old });
    await barsik.hears('This is over.');
  });
});

describeOnBoth('wrong input while nothing is asked', (databases) => {
  test('everything is answered with what can be done', async () => {
    const t = await openBotWorld(databases);
    const ann = await t.invite('Ann', ['supplies']);
    await ann.start();
    await ann.sees('Hello, Ann');
    for (const send of [() => ann.says('hello'), () => ann.says('/unknown'), () => ann.sendsContact()]) {
      await send();
      expect((await ann.sees(/Here is what can be done|Please type it/)).buttons).toContainEqual(['Kits']);
    }
    await ann.sendsPhoto();
    await ann.sees('Please type it.');
    await ann.forwards('x');
    await ann.sees('No forwards');
    await ann.says('/cancel');
    await ann.sees('Nothing to cancel.');
    await ann.pressesData('nonsense');
    await ann.hears('This is over.');
    expect(t.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('in a group the bot says where it can be talked to', async () => {
    const t = await openBotWorld(databases);
    const barsik = await t.invite('Barsik', ['client'], 'ru');
    const group = await t.sim.cats.addGroup({ title: 'Cats', cats: [barsik] });
    await group.says(barsik, '/order@MakeCatsFreeBot');
    await group.sees('Только в личном чате: https://t.me/MakeCatsFreeBot');
  });
});
