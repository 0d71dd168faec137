import { DomainError } from '../../shared/errors';

/** Whether an error is one account's own trouble, so that the others may go on (B12), and not the machine's or the actor's. */
export function isAccountsOwn(error: unknown): error is Error {
  // A closed month is nobody's own: the clock was set back.
  if (error instanceof DomainError) return error.kind !== 'forbidden' && error.kind !== 'unavailable' && error.code !== 'machine.month_closed';
  return error instanceof TypeError || error instanceof RangeError;
}

/** Whether an error is about an account by its very words, and not of the database or the program. */
export const isBillings = (error: Error): boolean => error instanceof DomainError && error.code.startsWith('billing.');

/** An error as the reason for parking an account: its code, and what it says of itself. */
export function reasonOf(error: Error): string {
  if (!(error instanceof DomainError)) return error.message;
  const said = Object.entries(error.params).map(([name, value]) => `${name} ${value}`);
  return [error.code, said.join(', ')].filter(Boolean).join(': ');
}
