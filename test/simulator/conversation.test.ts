import { Markup } from 'telegraf';
import { message } from 'telegraf/filters';
import { botOf, call, launch, startSim } from './support';

describe('a conversation through real telegraf', () => {
  it('greets, shows buttons, answers a press and edits its card', async () => {
    const sim = await startSim();
    await launch(sim, (bot) => {
      bot.start((ctx) => ctx.reply(`Hello, ${ctx.from.first_name}, code ${ctx.payload}!`));
      bot.command('order', (ctx) =>
        ctx.reply('Чем помочь?', Markup.inlineKeyboard([Markup.button.callback('Царапание', 'o:scratch:1')])),
      );
      bot.action(/^o:(\w+)/, async (ctx) => {
        await ctx.answerCbQuery('Уже сделано.');
        await ctx.editMessageText('Куда прийти?');
      });
    });
    const vasya = await sim.cats.add({ name: 'Vasya', startCode: 'abc' });
    await vasya.start();
    await vasya.sees('Hello, Vasya, code abc!');
    await vasya.says('/order');
    const card = await vasya.sees(/Чем помочь/);
    expect(card.buttons).toEqual([['Царапание']]);
    await vasya.presses('Царапание');
    await vasya.hears(/Уже сделано/);
    expect(await vasya.sees(/Куда/)).toMatchObject({ id: card.id, edited: true, buttons: [] });
    expect(vasya.transcript().split('\n')).toEqual([
      '── Vasya ──',
      '🐱 #1 /start abc',
      '🤖 #2 Hello, Vasya, code abc!',
      '🐱 #3 /order',
      '🤖 #4 Куда прийти? (edited)',
    ]);
  });

  it('brings every kind of message to the bot as Telegram would', async () => {
    const sim = await startSim({ limits: { perChatPerSecond: 1000 } });
    await launch(sim, (bot) => {
      bot.on(message('forward_origin'), (ctx) => ctx.reply(`forwarded ${ctx.message.forward_origin.type}`));
      bot.on(message('media_group_id', 'photo'), (ctx) => ctx.reply(`album ${ctx.message.caption ?? '-'}`));
      bot.on(message('photo'), (ctx) => ctx.reply(`photo ${ctx.message.photo.map((size) => size.width).join(' ')}`));
      bot.on(message('document'), (ctx) => ctx.reply(`file ${ctx.message.document.file_name} ${ctx.message.document.mime_type}`));
      bot.on(message('voice'), (ctx) => ctx.reply(`voice ${ctx.message.voice.duration}`));
      bot.on(message('sticker'), (ctx) => ctx.reply(`sticker ${ctx.message.sticker.emoji}`));
      bot.on(message('contact'), (ctx) => ctx.reply(`own ${ctx.message.contact.user_id === ctx.from.id}`));
      bot.on('edited_message', (ctx) => ctx.reply(`edited ${ctx.text}`));
      bot.on(message('text'), (ctx) => ctx.reply(`${ctx.chat.type} ${ctx.from.language_code} ${ctx.message.date}`));
    });
    const tom = await sim.cats.add({ name: 'Tom', language: 'en' });
    const said = await tom.says('hi');
    await tom.sees('private en 1795176300');
    await tom.edits(said, 'hello');
    await tom.sees('edited hello');
    await tom.sendsPhoto();
    await tom.sees('photo 90 960');
    await tom.sendsDocument({ sample: 'form' });
    await tom.sees('file form.jpg image/jpeg');
    await tom.sendsAlbum({ count: 2, caption: 'both' });
    await tom.sees('album both');
    await tom.sees('album -');
    await tom.sendsVoice();
    await tom.sees('voice 3');
    await tom.sendsSticker();
    await tom.sees('sticker 😺');
    await tom.sendsContact();
    await tom.sees('own true');
    await tom.sendsContact({ phone: '+70000000000' });
    await tom.sees('own false');
    await tom.forwards('news', 'Barsik');
    await tom.sees('forwarded hidden_user');
  });

  it('presses the keyboard that replaces the letters, and shares a contact with it', async () => {
    const sim = await startSim();
    await launch(sim, (bot) => {
      bot.on(message('contact'), (ctx) => ctx.reply(`thanks, ${ctx.message.contact.phone_number}`));
      bot.start((ctx) => ctx.reply('Share?', Markup.keyboard([Markup.button.contactRequest('Share contact')]).oneTime()));
    });
    const tom = await sim.cats.add({ name: 'Tom' });
    await tom.start();
    await tom.presses('Share contact');
    await tom.sees(`thanks, +7${tom.id}0`);
    expect(tom.letters()).toEqual([]);
  });

  it('lets a group talk, and tells the bot who is who', async () => {
    const sim = await startSim();
    await launch(sim, (bot) => {
      bot.on(message('text'), (ctx) => ctx.reply(`${ctx.chat.type} ${ctx.from.first_name}`, Markup.inlineKeyboard([Markup.button.callback('OK', 'ok')])));
      bot.action('ok', (ctx) => ctx.answerCbQuery(`by ${ctx.from.first_name}`));
    });
    const tom = await sim.cats.add({ name: 'Tom' });
    const stranger = await sim.cats.add({ name: 'Stranger' });
    const group = await sim.cats.addGroup({ title: 'Yard', cats: [tom] });
    await group.says(tom, 'meow');
    await group.sees('group Tom');
    await group.presses(tom, 'OK');
    await group.hears('by Tom');
    await expect(group.says(stranger, 'hi')).rejects.toThrow('Stranger is not in the group Yard');
  });

  it('tells the bot that it was blocked, and lets nobody write until it is unblocked', async () => {
    const sim = await startSim();
    const tom = await sim.cats.add({ name: 'Tom' });
    await tom.says('hi');
    tom.blocks();
    await expect(tom.says('hello?')).rejects.toThrow('Tom has blocked the bot');
    await expect(botOf(sim).telegram.sendMessage(tom.id, 'x')).rejects.toMatchObject({
      code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    tom.unblocks();
    const { body } = await call(sim, 'getUpdates', { offset: -2 });
    expect(body.result).toMatchObject([
      { my_chat_member: { new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { new_chat_member: { status: 'member' } } },
    ]);
  });
});

describe('what a cat sees', () => {
  it('is each version once: asking again waits for the next one', async () => {
    const sim = await startSim();
    const { telegram } = botOf(sim);
    const tom = await sim.cats.add({ name: 'Tom' });
    await tom.start();
    const first = await telegram.sendMessage(tom.id, 'ping');
    expect((await tom.sees('ping')).id).toBe(first.message_id);
    const second = tom.sees('ping');
    await telegram.sendMessage(tom.id, 'ping');
    expect((await second).id).toBe(first.message_id + 1);
    await telegram.editMessageText(tom.id, first.message_id, undefined, 'ping 2');
    expect(await tom.sees('ping')).toMatchObject({ id: first.message_id, text: 'ping 2', edited: true });
    await expect(tom.sees('ping', { within_ms: 0 })).rejects.toThrow('Tom waited to see ping');
  });

  it('does not depend on the order in which two messages came, nor misses a version that was replaced', async () => {
    const sim = await startSim();
    const { telegram } = botOf(sim);
    const tom = await sim.cats.add({ name: 'Tom' });
    await tom.start();
    const card = await telegram.sendMessage(tom.id, 'looking');
    await telegram.sendMessage(tom.id, 'notice');
    await telegram.editMessageText(tom.id, card.message_id, undefined, 'found');
    await tom.sees('notice');
    await tom.sees('looking');
    await tom.sees('found');
  });

  it('includes what it pressed a button on', async () => {
    const sim = await startSim();
    const { telegram } = botOf(sim);
    const tom = await sim.cats.add({ name: 'Tom' });
    await tom.start();
    await telegram.sendMessage(tom.id, 'choose', Markup.inlineKeyboard([Markup.button.callback('A', 'a')]));
    await tom.presses('A');
    await expect(tom.sees('choose', { within_ms: 0 })).rejects.toThrow('did not come');
  });

  it('can be an older card whose button is gone by now', async () => {
    const sim = await startSim();
    const { telegram } = botOf(sim);
    const tom = await sim.cats.add({ name: 'Tom' });
    await tom.start();
    const sent = await telegram.sendMessage(tom.id, 'choose', Markup.inlineKeyboard([Markup.button.callback('A', 'old')]));
    const card = await tom.sees('choose');
    await telegram.editMessageText(tom.id, sent.message_id, undefined, 'chosen');
    await tom.presses('A', { on: card });
    const { body } = await call(sim, 'getUpdates', { offset: -1 });
    expect(body.result).toMatchObject([{ callback_query: { data: 'old', message: { text: 'chosen' } } }]);
  });

  it('is told with the whole transcript when it does not come', async () => {
    const sim = await startSim();
    const tom = await sim.cats.add({ name: 'Tom' });
    await tom.says('anybody here?');
    await expect(tom.sees(/yes/, { within_ms: 0 })).rejects.toThrow(/waited to see \/yes\/.*\n── Tom ──\n🐱 #1 anybody here\?/);
    const waiting = tom.sees(/yes/);
    const told = expect(waiting).rejects.toThrow('the simulator was closed');
    await sim.close();
    await told;
  });
});
