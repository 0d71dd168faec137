import type { App, Company } from '../app';
import { DomainError } from '../domain/shared/errors';

/** How many migrations are still to be applied; the company can be read only where there are none. */
export async function migrationsOf(app: App): Promise<{ company: Company | undefined; pending: number }> {
  try {
    return { company: await app.company(), pending: 0 };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'machine.migrations_pending') throw error;
    return { company: undefined, pending: Number(error.params.pending) };
  }
}
