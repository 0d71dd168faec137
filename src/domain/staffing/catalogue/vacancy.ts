import type { Words } from './test-version';

/** What cats apply for; only open ones are offered in the chat. */
export interface Vacancy {
  key: string;
  name: Words;
  status: 'open' | 'closed';
  /** The battery by hand: keys of tests (S2). */
  tests: string[];
}
