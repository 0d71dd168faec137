import { catNumber } from '../domain/shared/ids';
import { CURRENCY, type Minor } from '../domain/shared/money';

/** An amount in JSON. */
export const amount = (minor: Minor) => ({ minor, currency: CURRENCY });

/** An amount in JSON that need not be there. */
export const amountOrNull = (minor: Minor | null | undefined) => (minor == null ? null : amount(minor));

/** A time in JSON: ISO 8601, UTC. */
export const iso = (at: Date) => at.toISOString();

/** A time in JSON that need not be there. */
export const isoOrNull = (at: Date | null) => at?.toISOString() ?? null;

/** What names a cat in JSON, with its number as C-000012. */
export const cat = ({ id, number, name }: { id: string; number: number; name: string }) => ({ id, number: catNumber(number), name });
