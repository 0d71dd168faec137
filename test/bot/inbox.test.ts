import fc from 'fast-check';
import type { Message, Update, User } from 'telegraf/types';

import type { App } from '../../src/app';
import { Inbox } from '../../src/bot/inbox';
import { TelegramApi } from '../../src/gateways/telegram-api';
import { listOrders } from '../../src/domain/orders';
import { SYSTEM } from '../../src/domain/shared/work';
import { describeOnBoth } from '../support/databases';
import { offer, openTestApp } from '../support/app';
import { closeWorlds, openBotWorld } from './support';

afterEach(closeWorlds);

/** How often an update is tried. */
const TRIES = 3;

/** An app whose database fails as told: each call of `run` asks first. */
function failing(fault: { now: () => Error | undefined }) {
  return (app: App): App => ({
    ...app,
    run: (actor, work) => {
      const error = fault.now();
      return error && actor.kind === 'person' ? Promise.reject(error) : app.run(actor, work);
    },
  });
}

function messageIn(chat: number, id: number): Message.TextMessage & { from: User } & Update.New & Update.NonChannel {
  const from = { id: chat, is_bot: false, first_name: 'Cat' };
  return { message_id: id, date: 1, from, chat: { id: chat, type: 'private', first_name: 'Cat' }, text: String(id) };
}

describeOnBoth('the inbox', (databases) => {
  test('updates that come three times, shuffled, are handled once, each chat in its order', async () => {
    const { app } = await openTestApp(await databases.url());
    const handled: Update[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const inbox = new Inbox({
      app,
      patient: app,
      log,
      handle: async (update) => {
        await Promise.resolve();
        handled.push(update);
      },
      apologise: () => Promise.resolve(),
      retryAfterMs: [],
      wait: () => Promise.resolve(),
      standing: (chatId) => (chatId % 2 === 0 ? 'known' : 'stranger'),
      apartMs: 0,
    });
    const updates = Array.from({ length: 60 }, (_, id): Update => ({ update_id: id, message: messageIn(id % 7, id) }));
    for (let from = 0; from < 60; from += 20) {
      const batch = updates.slice(from, from + 20);
      await Promise.all([inbox.receive(batch), inbox.receive(batch), inbox.receive(batch.toReversed().toSorted((one, other) => (one.update_id % 7) - (other.update_id % 7)))]);
    }
    await inbox.idle();
    expect(handled.map((update) => update.update_id).toSorted((one, other) => one - other)).toEqual(updates.map((update) => update.update_id));
    await app.close();
  });

  test('what there is no room for is stored, and handled once and in order when there is', async () => {
    const { app } = await openTestApp(await databases.url());
    const handled: number[] = [];
    const gate: { open?: () => void; closed: Promise<void> } = { closed: Promise.resolve() };
    gate.closed = new Promise((resolve) => (gate.open = resolve));
    const inbox = new Inbox({
      app,
      patient: app,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      handle: async (update) => {
        await gate.closed;
        handled.push(update.update_id);
      },
      apologise: () => Promise.resolve(),
      retryAfterMs: [],
      wait: () => Promise.resolve(),
      standing: (chatId) => (chatId === 3 ? 'stranger' : 'known'),
      apartMs: 0,
    });
    const updates = Array.from({ length: 1_500 }, (_, id): Update => ({ update_id: id, message: messageIn(id < 1_300 ? id % 3 : 3, id) }));
    for (let from = 0; from < updates.length; from += 100) await inbox.receive(updates.slice(from, from + 100));
    expect([inbox.queued('known'), inbox.queued('stranger'), inbox.full]).toEqual([1_000, 200, true]);
    let isIdle = false;
    const idle = inbox.idle().then(() => (isIdle = true));
    gate.open?.();
    await inbox.room();
    expect([isIdle, inbox.full]).toEqual([false, true]);
    await inbox.pickUp();
    await idle;
    expect(inbox.full).toBe(false);
    expect([0, 1, 2, 3].map((chat) => handled.filter((id) => (id < 1_300 ? id % 3 : 3) === chat))).toEqual(
      [0, 1, 2, 3].map((chat) => updates.map(({ update_id }) => update_id).filter((id) => (id < 1_300 ? id % 3 : 3) === chat)),
    );
    expect(await app.query(SYSTEM, (w) => w.chat.waitingUpdates())).toEqual([]);
    await app.close();
  });

  test('what a former process stored and did not handle comes first', async () => {
    const t = await openBotWorld(databases);
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik');
    await t.bot.idle();
    await t.bot.stop();
    const { from, chat } = barsik.telegram();
    const body = JSON.stringify({ update_id: 900, message: { message_id: 900, date: 1, from, chat, text: '/help' } });
    await t.app.run(SYSTEM, (w) => w.chat.keepUpdate({ updateId: 900, chatId: barsik.id, body }));
    await t.restart();
    await barsik.sees('/order: ask for help');
    await t.bot.idle();
    expect(await t.app.query(SYSTEM, (w) => w.chat.waitingUpdates())).toEqual([]);
  });

  test('each chat in order: what is typed without waiting is answered one after another', async () => {
    const t = await openBotWorld(databases);
    await offer(t);
    const cats = await Promise.all(['Barsik', 'Murka', 'Vasya'].map((name) => t.invite(name, ['client'])));
    for (const cat of cats) {
      for (const text of [`/start ${cat.record.start_code}`, '/order', 'glass dropping', 'Skip', 'Sofa', 'tomorrow 10am', 'Confirm']) await cat.says(text);
    }
    for (const cat of cats) await cat.sees(/#\d · Glass dropping/);
    expect(await t.app.query(t.boss, (w) => listOrders(w))).toHaveLength(3);
  });

  test('a passing fault is tried again, and the answer comes once', async () => {
    const faults = [new Error('disk'), new Error('disk')];
    const t = await openBotWorld(databases, { app: failing({ now: () => faults.shift() }) });
    await offer(t);
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik');
    faults.push(new Error('disk'), new Error('disk'));
    await barsik.says('/order');
    await barsik.sees('What shall we do?');
    await t.bot.idle();
    expect(barsik.messages().filter(({ text }) => text === 'What shall we do?')).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  test('a lasting fault ends in an apology with a reference that the log knows, and the next update goes on', async () => {
    let broken = false;
    const t = await openBotWorld(databases, { app: failing({ now: () => (broken ? new TypeError('secret of Barsik') : undefined) }) });
    await offer(t);
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik');
    broken = true;
    await barsik.says('/order');
    const told = await barsik.sees(/Our error: [0-9A-F]{6}\. Please try again\./);
    expect(told.buttons).toEqual([['Menu']]);
    broken = false;
    await barsik.says('/order');
    await barsik.sees('What shall we do?');
    const [line] = t.log.filter(({ level }) => level === 'error');
    expect(line?.data).toMatchObject({ ref: /[0-9A-F]{6}/.exec(told.text)?.[0], error: 'TypeError' });
    expect(JSON.stringify(t.log)).not.toMatch(/Barsik|secret/);
  });

  test('a fault in the middle of a dialogue ends in the question again, and in the menu where that cannot be asked', async () => {
    let faults = 0;
    const failingWrites = (app: App): App => ({ ...app, run: (actor, work) => (actor.kind === 'person' && faults-- > 0 ? Promise.reject(new TypeError('disk')) : app.run(actor, work)) });
    const t = await openBotWorld(databases, { app: failingWrites });
    await offer(t);
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik');
    await barsik.says('/order');
    await barsik.presses('Glass dropping');
    const asked = await barsik.sees('Describe the task.');
    faults = TRIES;
    await barsik.says('two glasses');
    const again = await barsik.sees(/^Our error: [0-9A-F]{6}\. Please try again\.\nDescribe the task\.$/);
    expect(again.buttons).toEqual(asked.buttons);
    faults = TRIES + 1;
    await barsik.says('two glasses');
    const apology = await barsik.sees(/^Our error: [0-9A-F]{6}\. Please try again\.$/);
    faults = 0;
    await barsik.presses('Menu', { on: apology });
    const menu = await barsik.sees(/^You were ordering; \[Resume\] goes on with it\.\nWhat shall we do\?/);
    await barsik.presses('Resume', { on: menu });
    await barsik.sees(/^Describe the task\.$/);
    await barsik.says('two glasses');
    await barsik.sees('Where to?');
  });

  test('another poller is waited for, not died of', async () => {
    const t = await openBotWorld(databases, { bot: { conflictPauseMs: 5 } });
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik');
    const other = new TelegramApi(t.sim.botToken, t.sim.telegramApiRoot);
    await other.call('getUpdates', { timeout: 0, limit: 1, offset: 0, allowed_updates: [] });
    await barsik.says('/menu');
    await barsik.sees('What shall we do?');
    expect(t.log.some(({ message }) => message === 'no updates')).toBe(true);
  });

  test('it knows when it has caught up, and stops at once', async () => {
    const t = await openBotWorld(databases);
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik');
    await t.bot.idle();
    expect(t.bot.caughtUp()).toBe(true);
    const began = performance.now();
    await t.bot.stop();
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  test('no update makes it throw: thousands of odd ones, and none is left', async () => {
    const t = await openBotWorld(databases);
    await offer(t);
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik');
    await t.bot.idle();
    await t.bot.stop();
    const { from, chat } = barsik.telegram();
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('/start', '/order', 'Glass dropping', 'Skip', 'Confirm', 'Back', '/cancel', 'tomorrow 10am', '/menu'));
    const message = fc.record({ text, forward_origin: fc.option(fc.constant({}), { nil: undefined, freq: 9 }) });
    const body = fc.oneof(
      message.map((content) => ({ message: { message_id: 5, date: 1, from, chat, ...content } })),
      text.map((data) => ({ callback_query: { id: '1', from, chat_instance: '1', data, message: { message_id: 5, date: 1, chat } } })),
      text.map((edited) => ({ edited_message: { message_id: 5, date: 1, edit_date: 2, from, chat, text: edited } })),
      fc.constantFrom({ message: { message_id: 5, date: 1, from, chat } }, { message: { message_id: 5, date: 1, from, chat, sticker: {} } }, { poll: {} }, {}),
    );
    const updates = fc.sample(body, { numRuns: 120, seed: 7 });
    await t.app.run(SYSTEM, async (w) => {
      for (const [at, update] of updates.entries()) await w.chat.keepUpdate({ updateId: 1000 + at, chatId: barsik.id, body: JSON.stringify({ update_id: 1000 + at, ...update }) });
    });
    await t.restart();
    await t.bot.idle();
    expect(await t.app.query(SYSTEM, (w) => w.chat.waitingUpdates())).toEqual([]);
    expect(t.log.filter(({ level }) => level === 'error')).toEqual([]);
  }, 60_000);
});
