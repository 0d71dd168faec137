import type { Letter } from '../../src/domain/notifications';
import { telegramSender } from '../../src/gateways/telegram-sender';
import { renderLetter } from '../../src/bot/views/render';
import { withFile } from '../../src/bot/views/view';
import { startSimulator, type Cat, type Simulator } from '../../src/simulator';
import { anOrder } from './facts';

const now = new Date('2026-03-11T12:00:00Z');
const FAST = { perSecond: 1_000_000, perChatPerSecond: 1_000_000 };
let sim: Simulator;
let barsik: Cat;

beforeEach(async () => {
  sim = await startSimulator({ port: 0, now: () => now });
  barsik = await sim.cats.add({ name: 'Barsik', language: 'en' });
  await barsik.start();
});
afterEach(() => sim.close());

const letter = (change: Partial<Letter> = {}): Letter => ({
  content: { message: 'order_card', order: anOrder(), complaint: null },
  chatId: barsik.id,
  language: 'en',
  zone: 'Europe/Moscow',
  now,
  editMessageId: null,
  silent: false,
  ...change,
});
const sender = (options: Partial<Parameters<typeof telegramSender>[0]> = {}) =>
  telegramSender({ token: sim.botToken, apiRoot: sim.telegramApiRoot, render: renderLetter, limits: FAST, ...options });

test('posts, edits in place, and takes the same content for sent', async () => {
  const sent = await sender().deliver(letter());
  const card = await barsik.sees(/#42 · Scratching/);
  expect(sent).toEqual({ outcome: 'sent', messageId: card.id });
  expect(await sender().deliver(letter({ editMessageId: card.id }))).toEqual(sent);
  const started = letter({ editMessageId: card.id, content: { message: 'order_card', order: anOrder({ status: 'started' }), complaint: null } });
  expect(await sender().deliver(started)).toEqual(sent);
  await barsik.sees(/Tom is there/);
});

test('a card that is gone is posted anew', async () => {
  const delivery = await sender().deliver(letter({ editMessageId: 99_999 }));
  const card = await barsik.sees(/#42/);
  expect(delivery).toEqual({ outcome: 'sent', messageId: card.id });
});

test('blocked and unknown chats are unreachable', async () => {
  barsik.blocks();
  expect(await sender().deliver(letter())).toMatchObject({ outcome: 'unreachable', reason: expect.stringContaining('blocked') as string });
  expect(await sender().deliver(letter({ chatId: 123 }))).toMatchObject({ outcome: 'unreachable', reason: expect.stringContaining('chat not found') as string });
});

test('Telegram says later, and so does the sender', async () => {
  const outcomes = [];
  for (let at = 0; at < 8; at++) outcomes.push(await sender().deliver(letter()));
  expect(outcomes.at(-1)).toMatchObject({ outcome: 'later' });
  expect(outcomes.at(-1)).toHaveProperty('afterMs', 1000);
});

test('what Telegram refuses is rejected, and a broken token unknown to nobody', async () => {
  expect(await sender({ render: () => ({ text: '<b>', keyboard: [] }) }).deliver(letter())).toMatchObject({ outcome: 'rejected' });
  expect(await sender({ render: () => ({ text: ' ', keyboard: [] }) }).deliver(letter())).toMatchObject({ outcome: 'rejected' });
});

test('no answer leaves the outcome unknown', async () => {
  expect(await sender({ apiRoot: 'http://127.0.0.1:9' }).deliver(letter())).toMatchObject({ outcome: 'unknown' });
});

test('a file goes with its caption and its buttons, in its turn; whether it arrived may be unknown', async () => {
  const file = { name: 'invoice-2026-000017.pdf', bytes: Buffer.from('%PDF-1.7 \r\n\u0000') };
  const render = () => ({ text: '<b>Invoice</b> &amp; more', keyboard: [[{ text: 'Pay', callback_data: 'x' }]], file });
  let wall = 0;
  const paced = sender({ render, wall: () => new Date(wall), limits: { perChatPerSecond: 1 } });
  const sent = await paced.deliver(letter());
  const seen = await barsik.sees('invoice-2026-000017.pdf');
  expect(sent).toEqual({ outcome: 'sent', messageId: seen.id });
  expect(seen).toMatchObject({ kind: 'document', caption: 'Invoice & more', buttons: [['Pay']], document: { mime: 'application/pdf' } });
  expect(await barsik.opens(seen)).toEqual(file.bytes);
  expect(await paced.deliver(letter())).toEqual({ outcome: 'later', afterMs: 1000 });
  wall = 1000;
  expect((await paced.deliver(letter())).outcome).toBe('sent');
  expect(await sender({ render, apiRoot: 'http://127.0.0.1:9' }).deliver(letter())).toMatchObject({ outcome: 'unknown' });
  barsik.blocks();
  expect(await sender({ render }).deliver(letter())).toMatchObject({ outcome: 'unreachable' });
});

test('what is written under a file is cut to what Telegram takes', async () => {
  const long = withFile({ text: Array.from({ length: 400 }, (_, at) => `line ${at} &lt;`).join('\n'), keyboard: [] }, { name: 'x.pdf', bytes: Buffer.from('%PDF') });
  expect((await sender({ render: () => long }).deliver(letter())).outcome).toBe('sent');
  const seen = await barsik.sees('x.pdf');
  expect(seen.caption?.length).toBeLessThanOrEqual(1024);
  expect(seen.caption?.endsWith('…')).toBe(true);
});

test('it keeps its own pace: one a second in a chat, and so many in all, edits among them', async () => {
  let wall = 0;
  const chats = await Promise.all(['Murka', 'Vasya'].map((name) => sim.cats.add({ name, language: 'en' })));
  for (const cat of chats) await cat.start();
  const paced = sender({ wall: () => new Date(wall), limits: { perSecond: 3, perChatPerSecond: 1 } });
  const [murka, vasya] = chats as [Cat, Cat];
  expect((await paced.deliver(letter())).outcome).toBe('sent');
  const [card] = barsik.messages().filter(({ from }) => from === 'bot');
  expect(await paced.deliver(letter())).toEqual({ outcome: 'later', afterMs: 1000 });
  expect((await paced.deliver(letter({ editMessageId: card?.id ?? 0 }))).outcome).toBe('sent');
  expect((await paced.deliver(letter({ chatId: murka.id }))).outcome).toBe('sent');
  wall = 400;
  expect(await paced.deliver(letter({ chatId: vasya.id }))).toEqual({ outcome: 'later', afterMs: 600 });
  wall = 1000;
  expect((await paced.deliver(letter())).outcome).toBe('sent');
  expect((await paced.deliver(letter({ chatId: vasya.id }))).outcome).toBe('sent');
});
