import { existsSync, readFileSync, statSync } from 'node:fs';

import { discard, editText } from '../../src/output/editor';

const editor = { visual: process.env.VISUAL, editor: process.env.EDITOR };
afterEach(() => {
  for (const [name, value] of Object.entries({ VISUAL: editor.visual, EDITOR: editor.editor })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

test('gives back what the editor made of a text, in a file that only its owner can read', async () => {
  process.env.VISUAL = "sed -i 's/one/two/'";
  process.env.EDITOR = 'false';
  const edited = await editText('a.yaml', 'one\n');
  expect(edited).toMatchObject({ text: 'two\n', failed: null });
  expect([readFileSync(edited.file, 'utf8'), statSync(edited.directory).mode & 0o077]).toEqual(['two\n', 0]);
  discard(edited.directory);
  expect(existsSync(edited.file)).toBe(false);
});

test.each([['true', null], ['false', 'false']])('leaves nothing behind where %s changes nothing', async (command, failed) => {
  delete process.env.VISUAL;
  process.env.EDITOR = command;
  const edited = await editText('a.yaml', 'one\n');
  expect({ failed: edited.failed, left: existsSync(edited.directory), text: edited.text }).toEqual({ failed, left: false, text: 'one\n' });
});
