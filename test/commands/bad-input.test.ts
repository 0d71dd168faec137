import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { company, place, type Machine, textWith } from './support';

const LONG = 'x'.repeat(10_000);
const UUID = '0193aaaa-0000-7000-8000-000000000000';
const REQUEST = { client: 'C-2', service: 'glass dropping', place: 'Kitchen', at: '2026-11-22 15:00' };
let here: Machine;

/** An order with one thing wrong. */
const order = (wrong: Record<string, string>) => ['orders', 'place', ...Object.entries({ ...REQUEST, ...wrong }).flatMap(([flag, value]) => [`--${flag}`, value])];

beforeAll(async () => {
  here = await company();
  await place(here, '2026-11-21 15:00');
  writeFileSync(join(here.home, 'text.txt'), 'no picture');
});

/** What is typed, the exit code, the error's code. */
const cases: [string, string[], number, string][] = [
  ['an order that is not there', ['orders', 'show', '99'], 3, 'orders.not_found'],
  ['an id that is not there', ['orders', 'show', UUID], 3, 'orders.not_found'],
  ['10,000 characters for an order', ['orders', 'show', LONG], 3, 'orders.not_found'],
  ['HTML for an order', ['orders', 'timeline', '<b>1</b>'], 3, 'orders.not_found'],
  ['nothing for an order', ['orders', 'show'], 2, 'cli.usage'],
  ['an empty order', ['orders', 'show', ''], 3, 'orders.not_found'],
  ['a client that is not there', ['orders', 'list', '--client', 'C-99'], 3, 'users.person_not_found'],
  ['a state that is none', ['orders', 'list', '--status', 'lost'], 2, 'cli.usage'],
  ['a limit that is no number', ['orders', 'list', '--limit', 'many'], 2, 'cli.usage'],
  ['a limit below zero', ['orders', 'list', '--limit', '-1'], 2, 'cli.usage'],
  ['a flag that is none', ['orders', 'list', '--colour'], 2, 'cli.usage'],
  ['a time that is none', order({ at: 'tomorrow' }), 2, 'cli.usage'],
  ['a day that is none', order({ at: '2026-02-30 15:00' }), 2, 'cli.usage'],
  ['a time in the past', order({ at: '2026-11-19 15:00' }), 4, 'orders.too_soon'],
  ['a time too soon', order({ at: '2026-11-20 15:30' }), 4, 'orders.too_soon'],
  ['a time too far', order({ at: '2027-11-20 15:30' }), 4, 'orders.too_far'],
  ['an empty place', order({ place: ' ' }), 4, 'users.bad_text'],
  ['a long place', order({ place: LONG }), 4, 'users.bad_text'],
  ['a long description', order({ description: LONG }), 4, 'users.bad_text'],
  ['a service that is none', order({ service: 'purring' }), 3, 'orders.service_not_found'],
  ['an order for somebody who is no client', order({ client: 'C-3' }), 4, 'orders.not_a_client'],
  ['a photo that is not there', ['orders', 'start', '1', '--photo', '/nowhere.jpg', '--reason', 'x'], 2, 'cli.usage'],
  ['a directory for a photo', ['orders', 'start', '1', '--photo', '/', '--reason', 'x'], 2, 'cli.usage'],
  ['a text for a photo', ['orders', 'complete', '1', '--photo', 'HOME/text.txt', '--reason', 'x'], 4, 'orders.bad_photo'],
  ['an empty reason', ['orders', 'cancel', '1', '--reason', ''], 4, 'users.bad_text'],
  ['a long reason', ['orders', 'cancel', '1', '--reason', LONG], 4, 'users.bad_text'],
  ['failing what has not begun', ['orders', 'fail', '1', '--reason', 'ill'], 4, 'orders.wrong_state'],
  ['a worker that is none', ['orders', 'assign', '1', '--worker', 'C-2', '--reason', 'x'], 3, 'staffing.worker_not_found'],
  ['no reason to assign', ['orders', 'assign', '1', '--worker', 'C-4'], 2, 'cli.usage'],
  ['a kit that is not there', ['consumables', 'issue', '99'], 3, 'orders.not_found'],
  ['an empty override', ['consumables', 'issue', '1', '--override', ''], 4, 'users.bad_text'],
  ['somebody who is not there', ['users', 'show', 'C-99'], 3, 'users.person_not_found'],
  ['somebody by the name of nobody', ['users', 'invite', 'Behemoth'], 3, 'users.person_not_found'],
  ['a role that is none', ['users', 'add', '--name', 'X', '--role', 'king'], 2, 'cli.usage'],
  ['a role that is not given by hand', ['users', 'add', '--name', 'X', '--role', 'worker'], 4, 'users.role_not_given'],
  ['nobody to add', ['users', 'add'], 2, 'cli.usage'],
  ['a long name', ['users', 'add', '--name', LONG, '--role', 'client'], 4, 'users.bad_text'],
  ['roles of nobody', ['users', 'roles', UUID, '--add', 'client'], 3, 'users.person_not_found'],
  ['an age that is none', ['candidates', 'add', '--name', 'X', '--vacancy', 'courier', '--age', '99'], 4, 'staffing.bad_age'],
  ['no vacancy', ['candidates', 'add', '--name', 'X'], 2, 'cli.usage'],
  ['a candidate who is none', ['candidates', 'show', 'C-2'], 3, 'staffing.candidate_not_found'],
  ['a candidate decided on', ['candidates', 'override', 'C-4', '--accept', '--reason', 'x'], 4, 'staffing.already_decided'],
  ['a candidate who works', ['candidates', 'override', 'C-4', '--reject', '--reason', 'x'], 4, 'staffing.already_worker'],
  ['a worker who is none', ['workers', 'show', 'C-2'], 3, 'staffing.worker_not_found'],
  ['a bonus of nothing', ['workers', 'bonus', 'C-4', '--amount', '0', '--reason', 'x'], 4, 'billing.bad_amount'],
  ['a bonus that is no amount', ['workers', 'bonus', 'C-4', '--amount', '1.234', '--reason', 'x'], 2, 'cli.usage'],
  ['a bonus for a client', ['workers', 'bonus', 'C-2', '--amount', '1', '--reason', 'x'], 4, 'billing.not_a_worker'],
  ['a statement of nobody', ['workers', 'statement', 'C-99'], 3, 'users.person_not_found'],
  ['a statement as of nonsense', ['billing', 'statement', 'C-2', '--as-of', 'yesterday'], 2, 'cli.usage'],
  ['minutes that are none', ['services', 'add', '--name', 'X', '--minutes', '5'], 4, 'orders.bad_minutes'],
  ['an empty item', ['services', 'add', '--name', 'X', '--kit', ' '], 4, 'users.bad_text'],
  ['a service to retire that is none', ['services', 'retire', 'purring'], 3, 'orders.service_not_found'],
  ['a run as of nonsense', ['billing', 'run', '--as-of', '2026-13-01 12:00'], 2, 'cli.usage'],
  ['a format that is none', ['billing', 'ledger', '--format', 'xml'], 2, 'cli.usage'],
  ['an invoice that is not there', ['invoices', 'show', '2026-000099'], 3, 'billing.invoice_not_found'],
  ['no amount', ['invoices', 'pay', '2026-000099'], 2, 'cli.usage'],
  ['a payment for nothing', ['invoices', 'pay', '2026-000099', '--amount', '1'], 3, 'billing.invoice_not_found'],
  ['a payout that is not there', ['payouts', 'show', 'C-4/2026-01'], 3, 'billing.payout_not_found'],
  ['a payout by its id that is not there', ['payouts', 'show', UUID], 3, 'billing.payout_not_found'],
  ['a review that is not there', ['reviews', 'show', '1'], 3, 'quality.review_not_found'],
  ['a review without a note', ['reviews', 'close', '1', '--verdict', 'x'], 2, 'cli.usage'],
  ['a task that is not there', ['tasks', 'done', 'abcdef'], 3, 'notifications.task_not_found'],
  ['a job that is none', ['jobs', 'run', 'napping'], 3, 'machine.job_not_found'],
];

test.each(cases)('%s is told apart', async (_, words, exit, code) => {
  const { error, code: exited } = await here.error(...words.map((word) => word.replace('HOME', here.home)));
  expect({ exited, code: error.code }).toEqual({ exited: exit, code });
  expect(error.message.length).toBeLessThan(400);
  expect(error.message).not.toMatch(/\{\{|undefined|\$t\(/);
});

test('in text, errors go to stderr alone, with their code below and what to do next', async () => {
  expect(await here.mcf('orders', 'show', '99')).toEqual({ code: 3, out: '', err: 'clock 20 Nov 15:05\n✖ There is no order “99”.\n  orders.not_found\n→ mcf orders list\n' });
});

test.each([
  [['orders', 'list', '--limit', '-1'], '--limit takes a whole number from 0 on; “-1” is less.'],
  [['orders', 'list', '--limit', 'many'], '--limit takes a whole number; “many” is none.'],
  [['start', '--port', '99999'], '--port takes a whole number up to 65535; “99999” is more.'],
  [['orders', 'list', '--status'], /^--status needs a value, one of unmatched, /],
  [['orders', 'list', '--client'], '--client needs a value.'],
  [['orders', 'list', '--csv'], '--csv, --json: only one of them can be given.'],
  [['orders', 'list', '--csv=yes'], '--csv is a switch and takes no value; here: “yes”.'],
  [['candidates', 'override', 'C-4', '--accept', '--reject', '--reason', 'x'], '--accept, --reject: only one of them can be given.'],
])('%j is refused in our own words', async (words, message) => {
  const { code, error } = await here.error(...words);
  expect({ code, error: error.code, message: error.message }).toEqual({ code: 2, error: 'cli.usage', message: textWith(message) });
});

test('a switch with a value is told as JSON where it is --json', async () => {
  for (const words of [['orders', 'list', '--json=true'], ['orders', 'show', '--json=false']]) {
    const { code, out } = await here.mcf(...words);
    expect({ code, told: JSON.parse(out) as object }).toMatchObject({ code: 2, told: { error: { code: 'cli.usage', message: textWith('--json is a switch and takes no value') } } });
  }
  expect(await here.mcf('orders', 'show', '--', '--json=1')).toMatchObject({ code: 3, out: '' });
});

test('everything that is missing is named at once', async () => {
  expect((await here.error('orders', 'place')).error.message).toBe('Missing: --client, --service, --place, --at.');
  expect((await here.error('orders', 'start')).error.message).toBe('Missing: ID, --photo, --reason.');
});

test('nothing of all this has changed anything', async () => {
  expect(await here.json('orders', 'list')).toMatchObject([{ number: 1, status: 'assigned' }]);
  expect(await here.json<object[]>('users', 'list')).toHaveLength(4);
});
