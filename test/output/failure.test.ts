import { refused, TRANSITIONS, type Transition, type TransitionName } from '../../src/domain/orders/transitions';
import { DomainError } from '../../src/domain/shared/errors';
import { text } from '../../src/locales';
import { failureOf } from '../../src/output/failure';

const told = (code: string, params: ConstructorParameters<typeof DomainError>[2], language: 'en' | 'ru' = 'en') =>
  failureOf(new DomainError(code, 'conflict', params), { language, home: '/nowhere', command: 'mcf' });

test('sums in an error are told with their thousands set apart; scripts and commands to copy get them plain', () => {
  const tooHigh = { invoice: '2026-000017', left: '1999.99' };
  expect(told('billing.credit_too_high', tooHigh)).toMatchObject({ message: 'Only 1,999.99 is left of invoice 2026-000017: no more can be taken off it.', params: tooHigh });
  expect(told('billing.credit_too_high', tooHigh, 'ru').message).toContain('1,999.99');
  expect(told('billing.not_enough_credit', { client: 'Barsik', credit: '12345.00', number: 'C-000002' }).message).toContain('Barsik has 12,345.00 of credit');
  expect(told('billing.invoice_wrong_state', { ...tooHigh, status: 'paid', to: 'void', problem: 'paid' }).hint).toBe('mcf invoices credit 2026-000017 --amount 1999.99');
});

const STATES = ['unmatched', 'assigned', 'started', 'completed', 'failed', 'cancelled'] as const;
const ASKED = Object.entries<Transition>(TRANSITIONS).filter(([, { from, isQuiet }]) => from.length > 0 && !isQuiet);

describe.each(['en', 'ru'] as const)('in %s an order that does not allow something', (language) => {
  test.each(ASKED)('as %s tells its own state and those that would do', (name, { from }) => {
    for (const status of STATES.filter((state) => !from.includes(state))) {
      const { message } = failureOf(refused({ id: 'x', number: 3, status }, name as TransitionName), { language, home: '/nowhere', command: 'mcf' });
      const told = STATES.filter((state) => new RegExp(`(?<!\\p{L})${text(language, `errors:word.${state}`)}(?!\\p{L})`, 'u').test(message));
      expect(told).toEqual(STATES.filter((state) => state === status || from.includes(state)));
    }
  });
});

test.each([
  ['unmatched', 'mcf orders assign 3 · mcf orders match 3 · mcf orders cancel 3'],
  ['assigned', 'mcf orders start 3 · mcf orders cancel 3'],
  ['started', 'mcf orders complete 3 · mcf orders fail 3 · mcf orders start 3 --undo'],
  ['completed', 'mcf orders show 3'],
  ['failed', 'mcf orders repeat 3'],
] as const)('an order that is %s and refuses something names the commands that it takes', (status, hint) => {
  const deed = status === 'started' ? 'cancel-order' : status === 'failed' || status === 'completed' ? 'start-order' : 'repeat-order';
  expect(failureOf(refused({ id: 'x', number: 3, status }, deed), { language: 'en', home: '/nowhere', command: 'mcf' }).hint).toBe(hint);
});
