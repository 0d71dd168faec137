import { pinnedName } from '../../catalogue/test-version';

/** What the language needs to know about one version of a test of the catalogue (S2). */
export interface TestFacts {
  key: string;
  version: number;
  type: 'number' | 'points' | 'choice' | 'pass_fail';
  /** Every result lies in [min, max], in `unit`; pass_fail has no use for them. */
  min: number;
  max: number;
  unit: string | null;
}

/** The name of a pinned test in a file, `jump@1`. */
export const nameOf = ({ key, version }: TestFacts): string => pinnedName({ test: key, version });

/** The newest version of a test; undefined where there is no such test. */
export function newest(tests: readonly TestFacts[], key: string | undefined): TestFacts | undefined {
  return tests.filter((test) => test.key === key).reduce<TestFacts | undefined>((best, test) => (best && best.version > test.version ? best : test), undefined);
}
