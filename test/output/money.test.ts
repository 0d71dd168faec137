import fc from 'fast-check';

import { inCurrencyTold, money, readMoney, readSum } from '../../src/output/money';

const refusal = (text: string) => {
  try {
    return readMoney('--amount', text);
  } catch (error) {
    return (error as { params: { problem: string } }).params.problem;
  }
};

test('every amount that is shown can be typed in again', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (amount) => {
      expect(readMoney('--amount', money(amount))).toBe(amount);
    }),
  );
});

test.each([
  ['95', 95_00],
  ['95.5', 95_50],
  ['95,00', 95_00],
  ['1,000.00', 1_000_00],
  ['10,240.5', 10_240_50],
  ['-1,000,000.00', -1_000_000_00],
])('%s is read', (text, amount) => {
  expect(readMoney('--amount', text)).toBe(amount);
});

test.each([
  ['1,000', 'two_sums'],
  ['1.000', 'two_sums'],
  ['1.000,00', 'two_sums'],
  ['1,000,000', 'two_sums'],
  ['-10.240', 'two_sums'],
  ['99999999999999', 'too_much'],
  ['10,24.00', 'value'],
  ['1,0000.00', 'value'],
  ['1 000.00', 'value'],
  ['95.001.', 'value'],
  ['', 'value'],
])('%s is refused: %s', (text, problem) => {
  expect(refusal(text)).toBe(problem);
});

test.each(['0', '-5', '0.00'])('%s is no payment', (text) => {
  expect(() => readSum('--amount', text, 'payment')).toThrow(expect.objectContaining({ code: 'billing.bad_amount', kind: 'invalid' }) as Error);
});

test.each([
  ['EUR', 4_180, 44, '41.80 EUR at 0.44'],
  ['JPY', 7_100, 71, '7,100 JPY at 71'],
])('what was paid in %s is told by its own coins', (currency, amount, rateMinor, told) => {
  expect(inCurrencyTold({ currency, amount, rateMinor })).toBe(told);
});
