/** The company's zone has no summer time, so that a day is always the same 24 hours. */
export const ZONE = 'Europe/Moscow';
export const ZONE_MS = 3 * 3_600_000;
export const DAY_MS = 86_400_000;
const SECOND_MS = 1000;

/** When the business stands still for the benchmark: the year ends on the day before. */
export const NOW = '2026-11-20T09:00:00.000Z';

/** The catalogue, and how results come about: `level` and `spread` of the values, the smallest `step` between them, and what `talent` adds. */
export const TESTS = [
  { key: 'reaction_time', type: 'number', unit: 'ms', min: 0, max: 2000, level: 330, spread: 55, step: 1, talent: -30 },
  { key: 'jump', type: 'number', unit: 'cm', min: 0, max: 300, level: 150, spread: 18, step: 0.1, talent: 14 },
  { key: 'stalking', type: 'points', min: 0, max: 100, level: 55, spread: 16, step: 1, talent: 5 },
  { key: 'pounce', type: 'number', unit: 'cm', min: 0, max: 400, level: 120, spread: 30, step: 0.1, talent: 10 },
  { key: 'balance', type: 'number', unit: 's', min: 0, max: 600, level: 90, spread: 25, step: 0.1, talent: 0 },
  { key: 'hearing', type: 'number', unit: 'kHz', min: 0, max: 100, level: 60, spread: 4, step: 0.1, talent: 0 },
  { key: 'climbing', type: 'number', unit: 's', min: 0, max: 300, level: 20, spread: 6, step: 0.1, talent: -2 },
  { key: 'patience', type: 'points', min: 0, max: 100, level: 50, spread: 20, step: 1, talent: 0 },
  { key: 'purring', type: 'points', min: 0, max: 100, level: 70, spread: 15, step: 1, talent: 0 },
  { key: 'manners', type: 'points', min: 0, max: 10, level: 6, spread: 2, step: 1, talent: 0 },
  { key: 'night_vision', type: 'points', min: 0, max: 20, level: 12, spread: 3, step: 1, talent: 1 },
  { key: 'vaccinated', type: 'pass_fail', level: 1, spread: 0.4, step: 1, min: 0, max: 1, talent: 0 },
];

/** What a hypothesis may require: everybody has it. */
const ALWAYS_THERE = new Set(['reaction_time', 'jump']);

/** Breeds by how many cats of 1,000 have them, and how much higher they jump; '' declares none. The rarest are fewer than 30 in a month. */
const BREEDS = [
  ['Siamese', 240, 0], ['Maine Coon', 180, -6], ['British Shorthair', 150, -3], ['Bengal', 110, 9], ['Sphynx', 90, 2], ['Persian', 80, -12],
  ['Ragdoll', 60, -8], ['Siberian', 40, 4], ['Abyssinian', 25, 12], ['', 15, 0], ['Birman', 9.5, 0], ['Peterbald', 0.5, 5],
];
const COLOURS = ['Grey', 'Black', 'White', 'Ginger', 'Tabby', null];

/** Numbers below 1 that look random and are the same every time. */
function diceOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * The days of a year, one after the other: `applications` are rows of cat (from 1 on), breed, age, colour, status and time; `results` of cat, test,
 * tenths (a tenth of them is the value, to the last bit, in any language) and time. The same days and cats every time.
 */
export function* year({ days, perDay }) {
  const dice = diceOf(1999);
  const end = startOfToday();
  for (let day = 0; day < days; day++) {
    const start = end - (days - day) * DAY_MS;
    const cats = Array.from({ length: perDay }, (_, i) => catOf(dice, day * perDay + i + 1, start, day));
    yield {
      day: new Date(start + ZONE_MS).toISOString().slice(0, 10),
      applications: cats.map(({ cat, breed, age, colour, status, at }) => [cat, breed || null, age, colour, status, iso(at)]),
      results: cats.flatMap((cat) => resultsOf(dice, cat, end)),
    };
  }
}

/** The company's midnight before NOW. */
function startOfToday() {
  return Math.floor((Date.parse(NOW) + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
}

const iso = (at) => new Date(at).toISOString();

/** Roughly normal, and made of sums alone, which come out the same on every machine. */
const bell = (dice) => (dice() + dice() + dice() + dice() - 2) * Math.sqrt(3);

function catOf(dice, cat, start, day) {
  const [breed, , bonus] = pick(dice, BREEDS);
  // Seasons: a saw of a quarter of a year.
  const season = Math.abs(((day / 91) % 2) - 1) - 0.5;
  const talent = bell(dice) + 0.6 * season;
  return { cat, breed, bonus, talent, age: dice() < 0.95 ? 1 + Math.floor(dice() * 14) : null, colour: COLOURS[Math.floor(dice() * COLOURS.length)], status: statusOf(dice, talent), at: start + Math.floor(dice() * 86_400) * SECOND_MS };
}

function pick(dice, weighted) {
  let left = dice() * 1000;
  return weighted.find(([, weight]) => (left -= weight) < 0) ?? weighted[0];
}

/** One in a hundred withdraws; about 3 % were hired, mostly good ones. */
function statusOf(dice, talent) {
  if (dice() < 0.01) return 'withdrawn';
  return talent + bell(dice) > 2.6 ? 'accepted' : 'rejected';
}

/** Most cats take all tests in one go; one in seven comes back on the next day for the rest. */
function resultsOf(dice, { cat, bonus, talent, at }, end) {
  const back = dice() < 1 / 7 ? Math.floor(dice() * TESTS.length) : TESTS.length;
  return TESTS.flatMap((test, i) => {
    const [z, isThere, pause] = [bell(dice), dice() < 0.97, Math.floor(dice() * 600) * SECOND_MS];
    if (!isThere && !ALWAYS_THERE.has(test.key)) return [];
    const time = Math.min(at + i * 60 * SECOND_MS + pause + (i >= back ? DAY_MS : 0), end - SECOND_MS);
    return [[cat, test.key, tenthsOf(test, z, talent, bonus), iso(time)]];
  });
}

function tenthsOf({ key, level, spread, step, talent: reward, min, max }, z, talent, bonus) {
  const value = level + spread * z + reward * talent + (key === 'jump' ? bonus : 0);
  const [unit, least, most] = [Math.round(10 * step), 10 * min, 10 * max];
  return Math.min(most, Math.max(least, unit * Math.round((10 * value) / unit)));
}
