import type { AppWork } from '../../app';
import { listHypotheses, showHypothesis, type Candidate } from '../../domain/staffing';

/** The tests without which a hypothesis decides nothing on a cat, and its id; nothing where none is in force for it. */
export interface Needed {
  by: string;
  tests: ReadonlySet<string>;
}

/** What the version needs that the cat keeps, or before it keeps one that which is in force for its vacancy. */
export async function neededFor(w: AppWork, { hypothesis: kept, vacancy }: Candidate): Promise<Needed> {
  const inForce = (await listHypotheses(w)).filter(({ state }) => state === 'adopted');
  const scope = (name: string) => inForce.find(({ vacancies }) => vacancies.includes(name));
  const hash = kept ?? (scope(vacancy) ?? scope('*'))?.hash;
  if (hash === undefined) return { by: '', tests: new Set() };
  const { id, hypothesis } = await showHypothesis(w, hash);
  const tests = hypothesis.inputs.flatMap(({ from, missing }) => ('test' in from && missing === 'incomplete' ? [from.test] : []));
  return { by: id, tests: new Set(tests) };
}
