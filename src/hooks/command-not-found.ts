import { Errors, type Hook } from '@oclif/core';

import { failureOf, EXIT_CODES } from '../output/failure';
import { nearest } from '../output/nearest';
import { paint, sign } from '../output/style';
import { unknownCommand } from '../output/usage';

/** Tells a mistyped command from one that takes no such word, and names what was probably meant. */
const commandNotFound: Hook.CommandNotFound = ({ id, argv = [], config }) => {
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

/** The nearest whole command; else the longest part that is one, so that `orders 42` leads to `orders show`. */
function nearestCommand(typed: string, names: readonly string[]): string {
  const near = nearest(typed, names);
  if (near) return near;
  const words = typed.split(' ');
  const topic = words.slice(0, -1).join(' ');
  if (names.includes(`${topic} show`)) return `${topic} show ${words.at(-1)}`;
  const head = nearest(words[0] ?? '', names.filter((name) => !name.includes(' ')));
  return names.includes(topic) ? topic : head;
}

export default commandNotFound;
