// A history to try hypotheses on: 3,000 made-up cats of the last 40 days, the same ones every time.
//   node docs/examples/history.mjs candidates > candidates.csv    for mcf candidates import
//   node docs/examples/history.mjs results > results.csv          for mcf candidates import-results
const CATS = 3_000;
const DAYS = 40;
const FIRST_NUMBER = 1_000;
const MINUTE_MS = 60_000;
const BREEDS = ['Siamese', 'Bengal', 'mixed'];
const COLOURS = ['grey', 'black', 'red', 'tabby'];

/** Numbers from 0 to 1 that look random; each cat's are its own. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0) / 2 ** 32;
  };
}

/** Somewhere between, and the more so the more talent there is. */
const between = (random, low, high, talent) => Math.round(low + (high - low) * ((2 * talent + random()) / 3));

function cat(i) {
  const random = dice(i + 1);
  const appliedAt = new Date(Date.now() - ((CATS - i) / CATS) * DAYS * 24 * 60 * MINUTE_MS - 120 * MINUTE_MS);
  const at = (minutes) => new Date(appliedAt.getTime() + minutes * MINUTE_MS).toISOString();
  const breed = BREEDS[Math.floor(random() * BREEDS.length)];
  const colour = COLOURS[Math.floor(random() * COLOURS.length)];
  const number = `C-${String(FIRST_NUMBER + i).padStart(6, '0')}`;
  const talent = (random() + random()) / 2;
  const results = [
    ['reaction_time', between(random, 700, 150, talent), at(20)],
    ['jump', between(random, 40, breed === 'Bengal' ? 260 : 220, talent), at(40)],
    ...(random() < 0.9 ? [['stalking', between(random, 0, 100, random()), at(10)]] : []),
  ];
  return {
    candidate: [number, `Cat ${i + 1}`, 'courier', breed, 1 + Math.floor(random() * 12), colour, appliedAt.toISOString()],
    results: results.map((result) => [number, ...result]),
  };
}

const wanted = process.argv[2];
const cats = Array.from({ length: CATS }, (_, i) => cat(i));
const files = {
  candidates: () => [['number', 'name', 'vacancy', 'breed', 'age', 'colour', 'applied_at'], ...cats.map(({ candidate }) => candidate)],
  results: () => [['number', 'test', 'value', 'completed_at'], ...cats.flatMap(({ results }) => results)],
};
if (wanted in files) process.stdout.write(files[wanted]().map((line) => `${line.join(',')}\n`).join(''));
else {
  process.stderr.write('usage: node docs/examples/history.mjs candidates|results\n');
  process.exitCode = 2;
}
