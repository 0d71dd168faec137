import { join } from 'node:path';
import pino, { type Logger } from 'pino';

import type { Config } from './config';
import { makeHome } from './output/session';
import { readableStack } from './stacks';

/** The log of `mcf start`: JSON lines in MCF_HOME/mcf.log, with ids but no personal data. */
export function openLog(config: Config): Logger {
  makeHome(config.home);
  const destination = pino.destination({ dest: join(config.home, 'mcf.log'), mode: 0o600, sync: true });
  return pino({ level: config.logLevel, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorOf } }, destination);
}

function errorOf(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  return { name: error.name, message: error.message, stack: readableStack(error.stack ?? '') };
}
