import type { Activation, Adopted, Adoption, Rollback } from '../../domain/staffing';
import type { Question } from '../ask';
import { count, counted } from '../money';
import { versionName } from './explain';

/** What an adoption would do, before anybody agrees: `replaces steady-paws; 38 cats in flight keep their version`. */
export function adoptionLine({ replaces, inFlight }: Adoption): string {
  const over = replaces.length === 0 ? 'the first to be in force' : `replaces ${replaces.map(({ id }) => id).join(', ')}`;
  return inFlight === 0 ? over : `${over}; ${counted(inFlight, 'cat')} in flight ${inFlight === 1 ? 'keeps its' : 'keep their'} version`;
}

/** Why somebody adopts without a verdict. Nobody is asked who has one, or who repeats a proposal; without a terminal the domain says what is missing. */
export const askSignature = (given: string | undefined, { needsReason, proposal }: Adoption, interactive: boolean): Question<string> => ({
  name: '--reason',
  given: given ?? (needsReason && proposal === null && interactive ? undefined : ''),
  ask: (prompts) => prompts.text('No verdict says that it is better. Why adopt it? Signed with your name'),
});

/** What was adopted, or only proposed where a second person has to agree. */
export function adoptedLine(of: Adopted): string {
  if (of.proposed) return `${versionName(of)} proposed; somebody else has to adopt it`;
  const kept = of.kept === 0 ? '' : `${counted(of.kept, 'open cat')} ${of.kept === 1 ? 'keeps its' : 'keep their'} version`;
  return [`${versionName(of)} adopted`, handedOver(of), kept].filter(Boolean).join('; ');
}

/** Whom the version in force decides on from now on. */
const handedOver = (of: { handedOver: number }): string => (of.handedOver === 0 ? '' : `${counted(of.handedOver, 'open cat')} handed over to it`);

/** A reference population that is too small rejects everybody: whoever adopts should know before the first cat is told no. */
export function adoptionCaution({ evidence }: Pick<Activation, 'evidence'>): string | null {
  const sizes = Array.isArray(evidence.reference) ? (evidence.reference as { have: number; need: number }[]) : [];
  const have = sizes.reduce((sum, size) => sum + size.have, 0);
  const need = sizes[0]?.need ?? 0;
  if (have >= need) return null;
  return `${count(have)} of ${count(need)} candidates are complete for it: where fewer than 33 are, nobody passes (history: mcf candidates import-results)`;
}

/** What is in force again. */
export function rolledBack(of: Rollback): string {
  const stays = `${counted(of.decisionsKept, 'decision')} made ${of.decisionsKept === 1 ? 'stays' : 'stay'}`;
  return [`${versionName(of.restored)} in force`, stays, handedOver(of)].filter(Boolean).join('; ');
}
