/** A column of numbers in a chunk, each in as few bytes as all of them can be restored from to the bit. */
interface Head {
  /** Bytes of each number: 1, 2 or 4 of a whole number of steps above `base`, 8 of the number itself. */
  width: 1 | 2 | 4 | 8;
  /** How many steps there are to one: 10 where numbers have one decimal place. */
  scale: number;
  n: number;
  base: number;
}

const HEAD_BYTES = 16;
const SCALES = [1, 10, 100, 1000];
const CODES = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
/** What stands for a missing number, NaN: the highest code. */
const MISSING = { 1: 0xff, 2: 0xffff, 4: 0xffffffff };

/** Writes numbers little endian: width (1 byte), decimal places (1), nothing (2), n (4), base (8), then each. NaN is a missing number. */
export function encodeColumn(numbers: Float64Array): Uint8Array {
  const { width, scale, base } = headFor(numbers);
  const bytes = new Uint8Array(HEAD_BYTES + numbers.length * width);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, width);
  view.setUint8(1, SCALES.indexOf(scale));
  view.setUint32(4, numbers.length, true);
  view.setFloat64(8, base, true);
  if (width === 8) new Float64Array(bytes.buffer, HEAD_BYTES).set(numbers);
  else new CODES[width](bytes.buffer, HEAD_BYTES).set(numbers.map((number) => (Number.isNaN(number) ? MISSING[width] : steps(number, scale) - base)));
  return bytes;
}

/** Reads the n numbers that lie at `at` into a column from its row `first` on; returns where they end. Throws a RangeError where they are damaged. */
export function decodeColumn(bytes: Uint8Array, at: number, n: number, column: Float64Array | Int32Array | Uint8Array, first: number): number {
  const { width, scale, n: found, base } = headOf(bytes, at);
  const end = at + HEAD_BYTES + n * width;
  if (found !== n || end > bytes.length) throw new RangeError(`a column of ${found} numbers is none of ${n}`);
  // A copy of its own, as a driver's buffer may begin at any address.
  const own = new Uint8Array(bytes.subarray(at + HEAD_BYTES, end)).buffer;
  if (width === 8) {
    column.set(new Float64Array(own), first);
    return end;
  }
  // Widened by the machine: a loop over arrays of this width and that would be compiled anew for each.
  column.set(new CODES[width](own), first);
  if (column instanceof Float64Array) restore(column, first, first + n, { base, scale, missing: MISSING[width] });
  else if (base !== 0) raise(column, first, first + n, base);
  return end;
}

function restore(column: Float64Array, from: number, to: number, { base, scale, missing }: { base: number; scale: number; missing: number }): void {
  for (let i = from; i < to; i++) column[i] = column[i] === missing ? NaN : (base + column[i]!) / scale;
}

/** Whole numbers are in whole steps, and none of them is missing. */
function raise(column: Int32Array | Uint8Array, from: number, to: number, base: number): void {
  for (let i = from; i < to; i++) column[i]! += base;
}

function headOf(bytes: Uint8Array, at: number): Head {
  if (at + HEAD_BYTES > bytes.length) throw new RangeError('not a column of numbers');
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEAD_BYTES);
  const [width, scale] = [view.getUint8(0), SCALES[view.getUint8(1)]];
  if ((width !== 1 && width !== 2 && width !== 4 && width !== 8) || scale === undefined) throw new RangeError('not a column of numbers');
  return { width, scale, n: view.getUint32(4, true), base: view.getFloat64(8, true) };
}

/** The narrowest codes, with the fewest decimal places, from which every number comes back. */
function headFor(numbers: Float64Array): Omit<Head, 'n'> {
  const known = numbers.filter((number) => !Number.isNaN(number));
  for (const scale of SCALES) {
    const whole = known.map((number) => steps(number, scale));
    const base = known.length === 0 ? 0 : whole.reduce((least, one) => Math.min(least, one));
    const span = whole.reduce((most, one) => Math.max(most, one - base), 0);
    const isExact = known.every((number, i) => Object.is((base + (whole[i]! - base)) / scale, number));
    const width = ([1, 2, 4] as const).find((one) => span < MISSING[one]);
    if (isExact && width !== undefined) return { width, scale, base };
  }
  return { width: 8, scale: 1, base: 0 };
}

const steps = (number: number, scale: number): number => Math.round(number * scale);
