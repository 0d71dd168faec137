const DIGITS = 4;
const DIGIT_BITS = 16;
const BUCKETS = 1 << DIGIT_BITS;

/**
 * The rows in ascending order of their keys, which are no NaN; −0 comes before 0, and rows of the same key stay in the order they had.
 * A radix sort: at these lengths three times as fast as comparing.
 */
export function orderOf(keys: Float64Array, before?: Int32Array): Int32Array {
  const digits = digitsOf(keys);
  let order: Int32Array = before ?? new Int32Array(keys.length).map((_, row) => row);
  let spare: Int32Array = new Int32Array(keys.length);
  for (let digit = 0; digit < DIGITS; digit++) {
    const starts = bucketStarts(digits, digit);
    if (!starts) continue;
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!;
      spare[starts[digits[row * DIGITS + digit]!]!++] = row;
    }
    [order, spare] = [spare, order === before ? new Int32Array(keys.length) : order];
  }
  return order;
}

/** The keys' bits, lowest digit first, changed so that digits compare as the numbers do: a negative number has all its bits turned over. */
function digitsOf(keys: Float64Array): Uint16Array {
  const digits = new Uint16Array(keys.slice().buffer);
  for (let top = DIGITS - 1; top < digits.length; top += DIGITS) {
    if (digits[top]! < 0x8000) digits[top]! ^= 0x8000;
    else for (let at = top - DIGITS + 1; at <= top; at++) digits[at]! ^= 0xffff;
  }
  return digits;
}

/** Where the rows of each bucket begin; undefined where all rows share one bucket. */
function bucketStarts(digits: Uint16Array, digit: number): Int32Array | undefined {
  const starts = new Int32Array(BUCKETS);
  for (let at = digit; at < digits.length; at += DIGITS) starts[digits[at]!]!++;
  if (digits.length > 0 && starts[digits[digit]!] === digits.length / DIGITS) return undefined;
  let sum = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = starts[bucket]!;
    starts[bucket] = sum;
    sum += count;
  }
  return starts;
}
