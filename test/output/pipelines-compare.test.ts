import type { PipelineComparison } from '../../src/domain/staffing';
import { comparisonTold } from '../../src/output/pipelines-compare';

const spread = { matched: 11, unmatched: 2, workers: 3, most: 5 };
const found = (estimate: Partial<PipelineComparison['estimate']>, counts: Partial<PipelineComparison> = {}): PipelineComparison => ({
  active: 'first@1',
  shadow: 'second@1',
  orders: 13,
  both: 11,
  same: 11,
  spread: { active: spread, shadow: spread },
  success: null,
  estimate: { n: 12, support: 1, effective: 12, lacks: ['outcomes'], rate: null, interval: null, ...estimate },
  ...counts,
});

test('orders for which nobody was found are none with the same worker', () => {
  expect(comparisonTold(found({}))[0]).toBe('same worker for 11 of 11 orders that both found somebody for (100.00 %)');
  expect(comparisonTold(found({}, { both: 0, same: 0 }))[0]).toBe('for no order did both find somebody');
});

test.each([
  ['of outcomes', { lacks: ['outcomes'] }, 'No estimate for B: too few outcomes, the 12 of A say as much as 12.0 of its own (30 are needed).'],
  ['of support', { support: 0.5, lacks: ['support'], effective: 40 }, 'No estimate for B: support too small, first@1 could have made 50.0 % of its picks (80 % are needed).'],
  ['of both', { support: 0.5, lacks: ['support', 'outcomes'] }, 'No estimate for B: support too small, first@1 could have made 50.0 % of its picks (80 % are needed), and too few outcomes, the 12 of A say as much as 12.0 of its own (30 are needed).'],
] as const)('what there is too little %s for an estimate is named, and nothing else', (_, estimate, text) => {
  expect(comparisonTold(found({ ...estimate, lacks: [...estimate.lacks] }))[1]).toBe(text);
});
