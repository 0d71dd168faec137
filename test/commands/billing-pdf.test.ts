import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startSimulator } from '../../src/simulator';
import { readPdf } from '../documents/papers/read';
import { billed } from './billing-support';
import type { Machine } from './support';

let here: Machine;

const linesOf = async (file: string) => (await readPdf(readFileSync(file))).lines.join('\n');

beforeEach(async () => {
  here = await billed();
});

test('an invoice as a PDF, in either language, and never over another file by accident', async () => {
  const file = join(here.home, 'one.pdf');
  expect(await here.json('invoices', 'pdf', '2026-000001', '--out', file)).toEqual({ invoice: '2026-000001', file, bytes: expect.any(Number) as number });
  expect(await linesOf(file)).toContain('2026-000001');
  expect(await here.error('invoices', 'pdf', '2026-000001', '--out', file)).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
  expect((await here.mcf('invoices', 'pdf', '2026-000001', '--out', file, '--force', '--language', 'ru')).out).toContain(file);
  expect(await linesOf(file)).toContain('Счёт');
  expect(await here.error('invoices', 'pdf', '2026-000009')).toMatchObject({ code: 3, error: { code: 'billing.invoice_not_found' } });
});

test("a worker's pay slip as a PDF", async () => {
  const gateway = await startSimulator({ port: 0, now: () => new Date('2026-11-30T17:01:00Z') });
  here.clock = '2026-11-30T17:01:00Z';
  here.goldHat = gateway.goldHatUrl;
  await here.json('billing', 'run');
  await gateway.close();
  const file = join(here.home, 'slip.pdf');
  expect((await here.mcf('payouts', 'pdf', 'C-4/2026-11', '--out', file)).code).toBe(0);
  expect(await linesOf(file)).toContain('60.00');
});
