import type { Hook } from '@oclif/core';

import Help from '../help';
import { toldUnknownCommand } from '../output/unknown-command';

/** Tells a mistyped command from one that takes no such word, and names what was probably meant. */
const commandNotFound: Hook.CommandNotFound = async ({ id, argv = [], config }) => {
  if (/^help(:|$)/.test(id)) return new Help(config).showHelp([...id.split(':').slice(1), ...argv]);
  throw toldUnknownCommand(config, id.replaceAll(':', ' '), argv);
};

export default commandNotFound;
