import type { Difference, VersionName } from '../../domain/staffing';
import { clean, paint } from '../style';
import { versionName } from './explain';

/** Two versions side by side: each place that means something else, with its words before and after. */
export function diffLines(a: VersionName, b: VersionName, found: readonly Difference[], stream: { isTTY?: boolean }): string[] {
  const title = `${versionName(a)} → ${versionName(b)}`;
  if (found.length === 0) return [`${title}: the same meaning`];
  const side = (sign: '-' | '+', words: string | null) => (words === null ? [] : [paint(sign === '-' ? 'failed' : 'done', `  ${sign} ${clean(words)}`, stream)]);
  return [title, ...found.flatMap(({ path, before, after }) => [path, ...side('-', before), ...side('+', after)])];
}

/** The same in JSON. */
export const diffJson = (a: VersionName, b: VersionName, found: readonly Difference[]) => ({
  a: { id: a.id, version: a.hash },
  b: { id: b.id, version: b.hash },
  same: found.length === 0,
  differences: found.map((one) => ({ ...one })),
});
