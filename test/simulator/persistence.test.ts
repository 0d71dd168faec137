import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Markup } from 'telegraf';
import { botOf, startSim, until } from './support';

const dirs: string[] = [];

function newDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mcf-simulator-'));
  dirs.push(dir);
  return dir;
}

afterAll(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

async function lifeBefore(stateDir: string) {
  const sim = await startSim({ stateDir });
  const tom = await sim.cats.add({ name: 'Tom', note: 'worker', startCode: 'abc' });
  await tom.start();
  const photo = await tom.sendsPhoto();
  const bytes = await tom.opens(photo);
  await botOf(sim).telegram.sendMessage(tom.id, 'choose', Markup.inlineKeyboard([Markup.button.callback('A', 'a')]));
  await tom.presses('A');
  await botOf(sim).telegram.setMyCommands([{ command: 'jobs', description: 'Jobs' }]);
  await fetch(`${sim.goldHatUrl}/transfers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
    body: JSON.stringify({ amount_minor: 1, currency: 'CAT', recipient: 'r', reference: '' }),
  });
  return { sim, tom, photo, bytes };
}

describe('a restart', () => {
  it('keeps token, cats, chats, files, menus, transfers and unconfirmed updates, and ids go on', async () => {
    const stateDir = newDir();
    const before = await lifeBefore(stateDir);
    const transcript = before.tom.transcript();
    const [first] = await botOf(before.sim).telegram.getUpdates(0, 1, 0, undefined);
    await before.sim.close();

    const sim = await startSim({ stateDir });
    const tom = sim.cats.find('Tom')!;
    expect(sim.botToken).toBe(before.sim.botToken);
    expect(tom.transcript()).toBe(transcript);
    expect(tom.record).toEqual(before.tom.record);
    expect(tom.menu()).toEqual([{ command: 'jobs', description: 'Jobs' }]);
    expect((await tom.opens(before.photo)).equals(before.bytes)).toBe(true);
    expect(sim.goldHat.transfers()).toEqual(before.sim.goldHat.transfers());
    await tom.says('again');
    const updates = await botOf(sim).telegram.getUpdates(0, 100, 0, undefined);
    const start = first!.update_id;
    expect(updates.map((update) => update.update_id)).toEqual([start, start + 1, start + 2, start + 3]);
    expect(updates).toMatchObject([{}, {}, { callback_query: { data: 'a' } }, { message: { text: 'again', message_id: 4 } }]);
    expect((await sim.cats.add({ name: 'Next' })).id).toBe(tom.id + 1);
  });

  it('after a crash never gives out an id again', async () => {
    const stateDir = newDir();
    const before = await lifeBefore(stateDir);
    const last = (await botOf(before.sim).telegram.getUpdates(0, 100, 0, undefined)).at(-1)!;
    await before.sim.close();
    const path = join(stateDir, 'state.json');
    const state = JSON.parse(readFileSync(path, 'utf8')) as { clean: boolean };
    expect(state.clean).toBe(true);
    writeFileSync(path, JSON.stringify({ ...state, clean: false, updates: [] }));

    const sim = await startSim({ stateDir });
    const said = await sim.cats.find('Tom')!.says('I may be lost');
    const [update] = await botOf(sim).telegram.getUpdates(0, 100, 0, undefined);
    expect(update!.update_id).toBeGreaterThan(last.update_id + 1000);
    expect(said.id).toBeGreaterThan(1000);
    expect((await sim.cats.add({ name: 'Next' })).id).toBeGreaterThan(before.tom.id + 1000);
  });

  it('leaves no half-written files, and a damaged state is refused by name', async () => {
    const stateDir = newDir();
    const { sim } = await lifeBefore(stateDir);
    await sim.close();
    expect(readdirSync(stateDir).sort()).toEqual(['files', 'state.json']);
    expect(readdirSync(join(stateDir, 'files'))).toHaveLength(1);
    writeFileSync(join(stateDir, 'state.json'), '{"cats": ');
    await expect(startSim({ stateDir })).rejects.toThrow(join(stateDir, 'state.json'));
  });

  it('keeps a transfer even when the process was killed right after it', async () => {
    const stateDir = newDir();
    const { sim } = await lifeBefore(stateDir);
    const saved = JSON.parse(readFileSync(join(stateDir, 'state.json'), 'utf8')) as { gold_hat: { transfers: object[] } };
    expect(saved.gold_hat.transfers).toEqual(sim.goldHat.transfers());
  });

  it('keeps cards, charges, switches and webhooks that wait, and settles what is pending', async () => {
    const stateDir = newDir();
    const before = await startSim({ stateDir });
    const { card } = before;
    const { token } = card.keep(card.wallet.begin('C-000001').id, '4242424242424242');
    card.webhooks.set({ url: 'http://127.0.0.1:1', secret: 's', retryMs: [] });
    card.webhooks.hold();
    const order = { amount_minor: 9500, currency: 'CAT', card: token, reference: '' };
    await card.receive('paid', order);
    card.setMode('pending');
    await card.receive('pending', order);
    card.setSettleAfter(600_000);
    before.goldHat.setAskMode('timeout');
    before.payments.setMode('late');
    await before.close();

    const sim = await startSim({ stateDir });
    expect(sim.card.charges()).toEqual(card.charges());
    expect(sim.card.wallet.card(token)).toMatchObject({ last4: '4242' });
    expect(sim.card.webhooks.waiting()).toEqual(['paid']);
    expect([sim.card.mode, sim.payments.mode, sim.goldHat.ask('k')]).toEqual(['pending', 'late', 'hang']);
    sim.card.setSettleAfter(1);
    await until(() => sim.card.find('pending')?.status !== 'pending');
    expect(sim.card.find('pending')).toMatchObject({ id: 'ch_000002', status: 'paid' });
  });

  it('goes on with a state that was saved before there were cards and payments', async () => {
    const stateDir = newDir();
    await (await lifeBefore(stateDir)).sim.close();
    const path = join(stateDir, 'state.json');
    const { card: _card, payments: _payments, counters, gold_hat, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as {
      card: object;
      payments: object;
      counters: Record<string, number>;
      gold_hat: { mode: string; once: string[]; recipients: null; transfers: object[] };
    };
    const { charge: _charge, payment: _payment, ...old } = counters;
    const { mode, once, recipients, transfers } = gold_hat;
    writeFileSync(path, JSON.stringify({ ...rest, counters: old, gold_hat: { mode, once, recipients, transfers } }));

    const sim = await startSim({ stateDir });
    expect(sim.goldHat.transfers()).toHaveLength(1);
    expect(sim.goldHat.ask('k')).toMatchObject({ code: 200 });
    const { token } = sim.card.keep(sim.card.wallet.begin('C-000001').id, '4242424242424242');
    await sim.card.receive('k', { amount_minor: 1, currency: 'CAT', card: token, reference: '' });
    expect(sim.card.charges()).toMatchObject([{ id: 'ch_000001', status: 'paid' }]);
  });

  it('has nothing to keep without a directory', async () => {
    const sim = await startSim();
    await sim.cats.add({ name: 'Tom' });
    await sim.close();
    expect((await startSim()).cats.all()).toEqual([]);
  });
});
