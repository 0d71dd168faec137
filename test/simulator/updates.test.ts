import { Markup } from 'telegraf';
import { botOf, call, FRIDAY, HandClock, launch, startSim } from './support';

const idsOf = (updates: readonly { update_id: number }[] | undefined) => (updates ?? []).map((update) => update.update_id);

async function simWithTom(options: Parameters<typeof startSim>[0] = {}) {
  const sim = await startSim(options);
  const tom = await sim.cats.add({ name: 'Tom' });
  return { sim, tom, telegram: botOf(sim).telegram };
}

describe('getUpdates', () => {
  it('answers a held poll the moment something arrives', async () => {
    const { tom, telegram } = await simWithTom();
    const poll = telegram.getUpdates(50, 100, 0, undefined);
    await telegram.getMe();
    await tom.says('hi');
    expect(await poll).toMatchObject([{ message: { text: 'hi', message_id: 1, from: { id: tom.id } } }]);
  });

  it('repeats updates until an offset confirms them, in order and within the limit', async () => {
    const { tom, telegram } = await simWithTom();
    for (const text of ['a', 'b', 'c']) await tom.says(text);
    const all = await telegram.getUpdates(0, 100, 0, undefined);
    const ids = idsOf(all);
    expect(ids).toEqual([ids[0], ids[0]! + 1, ids[0]! + 2]);
    expect(idsOf(await telegram.getUpdates(0, 2, 0, undefined))).toEqual(ids.slice(0, 2));
    expect(idsOf(await telegram.getUpdates(0, 100, ids[1]!, undefined))).toEqual(ids.slice(1));
    expect(idsOf(await telegram.getUpdates(0, 100, 0, undefined))).toEqual(ids.slice(1));
    expect(await telegram.getUpdates(0, 100, ids[2]! + 1, undefined)).toEqual([]);
  });

  it('keeps only the last ones for a negative offset', async () => {
    const { tom, telegram } = await simWithTom();
    for (const text of ['a', 'b', 'c']) await tom.says(text);
    expect(await telegram.getUpdates(0, 100, -1, undefined)).toMatchObject([{ message: { text: 'c' } }]);
    expect(await telegram.getUpdates(0, 100, 0, undefined)).toHaveLength(1);
  });

  it('tells when the bot has taken all', async () => {
    const { sim, tom, telegram } = await simWithTom();
    await sim.heard();
    const told: string[] = [];
    await tom.says('a');
    const heard = sim.heard().then(() => told.push('heard'));
    const [update] = await telegram.getUpdates(0, 100, 0, undefined);
    told.push('read');
    await telegram.getUpdates(0, 100, update!.update_id + 1, undefined);
    await heard;
    expect(told).toEqual(['read', 'heard']);
  });

  it('ends an empty poll after its timeout', async () => {
    const { telegram } = await simWithTom();
    expect(await telegram.getUpdates(0, 100, 0, undefined)).toEqual([]);
    expect(await telegram.getUpdates(1, 100, 0, undefined)).toEqual([]);
  });

  it('ends the earlier poller with 409 when a second one comes', async () => {
    const { sim, tom } = await simWithTom();
    const polls = [call(sim, 'getUpdates', { timeout: 50 }), call(sim, 'getUpdates', { timeout: 50 })];
    const loser = await Promise.race(polls);
    expect(loser.status).toBe(409);
    expect(loser.body.description).toMatch(/^Conflict: terminated by other getUpdates request/);
    await tom.says('hi');
    const statuses = (await Promise.all(polls)).map((poll) => poll.status);
    expect(statuses.sort()).toEqual([200, 409]);
  });

  it('loses nothing to a poller that hung up', async () => {
    const { sim, tom, telegram } = await simWithTom();
    const gone = new AbortController();
    const poll = fetch(`${sim.telegramApiRoot}/bot${sim.botToken}/getUpdates?timeout=50`, { signal: gone.signal });
    await telegram.getMe();
    gone.abort();
    await expect(poll).rejects.toThrow();
    await tom.says('hi');
    expect(await telegram.getUpdates(0, 100, 0, undefined)).toHaveLength(1);
  });

  it('brings only the kinds that were asked for', async () => {
    const { tom, telegram } = await simWithTom();
    await telegram.getUpdates(0, 100, 0, ['message']);
    const said = await tom.says('hi');
    await tom.edits(said, 'hello');
    expect(await telegram.getUpdates(0, 100, 0, undefined)).toMatchObject([{ message: {} }]);
  });

  it('understands GET, forms and multipart as well as JSON', async () => {
    const { sim, tom } = await simWithTom();
    await tom.says('a');
    await tom.says('b');
    const url = `${sim.telegramApiRoot}/bot${sim.botToken}/getUpdates`;
    const form = new FormData();
    form.set('limit', '1');
    const answers = await Promise.all([
      fetch(`${url}?limit=1`),
      fetch(url, { method: 'POST', body: new URLSearchParams({ limit: '1' }) }),
      fetch(url, { method: 'POST', body: form }),
    ]);
    for (const answer of answers) expect(((await answer.json()) as { result: object[] }).result).toHaveLength(1);
  });

  it('forgets what waits when the webhook is deleted with drop_pending_updates', async () => {
    const { tom, telegram } = await simWithTom();
    await tom.says('hi');
    expect(await telegram.getWebhookInfo()).toMatchObject({ url: '', pending_update_count: 1 });
    await telegram.deleteWebhook({ drop_pending_updates: true });
    expect(await telegram.getUpdates(0, 100, 0, undefined)).toEqual([]);
  });
});

describe('button presses', () => {
  async function pressed(clock: HandClock) {
    const { tom, telegram } = await simWithTom({ realNow: clock.read });
    await tom.start();
    await telegram.sendMessage(tom.id, 'choose', Markup.inlineKeyboard([Markup.button.callback('A', 'a')]));
    return { telegram, id: await tom.presses('A') };
  }

  it('are dropped when nobody fetched them for 150 s, unlike messages', async () => {
    const clock = new HandClock(FRIDAY);
    const { telegram } = await pressed(clock);
    clock.advance(150_000);
    expect(await telegram.getUpdates(0, 100, 0, undefined)).toHaveLength(2);
    clock.advance(1);
    expect(await telegram.getUpdates(0, 100, 0, undefined)).toMatchObject([{ message: { text: '/start' } }]);
  });

  it('can be answered once, and not after 150 s', async () => {
    const clock = new HandClock(FRIDAY);
    const tooOld = { code: 400, description: 'Bad Request: query is too old and response timeout expired or query ID is invalid' };
    const { telegram, id } = await pressed(clock);
    await telegram.answerCbQuery(id);
    await expect(telegram.answerCbQuery(id)).rejects.toMatchObject(tooOld);
    const late = await pressed(clock);
    clock.advance(150_001);
    await expect(late.telegram.answerCbQuery(late.id)).rejects.toMatchObject(tooOld);
    await expect(telegram.answerCbQuery('forged')).rejects.toMatchObject(tooOld);
  });

  it('may carry anything a stranger invents', async () => {
    const { sim, tom, telegram } = await simWithTom();
    await expect(tom.pressesData('x')).rejects.toThrow('Tom has no message to press on');
    await tom.start();
    await telegram.sendMessage(tom.id, 'no buttons here');
    await tom.pressesData('pay:everything');
    const { body } = await call(sim, 'getUpdates', { offset: -1 });
    expect(body.result).toMatchObject([{ callback_query: { data: 'pay:everything', from: { id: tom.id } } }]);
  });
});

describe('telegraf', () => {
  it('that lost its place to a second poller ends with 409', async () => {
    const { sim, tom } = await simWithTom();
    const { ended } = await launch(sim, () => undefined);
    await launch(sim, (bot) => bot.on('text', (ctx) => ctx.reply('second')));
    expect(await ended).toMatchObject({ code: 409 });
    await tom.says('who?');
    await tom.sees('second');
  });
});
