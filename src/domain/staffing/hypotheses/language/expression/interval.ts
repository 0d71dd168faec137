/** All that a number may be, ends included. Rounding is monotonic, so the ends computed in doubles bound every result. */
export interface Interval {
  low: number;
  high: number;
}

/** Beyond this whole numbers begin to blur, and nothing about a cat is so large. */
export const LARGEST = 1e15;

/** The interval of one number. */
export const exactly = (value: number): Interval => ({ low: value, high: value });

/** The smallest interval that holds all of the numbers. */
const around = (values: readonly number[]): Interval => ({ low: Math.min(...values), high: Math.max(...values) });

/** Whether every number of the interval is one that may be computed with. */
export const isBounded = ({ low, high }: Interval): boolean => low >= -LARGEST && high <= LARGEST;

/** Whether a value is in the interval. */
export const holds = ({ low, high }: Interval, value: number): boolean => low <= value && value <= high;

/** What a value of either may be. */
export const eitherOf = (one: Interval, other: Interval): Interval => around([one.low, one.high, other.low, other.high]);

/** The other side of zero. */
export const negated = ({ low, high }: Interval): Interval => ({ low: -high, high: -low });

/** What arithmetic makes of two intervals; a divisor must not hold 0. */
export function combined(operator: '+' | '-' | '*' | '/', one: Interval, other: Interval): Interval {
  const [a, b, c, d] = [one.low, one.high, other.low, other.high];
  switch (operator) {
    case '+':
      return { low: a + c, high: b + d };
    case '-':
      return { low: a - d, high: b - c };
    case '*':
      return around([a * c, a * d, b * c, b * d]);
    case '/':
      return around([a / c, a / d, b / c, b / d]);
  }
}

/** What the least, the greatest or the absolute of some numbers may be. */
export function picked(name: 'min' | 'max' | 'abs', ranges: readonly Interval[]): Interval {
  const [lows, highs] = [ranges.map(({ low }) => low), ranges.map(({ high }) => high)];
  if (name === 'min') return { low: Math.min(...lows), high: Math.min(...highs) };
  if (name === 'max') return { low: Math.max(...lows), high: Math.max(...highs) };
  const [low = 0, high = 0] = [lows[0], highs[0]];
  return { low: Math.max(0, low, -high), high: Math.max(Math.abs(low), Math.abs(high)) };
}
