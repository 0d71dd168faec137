/** A count for people: `30,412`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share as `2.01 %`, which no line breaks in two; `-` where there is nothing to share. */
export function percent(share: number, digits = 2): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(digits)}\u00a0%` : '-';
}

/** A score or an E with three figures that count: `66.1`, `0.0213`, `1,840`. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return size < 1e9 ? (value < 0 ? '-' : '') + count(Math.round(size)) : value.toExponential(2);
  return size >= 0.001 || value === 0 ? String(Number(value.toPrecision(3))) : value.toExponential(2);
}
