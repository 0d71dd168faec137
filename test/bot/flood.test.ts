import type { Update } from 'telegraf/types';

import type { App } from '../../src/app';
import { Inbox } from '../../src/bot/inbox';
import { Door } from '../../src/bot/intake/door';
import { KnownChats, type Standing } from '../../src/bot/intake/known-chats';
import { LIMITS, type IntakeLimits } from '../../src/bot/intake/limits';
import { patientApp } from '../../src/bot/intake/patient-app';
import type { Reason } from '../../src/bot/intake/refusals';
import { Lane } from '../../src/bot/lane';
import { listOrders } from '../../src/domain/orders';
import { applyForWork, overrideDecision } from '../../src/domain/staffing';
import { deactivateUser, whoWrites } from '../../src/domain/users';
import { SYSTEM } from '../../src/domain/shared/work';
import { describeOnBoth } from '../support/databases';
import { offer, openTestApp } from '../support/app';
import { closeWorlds, openBotWorld, order } from './support';

afterEach(closeWorlds);

let nextUpdate = 1;

/** A message from a private chat. */
function from(chatId: number, text = '/apply'): Update {
  const chat = { id: chatId, type: 'private', first_name: 'Cat' } as const;
  return { update_id: nextUpdate++, message: { message_id: 1, date: 1, chat, from: { id: chatId, is_bot: false, first_name: 'Cat' }, text } };
}

/** A door whose known chats and queues are as told, and what it turned away. */
function aDoor(options: { limits?: Partial<IntakeLimits>; standing?: (chatId: number) => Standing; queued?: () => number } = {}) {
  const refused: Reason[] = [];
  const chats = Object.assign(new KnownChats(), { standing: options.standing ?? (() => 'stranger') });
  const refuse = (_update: Update, reason: Reason) => Promise.resolve(void refused.push(reason));
  const door = new Door({ chats, refusals: { refuse }, limits: { ...LIMITS, ...options.limits }, queued: options.queued ?? (() => 0) });
  return { door, refused };
}

const minutes = (count: number) => jest.advanceTimersByTime(count * 60_000);
const chats = (count: number, first = 1) => Array.from({ length: count }, (_, index) => from(first + index));

describe('the door', () => {
  beforeEach(() => void jest.useFakeTimers({ now: new Date('2026-03-02T09:00:00Z'), doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  test('whoever fills in the form at a message a second is never turned away, however many write', async () => {
    const { door, refused } = aDoor();
    expect(await door.admit([from(7)])).toHaveLength(1);
    await door.admit(chats(5_000, 100));
    refused.length = 0;
    for (let second = 0; second < 600; second++) {
      jest.advanceTimersByTime(1000);
      expect(await door.admit([from(7, 'Grey')])).toHaveLength(1);
    }
    expect(refused).toEqual([]);
  });

  test('so many strangers take a seat at once, and so many more after a while', async () => {
    const { door, refused } = aDoor({ limits: { newcomers: { points: 30, seconds: 10 } } });
    expect(await door.admit(chats(500))).toHaveLength(30);
    expect(refused).toHaveLength(470);
    jest.advanceTimersByTime(10_000);
    expect(await door.admit(chats(500, 1000))).toHaveLength(30);
  });

  test('seats are bounded, and free again after some silence; so is what is remembered of strangers', async () => {
    const { door } = aDoor({ limits: { newcomers: { points: 1e6, seconds: 1 }, seats: 50, seatSeconds: 300 } });
    let taken = 0;
    for (let wave = 0; wave < 20; wave++) taken += (await door.admit(chats(1000, 1 + 1000 * wave))).length;
    expect(taken).toBe(50);
    // A timer a key is how the limiter forgets: no key was made for those who were turned away.
    expect(jest.getTimerCount()).toBeLessThan(60);
    minutes(5);
    expect(await door.admit(chats(60, 50_000))).toHaveLength(50);
  });

  test('one chat that writes too fast is asked to be slower, and heard again soon', async () => {
    const { door, refused } = aDoor();
    const burst = Array.from({ length: 40 }, () => from(7));
    expect(await door.admit(burst)).toEqual(burst.slice(0, 30));
    expect(refused).toEqual(Array.from({ length: 10 }, () => 'faster'));
    jest.advanceTimersByTime(20_000);
    expect(await door.admit([from(7)])).toHaveLength(1);
  });

  test('those we work with are always let in; candidates need no seat, but are counted each', async () => {
    const { door } = aDoor({ limits: { newcomers: { points: 0, seconds: 10 } }, standing: (chatId) => (chatId < 10 ? 'known' : 'candidate') });
    expect(await door.admit(Array.from({ length: 500 }, () => from(7)))).toHaveLength(500);
    expect(await door.admit(chats(20, 100))).toHaveLength(20);
    expect(await door.admit(Array.from({ length: 40 }, () => from(200)))).toHaveLength(30);
  });

  test('a flood of forms does not keep out who comes with an invitation', async () => {
    const { door } = aDoor();
    await door.admit(chats(500));
    expect(await door.admit([from(1000, '/start abc123def456')])).toHaveLength(1);
    expect(await door.admit([from(1001, '/start')])).toHaveLength(0);
  });

  test('a full queue turns strangers away, and nobody else', async () => {
    const standing = (chatId: number): Standing => (chatId < 10 ? 'known' : 'stranger');
    const { door, refused } = aDoor({ limits: { queue: 100 }, standing, queued: () => 95 });
    const batch = [from(1), ...chats(10, 100), from(2)];
    expect((await door.admit(batch)).map((update) => batch.indexOf(update))).toEqual([0, 1, 2, 3, 4, 11]);
    expect(refused).toEqual(Array.from({ length: 6 }, () => 'busy'));
  });

  test('a batch that comes again, because it could not be stored, is not counted again', async () => {
    const { door, refused } = aDoor({ limits: { newcomers: { points: 3, seconds: 10 } } });
    const batch = chats(5);
    expect(await door.admit(batch)).toEqual(batch.slice(0, 3));
    expect(await door.admit([...batch, from(1)])).toHaveLength(4);
    expect(refused).toHaveLength(2);
  });
});

describe('the lanes', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterEach(() => jest.useRealTimers());
  const turns = () => new Promise(setImmediate);

  test('strangers are begun one in a while, however many wait', async () => {
    const begun: number[] = [];
    const lane = new Lane<number>({ parallel: 4, apartMs: 100, work: (item) => Promise.resolve(void begun.push(item)), rested: () => undefined });
    for (let chat = 1; chat <= 5; chat++) lane.push(chat, chat);
    await turns();
    expect(begun).toEqual([1]);
    jest.advanceTimersByTime(99);
    await turns();
    expect(begun).toEqual([1]);
    for (let wait = 0; wait < 3; wait++) {
      jest.advanceTimersByTime(100);
      await turns();
    }
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  test('the changes of strangers wait for each other, and for a pause of those we work with, but not for ever', async () => {
    const begun: string[] = [];
    const end: (() => void)[] = [];
    const app = { run: (_actor: unknown, name: string) => new Promise<void>((resolve) => (begun.push(name), end.push(resolve))) } as unknown as App;
    let quietMs = 0;
    const patient = patientApp(app, () => quietMs);
    for (const name of ['one', 'two', 'three']) void patient.run(SYSTEM, name as never);
    const later = (ms: number) => jest.advanceTimersByTimeAsync(ms);
    await later(490);
    expect(begun).toEqual([]);
    await later(10);
    expect(begun).toEqual(['one']);
    quietMs = 50;
    await later(1000);
    expect(begun).toEqual(['one']);
    end.shift()?.();
    await later(0);
    expect(begun).toEqual(['one', 'two']);
    quietMs = 20;
    end.shift()?.();
    await later(100);
    expect(begun).toEqual(['one', 'two']);
    quietMs = 60;
    await later(10);
    expect(begun).toEqual(['one', 'two', 'three']);
  });
});

describeOnBoth('applications under flood', (databases) => {
  test('three hundred strangers at once: few are let in and stored, few are told why not, and a client orders as ever', async () => {
    const stored: number[] = [];
    const counting = (app: App): App => ({
      ...app,
      run: (actor, work) => app.run(actor, (w) => work({ ...w, chat: { ...w.chat, keepUpdate: (update) => (stored.push(update.chatId), w.chat.keepUpdate(update)) } })),
    });
    const intake = { newcomers: { points: 20, seconds: 3600 }, answers: { points: 3, seconds: 3600 }, apartMs: 0 };
    const t = await openBotWorld(databases, { app: counting, bot: { intake } });
    await offer(t);
    await t.hire('Tom');
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik!');
    stored.length = 0;
    const strangers = await Promise.all(Array.from({ length: 300 }, () => t.sim.cats.add({ name: 'Flooder', language: 'en' })));
    for (const stranger of strangers) await stranger.says('/apply');
    await order(barsik);
    await t.bot.idle();
    expect(await t.app.query(t.boss, (w) => listOrders(w))).toMatchObject([{ status: 'assigned' }]);
    expect(stored.filter((chatId) => chatId !== barsik.id)).toHaveLength(20);
    const heard = strangers.map((stranger) => stranger.messages().filter((message) => message.from === 'bot').map(({ text }) => text).join());
    expect(heard.filter((text) => text === 'Your name?')).toHaveLength(20);
    expect(heard.filter((text) => text === 'Very many are writing just now. Please send that again in a minute.')).toHaveLength(3);
    await t.bot.stop();
    expect(t.log.filter(({ message }) => message === 'updates turned away')).toEqual([{ level: 'warn', data: { busy: 280, faster: 0 }, message: 'updates turned away' }]);
    expect(JSON.stringify(t.log)).not.toContain('Flooder');
  });

  test('who is too fast is told once in its own language, over the chat where it pressed; so are others, and who became a client is never too fast', async () => {
    const intake = { perChat: { points: 2, seconds: 3600 }, answers: { points: 2, seconds: 3600 }, apartMs: 0 };
    const t = await openBotWorld(databases, { bot: { intake } });
    const murka = await t.sim.cats.add({ name: 'Murka', language: 'ru' });
    await murka.says('/start');
    const greeting = await murka.sees('А вы?');
    await murka.says('/help');
    await murka.sees('Хотите у нас работать?');
    await murka.presses('Хочу работать', { on: greeting });
    await murka.hears('Помедленнее, пожалуйста');
    for (let more = 0; more < 5; more++) await murka.says('эй');
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik!');
    for (let more = 0; more < 5; more++) await barsik.says('/menu').then(() => barsik.sees('What shall we do?'));
    const tom = await t.sim.cats.add({ name: 'Tom', language: 'en' });
    for (let more = 0; more < 3; more++) await tom.says('/help');
    await tom.sees('A little slower, please');
    expect(murka.messages().filter((message) => message.from === 'bot')).toHaveLength(2);
  });

  test('whose chats are whose: read at the start, and learnt from whoever writes', async () => {
    const t = await openBotWorld(databases);
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Barsik!');
    const chats = new KnownChats();
    await chats.load(t.app);
    expect([barsik.id, 12345].map((chatId) => chats.standing(chatId))).toEqual(['known', 'stranger']);
    const form = { vacancy: 'helper', name: 'Murka', age: 3, breed: null, colour: null, contact: null, photoFileId: null, language: 'en' } as const;
    const { id } = await t.app.run({ kind: 'stranger', personId: null, roles: [], channel: 'bot' }, (w) => applyForWork(w, { ...form, chatId: 12345 }));
    const meet = async (chatId: number) => {
      chats.learn(chatId, await t.app.query(SYSTEM, (w) => whoWrites(w, chatId)));
      return chats.standing(chatId);
    };
    expect(await meet(12345)).toBe('candidate');
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: id, accept: true, reason: 'soft paws' }));
    expect(await meet(12345)).toBe('known');
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: id }));
    expect(await meet(12345)).toBe('stranger');
  });

  test('strangers that take long keep nobody else waiting, and each chat stays in its order', async () => {
    const { app } = await openTestApp(await databases.url());
    const handled: number[] = [];
    const held: (() => void)[] = [];
    const inbox = new Inbox({
      app,
      patient: app,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      handle: async (update) => {
        const chatId = 'message' in update ? update.message.chat.id : 0;
        if (chatId >= 100) await new Promise<void>((resolve) => held.push(resolve));
        handled.push(chatId);
      },
      apologise: () => Promise.resolve(),
      retryAfterMs: [],
      wait: () => Promise.resolve(),
      standing: (chatId) => (chatId < 10 ? 'known' : chatId < 100 ? 'candidate' : 'stranger'),
      apartMs: 0,
    });
    await inbox.receive([...chats(20, 100), from(50), from(1), from(1)]);
    await inbox.room();
    expect(handled.filter((chatId) => chatId === 1)).toEqual([1, 1]);
    expect(inbox.queued('stranger')).toBe(20);
    while (inbox.queued('stranger') > 0) {
      held.splice(0).forEach((release) => release());
      await new Promise(setImmediate);
    }
    await inbox.idle();
    expect(handled).toHaveLength(23);
    await app.close();
  });
});
