import { badResult } from '../errors';
import { pinnedName, type TestVersion } from './test-version';

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
const PASS_FAIL: Record<string, number> = { pass: 1, fail: 0, yes: 1, no: 0, '1': 1, '0': 0 };

/** What a result comes to as a number of the test's scale: `187`, `pass`; throws `staffing.bad_result`. */
export function readResult(test: Pick<TestVersion, 'key' | 'version' | 'type' | 'min' | 'max' | 'unit'>, given: number | string): number {
  const text = String(given).trim();
  const value = test.type === 'pass_fail' ? PASS_FAIL[text.toLowerCase()] : NUMBER.test(text) ? Number(text) : undefined;
  const isWhole = test.type === 'points' || test.type === 'choice';
  if (value === undefined || !(value >= test.min && value <= test.max) || (isWhole && !Number.isInteger(value))) {
    throw badResult(text, { test: pinnedName({ test: test.key, version: test.version }), type: test.type, min: test.min, max: test.max, unit: test.unit });
  }
  // A minus before nothing would not survive every way into a database.
  return value === 0 ? 0 : value;
}
