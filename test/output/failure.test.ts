import { DomainError } from '../../src/domain/shared/errors';
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
