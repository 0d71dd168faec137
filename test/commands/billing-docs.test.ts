import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { machine } from './support';

const page = readFileSync(resolve(__dirname, '../../docs/billing.md'), 'utf8');
/** What stands in the blocks to be copied, without the remarks behind it. */
const lines = [...page.matchAll(/^```\n([^]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n')).filter((line) => line.startsWith('mcf '));

test.each(lines)('docs/billing.md: %s', async (line) => {
  const typed = (line.split(/ +# |\s>\s/)[0] ?? '').replace(/"[^"]*"/g, 'TEXT').split(' ').slice(1);
  const [topic = '', verb = ''] = typed;
  const named = verb === '' ? ['billing', 'status'] : [topic, verb];
  const { code, out } = await machine().mcf(...named, '--help');
  expect(code).toBe(0);
  expect(out).toContain(`mcf ${named.join(' ')}`);
  for (const flag of typed.filter((word) => word.startsWith('--'))) expect(out).toContain(flag);
});
