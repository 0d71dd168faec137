import type { Candidate } from '../candidate';
import type { TestType, Words } from '../catalogue/test-version';
import { isRequired, type Hypothesis } from '../hypotheses/hypothesis';

/** A test in one cat's battery. */
export interface PlannedItem {
  test: string;
  version: number;
  /** Nothing is decided before it is there. */
  required: boolean;
}

/** A test in one cat's battery, with what came of it. */
export interface BatteryItem extends PlannedItem {
  name: Words;
  type: TestType;
  unit: string;
  min: number;
  max: number;
  value: number | null;
  completedAt: Date | null;
}

/** The tests of one cat, given out or as they would be (S2). */
export interface Battery {
  candidate: Candidate;
  items: BatteryItem[];
  expiresAt: Date | null;
}

/** What a battery is made of before a manager changes it for one cat. */
export interface BatterySources {
  /** The vacancy's tests by hand, in their newest versions. */
  byHand: readonly { test: string; version: number }[];
  /** The version that decides on the cat. */
  own: Hypothesis | null;
  shadows: readonly Hypothesis[];
}

/** Puts a battery together: where two want different versions of one test, the deciding hypothesis wins, then shadows (S2). */
export function planBattery({ byHand, own, shadows }: BatterySources): PlannedItem[] {
  const plan = new Map<string, PlannedItem>();
  const want = (item: PlannedItem) => {
    const there = plan.get(item.test);
    if (!there) plan.set(item.test, item);
    else if (there.version === item.version) plan.set(item.test, { ...there, required: there.required || item.required });
  };
  if (own) [...inputsOf(own)].sort((one, other) => Number(other.required) - Number(one.required)).forEach(want);
  shadows.flatMap(inputsOf).forEach(want);
  for (const { test, version } of byHand) want({ test, version: plan.get(test)?.version ?? version, required: true });
  return [...plan.values()].sort((one, other) => (one.test < other.test ? -1 : 1));
}

/** The tests that a hypothesis reads. */
export function inputsOf(hypothesis: Hypothesis): PlannedItem[] {
  return hypothesis.inputs.flatMap((input) => ('test' in input.from ? [{ ...input.from, required: isRequired(input) }] : []));
}

/** Whether every required test has its result; a battery that requires nothing is never complete. */
export function isComplete(items: readonly Pick<BatteryItem, 'required' | 'value'>[]): boolean {
  const required = items.filter((item) => item.required);
  return required.length > 0 && required.every((item) => item.value !== null);
}
