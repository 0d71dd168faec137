export { differences, type Difference } from './differences';
export { evaluate, type Lookup, type Value } from './evaluate';
export { excerpt } from './excerpt';
export type { Problem } from './problem';
export type { Limits } from './read-cut';
export { readHypothesis } from './read-hypothesis';
export { termsOf, type Term } from './terms';
export type { TestFacts } from './test-facts';
export { canonical, versionOf } from './version';
