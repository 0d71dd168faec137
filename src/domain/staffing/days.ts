/** A minute in ms. */
export const MINUTE_MS = 60_000;
/** A day of 24 hours in ms; the company's days may have one more or less. */
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** So many days of 24 hours later; earlier where negative. */
export const daysLater = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);

/** How many days of 24 hours lie between two instants, in fractions. */
export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / DAY_MS;
