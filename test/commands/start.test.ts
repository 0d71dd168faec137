import { company, type Machine } from './support';

jest.mock('../../src/serve', () => ({
  serve: () => {
    // Whoever runs the program stops it as soon as it stands.
    setImmediate(() => process.emit('SIGTERM'));
    return Promise.resolve({ page: null, bot: 'mcf_bot', jobs: 7, nextInvoices: new Date('2026-11-22T17:00:00Z'), zone: 'Europe/Moscow', stop: () => Promise.resolve() });
  },
}));

const UNSET = '! MCF_BANK_DETAILS is not set: clients are not told where to pay\n';
let here: Machine;

beforeEach(async () => {
  here = await company();
});

afterEach(() => {
  delete process.env.MCF_BANK_DETAILS;
});

test('mcf start says once that clients cannot be told where to pay', async () => {
  const { out, err } = await here.mcf('start');
  expect(out).toContain('✔ jobs  7;');
  expect(err.split(UNSET)).toHaveLength(2);
});

test('mcf start with bank details, or with --json, says nothing of them', async () => {
  expect((await here.mcf('start', '--json')).err).not.toContain('MCF_BANK_DETAILS');
  process.env.MCF_BANK_DETAILS = 'Bank of Cats|Account 42';
  expect((await here.mcf('start')).err).not.toContain('MCF_BANK_DETAILS');
});
