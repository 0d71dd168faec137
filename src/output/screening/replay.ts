import type { Replay } from '../../domain/staffing';
import { catNumber } from '../../domain/shared/ids';
import { count, counted } from '../money';
import type { Column } from '../table';

/** What came of it, in one sentence. */
export function replayTold({ replayed, different }: Replay): string {
  if (different === 0) return `${counted(replayed, 'decision')} replayed, none different`;
  return `${count(different)} of ${counted(replayed, 'decision')} came out different.`;
}

/** The columns of what came out different. */
export const differenceColumns: Column<Replay['differences'][number]>[] = [
  { head: 'CANDIDATE', of: ({ number }) => catNumber(number) },
  { head: 'WHAT', of: ({ what }) => what, cuttable: true },
];

/** The same in JSON. */
export const replayJson = ({ replayed, different, differences, digest }: Replay) => ({
  replayed,
  different,
  differences: differences.map(({ number, what }) => ({ number: catNumber(number), what })),
  digest,
});

/** What to do next about it: the first decision that came out different is explained. */
export function nextForReplay({ differences: [first] }: Replay): string {
  return first ? `mcf explain ${catNumber(first.number)}` : 'mcf hypotheses list';
}
