import { DateTime } from 'luxon';

/** Names in the form that TZ understands as Intl does; any other spelling takes the long way. */
const PLAIN_NAME = /^(UTC|[A-Z][a-z]+(\/[A-Z][A-Za-z]*[a-z_-][A-Za-z_-]*)+)$/;

let obeys: boolean | undefined;

/** An instant in a zone. The first use of Intl's zones costs a process 11 ms, so that Date's own arithmetic serves where TZ can be set. */
export function inZone(at: Date, zone: string): DateTime {
  if (!PLAIN_NAME.test(zone) || !(obeys ??= obeysTz())) return DateTime.fromJSDate(at, { zone });
  if (process.env.TZ !== zone) process.env.TZ = zone;
  return DateTime.fromJSDate(at);
}

/** Whether Date follows TZ in this process: where `process.env` is a copy, as in tests, it does not. */
function obeysTz(): boolean {
  const { TZ: before } = process.env;
  const MINUTES_BEHIND = 11 * 60;
  process.env.TZ = 'Etc/GMT+11';
  const follows = new Date(0).getTimezoneOffset() === MINUTES_BEHIND;
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
  return follows;
}
