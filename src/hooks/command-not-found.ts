import { Errors, type Hook } from '@oclif/core';

import Help from '../help';
import { failureOf, EXIT_CODES } from '../output/failure';
import { nearest } from '../domain/shared/nearest';
import { paint, sign } from '../output/style';
import { unknownCommand } from '../output/usage';

/** Tells a mistyped command from one that takes no such word, and names what was probably meant. */
const commandNotFound: Hook.CommandNotFound = async ({ id, argv = [], config }) => {
  if (/^help(:|$)/.test(id)) return new Help(config).showHelp([...id.split(':').slice(1), ...argv]);
  const names = [...config.commandIDs, ...config.topics.map(({ name }) => name)].map((name) => name.replaceAll(':', ' '));
  const typed = id.replaceAll(':', ' ');
  const error = unknownCommand(typed, nearestCommand(typed, names));
  const failure = failureOf(error, { language: 'en', home: '.', command: 'mcf' });
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`);
  else {
    process.stderr.write(`${paint('failed', sign.failed(), process.stderr)} ${failure.message}\n  ${failure.code}\n`);
    if (process.stderr.isTTY) process.stderr.write(`${sign.next()} ${failure.hint}\n`);
  }
  throw new Errors.ExitError(EXIT_CODES.usage);
};

/** What an id after a topic asks for, else the nearest command, else the topic that was meant. */
function nearestCommand(typed: string, names: readonly string[]): string {
  const words = typed.split(' ');
  const topic = words.slice(0, -1).join(' ');
  if (/^([#c]-?)?\d/i.test(words.at(-1) ?? '') && names.includes(`${topic} show`)) return `${topic} show ${words.at(-1)}`;
  // Words at the end may be arguments: the longest beginning that is near a command is what was meant.
  for (let n = words.length; n > 1; n--) {
    const near = nearest(words.slice(0, n).join(' '), names.filter((name) => name.split(' ').length === n));
    if (near !== undefined) return near;
  }
  return names.find((name) => name === topic || name === words[0]) ?? nearest(words[0] ?? '', names.filter((name) => !name.includes(' '))) ?? '';
}

export default commandNotFound;
