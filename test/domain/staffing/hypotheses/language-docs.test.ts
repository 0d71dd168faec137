import { readdirSync, readFileSync } from 'node:fs';

import { versionOf } from '../../../../src/domain/staffing/hypotheses/language';
import { EXAMPLE, read, versionIn } from './language-files';

const GUIDE = readFileSync('docs/hypotheses.md', 'utf8');

describe("the manager's guide", () => {
  it.each(readdirSync('docs/examples').filter((name) => name.endsWith('.yaml')))('has an example without problems: %s', (name) => {
    const { version, problems } = read(readFileSync(`docs/examples/${name}`, 'utf8'));
    expect(problems).toEqual([]);
    expect(`${version?.hypothesis.id}.yaml`).toBe(name);
  });

  it('shows the worked example as the file has it', () => {
    expect(/```yaml\n([\s\S]*?)```/.exec(GUIDE)?.[1]).toBe(EXAMPLE);
  });

  it('names its version', () => {
    expect(GUIDE).toContain(`quick-jumper@${versionOf(versionIn(EXAMPLE).hypothesis).hash.slice(0, 12)}`);
  });
});
