/** An amount in minor units (1 CU = 100); always an integer (B1). */
export type Minor = number;

/** The currency of every amount: the cat-unit, shown as CU or «к.е.». */
export const CURRENCY = 'CAT';

/** Largest amount one entry may carry, in minor units; the databases check it too. */
export const MAX_MINOR = Number.MAX_SAFE_INTEGER;

/** A share of an amount in basis points (6000 = 60 %), rounded half-up once (B1). */
export function share(amount: Minor, basisPoints: number): Minor {
  return proportion(amount, basisPoints, 10_000);
}

/** An amount × `times` ÷ `per` (above zero), rounded half-up once, exactly: the one place where money is rounded (B1). */
export function proportion(amount: Minor, times: number, per: number): Minor {
  const twice = 2n * BigInt(amount) * BigInt(times) + BigInt(per);
  const by = 2n * BigInt(per);
  return Number(twice < 0n && twice % by !== 0n ? twice / by - 1n : twice / by);
}

/** Reads `95`, `95.5`, `95.00` or `95,00` into minor units; undefined where it is no amount. */
export function parseMoney(text: string): Minor | undefined {
  const found = /^(-?)(\d{1,13})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!found) return undefined;
  const minor = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'));
  return found[1] && minor !== 0 ? -minor : minor;
}

/** Writes minor units as `10240.00`, the form of input and CSV. */
export function plainMoney(amount: Minor): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
