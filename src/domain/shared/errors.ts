/** How an error is answered: exit codes and chat replies follow from it (docs/architecture.md). */
export type ErrorKind = 'unexpected' | 'usage' | 'not_found' | 'invalid' | 'conflict' | 'forbidden' | 'unavailable';

/** A scalar that may stand in an error, an event or the audit trail. */
export type Scalar = string | number | boolean | null;

/** The one error the domain throws: a stable code such as `orders.supplies_not_issued`; texts are found in the locales by it. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    readonly params: Record<string, Scalar> = {},
  ) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'DomainError';
  }
}
