import { Errors, type Interfaces } from '@oclif/core';

import { nearest } from '../domain/shared/nearest';
import { EXIT_CODES, failureOf } from './failure';
import { paint, sign } from './style';
import { unknownCommand } from './usage';

/** Tells a mistyped command from one that takes no such word, and names what was probably meant; the error that it returns is told already. */
export function toldUnknownCommand(config: Interfaces.Config, typed: string, argv: readonly string[]): Error {
  const names = [...config.commandIDs, ...config.topics.map(({ name }) => name)].map((name) => name.replaceAll(':', ' '));
  const failure = failureOf(unknownCommand(typed, nearestCommand(typed, names)), { language: 'en', home: '.', command: 'mcf' });
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`);
  else {
    process.stderr.write(`${paint('failed', sign.failed(), process.stderr)} ${failure.message}\n  ${failure.code}\n`);
    process.stderr.write(`${sign.next()} ${failure.hint}\n`);
  }
  return new Errors.ExitError(EXIT_CODES.usage);
}

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
