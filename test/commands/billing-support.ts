import { company, complete, type Machine, place } from './support';

/** An amount in JSON. */
export const CAT = (minor: number) => ({ minor, currency: 'CAT' });

/** Sunday, 22 November 2026, a minute after the cut-off in Moscow. */
export const SUNDAY = '2026-11-22T17:01:00Z';

/** A company whose client Barsik owes 200.00 for order 1, completed by Tom, and order 2, cancelled; on Sunday after the cut-off. */
export async function owing(): Promise<Machine> {
  const here = await company();
  await place(here, '2026-11-20 16:30');
  await place(here, '2026-11-22 12:00');
  await complete(here, '1');
  await here.json('orders', 'cancel', '2', '--reason', 'plans_changed');
  here.clock = SUNDAY;
  return here;
}

/** The same with invoice 2026-000001 issued. */
export async function billed(): Promise<Machine> {
  const here = await owing();
  await here.json('billing', 'run');
  return here;
}

/** Adds a version of the tariff with some numbers changed. */
export const tariff = (here: Machine, from: string, ...flags: string[]) => here.json('billing', 'tariff', '--from', from, ...flags, '--yes');
