const formats = new Map();

function format(zone, options) {
  const key = JSON.stringify([zone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-GB', { ...options, ...(zone && { timeZone: zone }) }));
  return formats.get(key);
}

/** 15:05 in the company's zone. */
export const clockOf = (at, zone) => format(zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(at));

/** Fri 20 Nov 2026 in the company's zone. */
export const dayOf = (at, zone) =>
  format(zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(at)).replace(',', '');

/** 20 Nov 15:05 in the company's zone, for narrow places. */
export const momentOf = (at, zone) =>
  format(zone, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(new Date(at)).replace(',', '');

/** The company's wall clock as 2026-11-20T15:05, which its clock also takes. */
export function wallOf(at, zone) {
  const parts = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(at));
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/** The next Sunday 20:00 after a wall clock time. */
export function nextSundayEvening(wall) {
  const date = new Date(`${wall}:00Z`);
  const days = (7 - date.getUTCDay()) % 7 || (wall.slice(11) >= '20:00' ? 7 : 0);
  date.setUTCDate(date.getUTCDate() + days);
  return `${date.toISOString().slice(0, 10)}T20:00`;
}
