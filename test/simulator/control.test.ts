import { request } from 'node:http';
import { Markup } from 'telegraf';
import type { Simulator } from '../../src/simulator';
import { botOf, call, control, FRIDAY, HandClock, startSim } from './support';

async function simWithTom(options: Parameters<typeof startSim>[0] = {}) {
  const sim = await startSim(options);
  const { body: tom } = await control(sim, 'POST', '/sim/cats', { name: 'Tom', language_code: 'en', start_code: 'abc', note: 'worker' });
  const act = async (what: string, body: object = {}) => control(sim, 'POST', `/sim/cats/${tom.id}/${what}`, body);
  return { sim, tom, act };
}

/** Reads the event stream until an event of this type comes. */
async function nextEvent(stream: ReadableStreamDefaultReader<Uint8Array>, type: string): Promise<unknown> {
  let text = '';
  for (;;) {
    const { value, done } = await stream.read();
    if (done) throw new Error(`The stream ended before ${type}`);
    text += Buffer.from(value).toString();
    const found = text.split('\n\n').find((event) => event.includes(`"type":"${type}"`) && event.startsWith('data: {') && event.endsWith('}'));
    if (found) return JSON.parse(found.slice('data: '.length)) as unknown;
  }
}

describe('the control API', () => {
  it('adds a cat that starts, writes, sends everything there is, edits and blocks', async () => {
    const { sim, tom, act } = await simWithTom();
    expect(tom).toMatchObject({ name: 'Tom', language_code: 'en', start_code: 'abc', note: 'worker', started: false, blocked: false });
    expect((await act('start')).body).toMatchObject({ text: '/start abc' });
    const said = await act('text', { text: 'hi' });
    expect((await control(sim, 'PATCH', `/sim/cats/${tom.id}/messages/${said.body.id}`, { text: 'hello' })).body).toMatchObject({ text: 'hello', edited: true });
    expect((await act('photo', { sample: 'sofa', same: 'x', caption: 'place' })).body).toMatchObject({ kind: 'photo', caption: 'place' });
    expect((await act('document', { base64: Buffer.from('abc').toString('base64'), file_name: 'a.txt', mime_type: 'text/plain' })).body).toMatchObject({ document: { name: 'a.txt', size: 3 } });
    expect((await act('document', { sample: 'form' })).body).toMatchObject({ document: { mime: 'image/jpeg' } });
    expect((await act('voice')).body).toMatchObject({ kind: 'voice' });
    expect((await act('sticker')).body).toMatchObject({ kind: 'sticker' });
    expect((await act('contact')).body).toMatchObject({ kind: 'contact' });
    expect((await act('forward', { text: 'news' })).body).toMatchObject({ forwarded_from: 'Somebody' });
    expect((await act('album', { count: 2 })).body).toHaveLength(2);
    expect((await act('block')).body).toMatchObject({ blocked: true });
    expect((await act('text', { text: 'x' })).body).toMatchObject({ message: "Tom has blocked the bot and can't write to it" });
    expect((await act('unblock')).body).toMatchObject({ blocked: false });
    expect((await control(sim, 'GET', `/sim/chats/${tom.id}/messages?limit=1`)).body).toHaveLength(1);
    expect((await control(sim, 'GET', '/sim/cats')).body).toHaveLength(1);
  });

  it('presses by label, by message and data, and tells the toast', async () => {
    const { sim, tom, act } = await simWithTom();
    await act('start');
    const { telegram } = botOf(sim);
    await telegram.sendMessage(tom.id, 'choose', Markup.inlineKeyboard([Markup.button.callback('A', 'a')]));
    const pressed = await act('press', { label: 'A' });
    await telegram.answerCbQuery(pressed.body.query_id, 'Done');
    expect((await control(sim, 'GET', `/sim/cats/${tom.id}/toast`)).body).toEqual({ toast: { text: 'Done', alert: false } });
    expect((await act('press', { data: 'forged', message_id: 2 })).status).toBe(200);
    expect(await act('press', { label: 'B' })).toMatchObject({ status: 400, body: { message: expect.stringContaining('find the button [B]') as string } });
  });

  it('makes a group and lets a cat write in it', async () => {
    const { sim, tom } = await simWithTom();
    const group = await control(sim, 'POST', '/sim/groups', { title: 'Yard', cats: [tom.id] });
    const said = await control(sim, 'POST', `/sim/groups/${group.body.id}/text`, { cat: tom.id, text: 'meow' });
    expect(said.body).toMatchObject({ text: 'meow', sender: 'Tom' });
    expect((await control(sim, 'GET', '/sim/state')).body).toMatchObject({ groups: [{ title: 'Yard', members: [tom.id] }] });
  });

  it.each([
    ['POST', '/sim/cats', { name: '' }, 400],
    ['POST', '/sim/cats', { name: 'X', start_code: 'a b' }, 400],
    ['POST', '/sim/cats', { name: 'X', colour: 'red' }, 400],
    ['POST', '/sim/cats/1/text', { text: 'x' }, 404],
    ['POST', '/sim/cats/1/fly', {}, 404],
    ['POST', '/sim/gold-hat', { mode: 'broken' }, 400],
    ['POST', '/sim/card', { mode: 'reject' }, 400],
    ['POST', '/sim/card/keep', { session: 'x', number: '1' }, 400],
    ['POST', '/sim/payments', { mode: 'broken' }, 400],
    ['GET', '/sim/chats/1/messages', undefined, 404],
    ['GET', '/sim/files/x', undefined, 404],
    ['GET', '/sim/clock', undefined, 404],
  ])('refuses %s %s %j with %i and a reason', async (method, path, body, status) => {
    const { sim } = await simWithTom();
    expect(await control(sim, method, path, body)).toEqual({ status, body: { error: expect.any(String) as string, message: expect.any(String) as string } });
  });

  it('moves the clock by minutes, to an instant and to company time', async () => {
    const time = new HandClock(FRIDAY);
    const clock = { zone: 'Europe/Moscow', read: () => Promise.resolve(time.now()), move: (to: Date) => Promise.resolve(void (time.ms = to.getTime())) };
    const { sim, act } = await simWithTom({ now: time.now, clock });
    const move = async (body: object) => (await control(sim, 'POST', '/sim/clock', body)).body;
    expect(await move({ by_minutes: 15 })).toEqual({ now: '2026-11-20T12:20:00.000Z', zone: 'Europe/Moscow' });
    expect(await move({ to: '2026-11-22T20:00' })).toMatchObject({ now: '2026-11-22T17:00:00.000Z' });
    expect(await move({ to: '2026-11-23T00:00:00Z' })).toMatchObject({ now: '2026-11-23T00:00:00.000Z' });
    expect(await move({ to: 'tomorrow' })).toMatchObject({ error: 'invalid' });
    expect((await act('start')).body).toMatchObject({ at: '2026-11-23T00:00:00.000Z' });
  });

  it('switches Gold Hat and shows its transfers', async () => {
    const { sim } = await simWithTom();
    const answer = await control(sim, 'POST', '/sim/gold-hat', { mode: 'reject', times: 2 });
    expect(answer.body).toMatchObject({ mode: 'ok', next: ['reject', 'reject'], recipients: null, transfers: [] });
    expect(sim.goldHat.mode).toBe('reject');
    const turned = await control(sim, 'POST', '/sim/gold-hat', { mode: 'delay', delay_ms: 5000, ask_mode: 'timeout', ask_times: 1 });
    expect(turned.body).toMatchObject({ mode: 'delay', next: [], delay_ms: 5000, ask_mode: 'ok', ask_next: ['timeout'] });
    expect((await control(sim, 'POST', '/sim/gold-hat/release')).status).toBe(200);
    expect((await control(sim, 'POST', '/sim/gold-hat/expire', { keys: ['k'] })).status).toBe(200);
    sim.goldHat.setAskMode('ok');
    expect(sim.goldHat.ask('k')).toMatchObject({ code: 410 });
  });

  it('switches the card gateway, keeps a card, and settles, delivers and forgets', async () => {
    const { sim } = await simWithTom();
    const turned = await control(sim, 'POST', '/sim/card', { mode: 'pending', holding: true, settle_after_ms: 60_000 });
    expect(turned.body).toMatchObject({ mode: 'pending', next: [], holding: true, settle_after_ms: 60_000, charges: [] });
    const { id } = sim.card.wallet.begin('C-000001');
    const { body: card } = await control(sim, 'POST', '/sim/card/keep', { session: id, number: '4242424242424242' });
    expect(card).toEqual({ token: expect.any(String) as string, last4: '4242' });
    await sim.card.receive('k', { amount_minor: 1, currency: 'CAT', card: card.token, reference: '' });
    expect((await control(sim, 'POST', '/sim/card/settle', { key: 'k', outcome: 'declined', message: 'lost' })).body).toMatchObject({ status: 'declined', message: 'lost' });
    expect(await control(sim, 'POST', '/sim/card/settle', { key: 'k' })).toMatchObject({ status: 400, body: { message: 'No charge k is pending' } });
    expect((await control(sim, 'POST', '/sim/card/deliver')).body).toEqual([]);
    expect((await control(sim, 'POST', '/sim/card/release')).status).toBe(200);
    expect((await control(sim, 'POST', '/sim/card/expire')).body).toMatchObject({ charges: [{ key: 'k', last4: '4242' }] });
    expect(sim.card.ask('k')).toMatchObject({ code: 410 });
  });

  it("switches Telegram's payments and pays an invoice", async () => {
    const { sim, tom, act } = await simWithTom();
    expect((await control(sim, 'POST', '/sim/payments', { mode: 'never', times: 1 })).body).toEqual({ mode: 'ok', next: ['never'] });
    await act('start');
    const prices = [{ label: 'Order', amount: 9500 }];
    await call(sim, 'sendInvoice', { chat_id: tom.id, title: 'One', description: 'Order', payload: 'p', provider_token: sim.paymentToken, currency: 'EUR', prices });
    expect((await act('pay', { message_id: 2 })).body).toEqual({ outcome: 'refused', reason: 'BOT_PRECHECKOUT_TIMEOUT' });
    expect(await act('pay', { message_id: 1 })).toMatchObject({ status: 400 });
  });

  it('pushes every change and ends the stream when it closes', async () => {
    const { sim, tom, act } = await simWithTom();
    const response = await fetch(new URL('/sim/stream', sim.pageUrl));
    const stream = response.body!.getReader();
    await act('start');
    expect(await nextEvent(stream, 'message')).toMatchObject({ chatId: tom.id, message: { text: '/start abc' } });
    await call(sim, 'sendChatAction', { chat_id: tom.id, action: 'typing' });
    expect(await nextEvent(stream, 'typing')).toMatchObject({ chatId: tom.id });
    sim.goldHat.setMode('reject');
    await nextEvent(stream, 'gold_hat');
    await sim.close();
    await expect(nextEvent(stream, 'anything')).rejects.toThrow();
  });
});

describe('the page', () => {
  const load = async (sim: Simulator, path: string) => fetch(new URL(path, sim.pageUrl));

  it('is served with all its parts, and runs nothing but them', async () => {
    const { sim } = await simWithTom();
    const page = await load(sim, '/');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    const html = await page.text();
    const parts = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1]!);
    expect(parts).toEqual(expect.arrayContaining(['/style.css', '/chat.css', '/page.js', '/favicon.svg']));
    for (const part of parts) expect((await load(sim, part)).status).toBe(200);
    const script = await (await load(sim, '/page.js')).text();
    const imports = [...script.matchAll(/from '\.(\/[\w-]+\.js)'/g)].map((match) => match[1]!);
    expect(imports.length).toBeGreaterThan(3);
    for (const path of imports) expect((await load(sim, path)).headers.get('content-type')).toMatch(/^text\/javascript/);
    for (const name of (await control(sim, 'GET', '/sim/samples')).body as unknown as string[]) {
      expect((await load(sim, `/sim/samples/${name}`)).headers.get('content-type')).toBe('image/jpeg');
    }
  });

  it('never shows a hostile file as part of itself', async () => {
    const { sim, act } = await simWithTom();
    const sent = await act('document', { base64: Buffer.from('<script>alert(1)</script>').toString('base64'), file_name: 'x".html', mime_type: 'text/html' });
    const file = await load(sim, `/sim/files/${sent.body.document.file_id}`);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''x%22.html");
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers only to the names of this machine', async () => {
    const { sim } = await simWithTom();
    const status = await new Promise((resolve, reject) => {
      request(sim.pageUrl, { headers: { host: 'evil.example' } }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
    });
    expect(status).toBe(403);
  });
});
