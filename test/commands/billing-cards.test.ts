import { openApp } from '../../src/compose';
import { readConfig } from '../../src/config';
import { beginCard, finishCard } from '../../src/domain/billing';
import type { Actor } from '../../src/domain/shared/work';
import { startSimulator, type Simulator } from '../../src/simulator';
import { CAT, owing, SUNDAY } from './billing-support';
import { type Machine, textWith } from './support';

const NUMBER = '2026-000001';
let here: Machine;
let gateway: Simulator;

beforeEach(async () => {
  here = await owing();
  gateway = await startSimulator({ port: 0, now: () => new Date(SUNDAY) });
  gateway.card.setSettleAfter(null);
  process.env.MCF_CARD_URL = gateway.cardUrl;
});

afterEach(async () => {
  delete process.env.MCF_CARD_URL;
  await gateway.close();
});

/** Lets Barsik pay by a card with this number from now on. */
async function enterCard(number: string): Promise<void> {
  const { id } = await here.json<{ id: string }>('users', 'show', 'C-1');
  const boss: Actor = { kind: 'person', personId: id, roles: ['admin'], channel: 'cli' };
  const app = openApp(readConfig({ MCF_HOME: here.home, MCF_CARD_URL: gateway.cardUrl, MCF_CLOCK: SUNDAY }));
  const { url } = await beginCard(app, boss, { client: 'C-2' });
  gateway.card.keep(url.split('/').at(-1) ?? '', number);
  await finishCard(app, boss, { client: 'C-2' });
  await app.close();
}

test('a run charges the cards of those who chose that', async () => {
  await enterCard('4242 4242 4242 4242');
  expect((await here.mcf('billing', 'run')).out).toBe('✔ 1 invoice, 200.00: 1 paid, 0 open; no payouts\n');
  expect(await here.json('invoices', 'show', NUMBER)).toMatchObject({ status: 'paid', money: [{ payment: { method: 'card' } }], collections: [{ attempt: 1, status: 'paid', amount: CAT(20_000) }] });
});

test('a declined charge is shown with the next try, and retry charges the card again at once', async () => {
  await enterCard('4000 0000 0000 0002');
  expect((await here.mcf('billing', 'run')).out).toBe('✔ 1 invoice, 200.00: 0 paid, 1 open; no payouts\n');
  expect((await here.mcf('invoices', 'show', NUMBER)).out).toMatch(/^ {2}charge 1 {2}200\.00 {2}declined, card_declined {2}22 Nov 20:01, again Mon 23 Nov 20:01$/m);
  const { code, out, err } = await here.mcf('invoices', 'retry', NUMBER);
  expect({ code, out }).toEqual({ code: 0, out: `charge 2 for invoice ${NUMBER} · declined\n` });
  expect(err).toContain('! 200.00 declined: card_declined; again Wed 25 Nov 20:01\n');
  await enterCard('4242 4242 4242 4242');
  expect((await here.mcf('invoices', 'retry', NUMBER)).out).toBe(`✔ 200.00 charged for invoice ${NUMBER}\n`);
  expect(await here.error('invoices', 'retry', NUMBER)).toMatchObject({ code: 4, error: { code: 'billing.invoice_not_open' } });
});

test('a charge that nobody can find out about waits for a person, who resolves it', async () => {
  await enterCard('4242 4242 4242 4242');
  gateway.card.setMode('pending');
  await here.json('billing', 'run');
  expect(await here.error('invoices', 'void', NUMBER, '--reason', 'x', '--yes')).toMatchObject({ code: 4, error: { code: 'billing.collection_under_way' } });
  expect(await here.error('invoices', 'resolve', NUMBER, '--outcome', 'paid', '--reason', 'x')).toMatchObject({ code: 4, error: { code: 'billing.collection_not_parked' } });
  gateway.card.expireKeys();
  await here.json('billing', 'run');
  await here.json('jobs', 'run', 'reactions');
  expect(await here.json('billing', 'status')).toMatchObject({ collections: { unclear: 1, refused: 0 } });
  here.columns = 80;
  const status = await here.mcf('billing');
  expect(status.out).toContain('  card charges       0 refused for good, 1 unclear\n');
  expect(status.err).toContain('→ mcf tasks list\n');
  here.columns = null;
  expect((await here.mcf('tasks', 'list')).out).toContain(`find out at the card gateway whether it charged 200.00 for invoice ${NUMBER}: mcf invoices resolve ${NUMBER}`);
  expect(await here.error('invoices', 'resolve', NUMBER)).toMatchObject({ code: 2, error: { message: 'Missing: --outcome, --reason.' } });
  expect((await here.mcf('invoices', 'resolve', NUMBER, '--outcome', 'paid', '--reason', 'in its list')).out).toBe(`✔ charge 1 for invoice ${NUMBER} · paid\n`);
  expect(await here.json('invoices', 'show', NUMBER)).toMatchObject({ status: 'paid', collections: [{ status: 'paid', resolution: 'in its list', settled_at: textWith(/^2026-11-22/) }] });
  expect(await here.json('billing', 'status')).toMatchObject({ collections: { unclear: 0, refused: 0 } });
});
