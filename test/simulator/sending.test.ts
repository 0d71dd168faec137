import { Markup } from 'telegraf';
import { botOf, call, FRIDAY, HandClock, startSim } from './support';

const FREE = { perSecond: 1000, perChatPerSecond: 1000, perGroupPerMinute: 1000 };

async function simWithTom(options: Parameters<typeof startSim>[0] = {}) {
  const sim = await startSim({ limits: FREE, ...options });
  const tom = await sim.cats.add({ name: 'Tom Cat', language: 'en', username: 'tomcat' });
  await tom.start();
  const send = async (body: object, method = 'sendMessage') => (await call(sim, method, { chat_id: tom.id, ...body })).body;
  return { sim, tom, send, telegram: botOf(sim).telegram };
}

describe('refusals in the words of Telegram', () => {
  it('of a wrong token and an unknown method', async () => {
    const { sim } = await simWithTom();
    await expect(botOf(sim, '123:wrong').telegram.getMe()).rejects.toMatchObject({ code: 401, description: 'Unauthorized' });
    expect(await call(sim, 'brewTea')).toMatchObject({ status: 404, body: { ok: false, error_code: 404 } });
    expect(await call(sim, 'getme')).toMatchObject({ status: 200, body: { result: { is_bot: true, username: 'MakeCatsFreeBot' } } });
  });

  it('of a chat that is missing, unknown or was never started', async () => {
    const { sim, send } = await simWithTom();
    const silent = await sim.cats.add({ name: 'Silent' });
    const notFound = { error_code: 400, description: 'Bad Request: chat not found' };
    expect(await send({ text: 'x', chat_id: 42 })).toMatchObject(notFound);
    expect(await send({ text: 'x', chat_id: silent.id })).toMatchObject(notFound);
    expect(await send({ text: 'x', chat_id: '' })).toMatchObject({ description: 'Bad Request: chat_id is empty' });
    expect(await send({ chat_id: silent.id }, 'getChat')).toMatchObject(notFound);
  });

  it.each([
    ['message text is empty', { text: '  \n' }],
    ['message text is empty', {}],
    ['message is too long', { text: 'x'.repeat(4097) }],
    ['BUTTON_DATA_INVALID', { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'ж'.repeat(33) }]] } }],
    ['BUTTON_DATA_INVALID', { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: '' }]] } }],
    ["can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard", { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'A' }]] } }],
    ["inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL", { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'A', url: 'javascript:alert(1)' }]] } }],
    ["can't parse reply markup JSON object", { text: 'x', reply_markup: '{' }],
    ['message to be replied not found', { text: 'x', reply_parameters: { message_id: 99 } }],
    ['can\'t parse entities: Unsupported start tag "" at byte offset 2', { text: '1 < 2', parse_mode: 'HTML' }],
    ['can\'t parse entities: Unsupported start tag "script" at byte offset 0', { text: '<script>x</script>', parse_mode: 'HTML' }],
    ['can\'t parse entities: Can\'t find end tag corresponding to start tag "b"', { text: '<b>x', parse_mode: 'HTML' }],
    ['can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"', { text: '<b><i>x</b></i>', parse_mode: 'HTML' }],
    ['can\'t parse entities: Unexpected end tag at byte offset 1', { text: 'x</b>', parse_mode: 'HTML' }],
    ['can\'t parse entities: Unclosed start tag at byte offset 0', { text: '<a href="x', parse_mode: 'HTML' }],
  ])('of a message: %s', async (why, body) => {
    const { tom, send } = await simWithTom();
    expect(await send(body)).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${why}` });
    expect(tom.messages()).toHaveLength(1);
  });

  it('takes exactly as much as the limits allow', async () => {
    const { send } = await simWithTom();
    expect(await send({ text: 'x'.repeat(4096) })).toMatchObject({ ok: true });
    expect(await send({ text: `<b>${'x'.repeat(4096)}</b>`, parse_mode: 'HTML' })).toMatchObject({ ok: true });
    expect(await send({ text: 'x', reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'ж'.repeat(32) }]] } })).toMatchObject({ ok: true });
  });

  it('of edits: missing, unchanged, foreign, or of the wrong kind', async () => {
    const { tom, send, telegram } = await simWithTom();
    const keyboard = Markup.inlineKeyboard([Markup.button.callback('A', 'a')]);
    const { message_id } = await telegram.sendMessage(tom.id, 'card', keyboard);
    const edit = (body: object, method = 'editMessageText') => send({ message_id, ...body }, method);
    const refused = (why: string) => ({ error_code: 400, description: expect.stringContaining(`Bad Request: ${why}`) as string });
    expect(await edit({ text: 'x', message_id: 99 })).toMatchObject(refused('message to edit not found'));
    expect(await edit({ text: 'card', ...keyboard })).toMatchObject(refused('message is not modified: '));
    expect(await edit({ text: 'x', message_id: 1 })).toMatchObject(refused("message can't be edited"));
    expect(await edit({ caption: 'x' }, 'editMessageCaption')).toMatchObject(refused('there is no caption in the message to edit'));
    expect(await edit({}, 'deleteMessage')).toMatchObject({ ok: true });
    expect(await edit({}, 'deleteMessage')).toMatchObject(refused('message to delete not found'));
  });
});

describe('messages', () => {
  it('carry chat, sender and the business date, and their ids grow within the chat', async () => {
    const clock = new HandClock(FRIDAY);
    const { tom, telegram } = await simWithTom({ now: clock.now });
    clock.advance(60_000);
    const sent = await telegram.sendMessage(tom.id, 'hi');
    expect(sent).toMatchObject({
      message_id: 2,
      date: FRIDAY / 1000 + 60,
      from: { is_bot: true },
      chat: { id: tom.id, type: 'private', first_name: 'Tom', last_name: 'Cat', username: 'tomcat' },
    });
    expect(await telegram.getChat(tom.id)).toMatchObject({ first_name: 'Tom', type: 'private' });
  });

  it('have HTML parsed into entities, and plain hostile text left alone', async () => {
    const { tom, telegram } = await simWithTom();
    const sent = await telegram.sendMessage(tom.id, '<b>№1 &lt;i&gt;</b> <a href="https://e.org/?a=1&amp;b">go</a> <pre><code class="language-js">x</code></pre>', { parse_mode: 'HTML' });
    expect(sent).toMatchObject({
      text: '№1 <i> go x',
      entities: [
        { type: 'bold', offset: 0, length: 6 },
        { type: 'text_link', offset: 7, length: 2, url: 'https://e.org/?a=1&b' },
        { type: 'pre', offset: 10, length: 1, language: 'js' },
      ],
    });
    const hostile = `<script>alert('x')</script> [a](b) *_~ \u202Eevil\u202C '; DROP TABLE cats;-- 😺`;
    await telegram.sendMessage(tom.id, hostile);
    expect((await tom.sees('DROP TABLE')).text).toBe(hostile);
    const dead = await telegram.sendMessage(tom.id, '<a href="javascript:alert(1)">x</a>', { parse_mode: 'HTML' });
    expect(dead.entities).toBeUndefined();
  });

  it('of a cat are split at 4096, as by a phone', async () => {
    const { sim, tom } = await simWithTom();
    await tom.says('я'.repeat(10_000));
    const { body } = await call(sim, 'getUpdates', { offset: -3 });
    expect((body.result as { message: { text: string } }[]).map(({ message }) => message.text.length)).toEqual([4096, 4096, 1808]);
  });

  it('change text, caption and buttons, and show "edited" for content only', async () => {
    const { tom, telegram } = await simWithTom();
    const photo = await telegram.sendPhoto(tom.id, { source: sampleJpeg() }, { caption: 'before', ...Markup.inlineKeyboard([Markup.button.callback('A', 'a')]) });
    await telegram.editMessageReplyMarkup(tom.id, photo.message_id, undefined, { inline_keyboard: [[{ text: 'B', callback_data: 'b' }]] });
    expect(tom.messages().at(-1)).toMatchObject({ buttons: [['B']], edited: false });
    await telegram.editMessageCaption(tom.id, photo.message_id, undefined, '<b>after</b>', { parse_mode: 'HTML' });
    expect(tom.messages().at(-1)).toMatchObject({ caption: 'after', buttons: [], edited: true });
    await telegram.deleteMessage(tom.id, photo.message_id);
    expect(tom.messages()).toHaveLength(1);
  });

  it('older than 48 h of business time stay', async () => {
    const clock = new HandClock(FRIDAY);
    const { tom, telegram } = await simWithTom({ now: clock.now });
    const { message_id } = await telegram.sendMessage(tom.id, 'hi');
    clock.advance(48 * 3600_000 + 1000);
    await expect(telegram.deleteMessage(tom.id, message_id)).rejects.toMatchObject({ description: "Bad Request: message can't be deleted for everyone" });
  });

  it('may be announced with a chat action', async () => {
    const { tom, send, telegram } = await simWithTom();
    expect(await telegram.sendChatAction(tom.id, 'typing')).toBe(true);
    expect(await send({ action: 'purr' }, 'sendChatAction')).toMatchObject({ error_code: 400 });
  });
});

describe('limits', () => {
  const slow = async (clock: HandClock, limits: object) => simWithTom({ realNow: clock.read, limits: { ...FREE, ...limits } });

  it('allow a short burst into one chat, then one message a second', async () => {
    const clock = new HandClock(0);
    const { send } = await slow(clock, { perChatPerSecond: 1 });
    for (let count = 0; count < 5; count += 1) expect((await send({ text: 'x' })).ok).toBe(true);
    const refused = { ok: false, error_code: 429, description: 'Too Many Requests: retry after 1', parameters: { retry_after: 1 } };
    expect(await send({ text: 'x' })).toEqual(refused);
    clock.advance(1000);
    expect((await send({ text: 'x' })).ok).toBe(true);
    expect(await send({ text: 'x' })).toEqual(refused);
  });

  it('allow 30 messages a second over all chats', async () => {
    const clock = new HandClock(0);
    const { sim } = await slow(clock, { perSecond: 30 });
    const cats = await Promise.all(Array.from({ length: 31 }, (_, number) => sim.cats.add({ name: `Cat ${number}` })));
    const codes: number[] = [];
    for (const cat of cats) {
      await cat.start();
      codes.push((await call(sim, 'sendMessage', { chat_id: cat.id, text: 'x' })).status);
    }
    expect(codes).toEqual([...Array.from({ length: 30 }, () => 200), 429]);
    clock.advance(1000);
    expect((await call(sim, 'sendMessage', { chat_id: cats[0]!.id, text: 'x' })).status).toBe(200);
  });

  it('allow 20 messages a minute into a group', async () => {
    const clock = new HandClock(0);
    const { sim, tom, send } = await slow(clock, { perGroupPerMinute: 20 });
    const group = await sim.cats.addGroup({ title: 'Yard', cats: [tom] });
    for (let count = 0; count < 20; count += 1) expect((await send({ chat_id: group.id, text: 'x' })).ok).toBe(true);
    expect(await send({ chat_id: group.id, text: 'x' })).toMatchObject({ error_code: 429, parameters: { retry_after: 60 } });
  });
});

/** The smallest thing that begins like a JPEG of 1 × 1. */
function sampleJpeg(): Buffer {
  return Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
}
