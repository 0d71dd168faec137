import type { AppWork } from '../../app';
import { catNumber } from '../../domain/shared/ids';
import { explainCandidate, showBattery, type Battery, type Candidate, type Decision, type Explanation } from '../../domain/staffing';
import { openItems, nextForCandidate, resultOf } from './candidates';
import { explanationLines } from './explain';
import { counted } from '../money';

/** A candidate after results came in: what is still missing, or why it was decided on as it was. */
export interface After {
  battery: Battery;
  explanation: Explanation | null;
}

/** Looks at a candidate after results came in. */
export async function afterwards(w: AppWork, { candidate, decision }: { candidate: Candidate; decision: Decision | null }): Promise<After> {
  return { battery: await showBattery(w, candidate.id), explanation: decision === null ? null : await explainCandidate(w, candidate.id) };
}

/** One recorded result: `C-030182 jump@1 187 cm`. */
export function recordedLine({ items, candidate }: Battery, test: string): string {
  const item = items.find((one) => one.test === test || `${one.test}@${one.version}` === test);
  const cat = catNumber(candidate.number);
  return item ? `${cat} ${item.test}@${item.version} ${resultOf(item)}` : `${cat} ${test}`;
}

/** What came of it: the decision with its reasons, or what it waits for. */
export function outcomeLines({ battery, explanation }: After, stream: { isTTY?: boolean }): string[] {
  if (explanation) return explanationLines(explanation, stream);
  const open = openItems(battery.items);
  const named = (items: typeof open) => items.map(({ test, version }) => `${test}@${version}`).join(', ');
  const [needed, optional] = [open.filter(({ required }) => required), open.filter(({ required }) => !required)];
  if (needed.length > 0) {
    // The last needed result decides: what is to count has to be there before it.
    const before = optional.length === 0 ? [] : [`  counts if it comes before the last of them: ${named(optional)}`];
    return [`  ${counted(needed.length, 'needed test')} open: ${named(needed)}`, ...before];
  }
  if (battery.candidate.status === 'testing') return ['  complete, and not decided: no hypothesis is in force for its vacancy'];
  return [`  it was ${battery.candidate.status} before: this changes nothing about that`];
}

/** What to do next about it. */
export function nextAfter({ battery, explanation }: After): string {
  const { candidate, items } = battery;
  if (explanation) return candidate.status === 'accepted' ? 'mcf workers list' : `mcf candidates show ${catNumber(candidate.number)}`;
  const complete = candidate.status === 'testing' && openItems(items).length === 0;
  return complete ? 'mcf hypotheses list' : nextForCandidate(candidate, items);
}
