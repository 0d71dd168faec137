import { guarded } from './guard.mjs';
import { DAY_MS, ZONE_MS } from './year.mjs';

const WINDOW = 30;
const LONGEST_WINDOW = 90;
const ENOUGH = 1000;
const SMALLEST_GROUP = 30;
/** More rows than any history here has. */
const ROWS = 2 ** 20;

/**
 * Whom QUICK_JUMPER accepts, as rows of the history: a loop for it alone, which has its inputs and expressions written out and knows that a day of this
 * zone has 24 hours, and that later rows have higher numbers.
 */
export function byHand(history) {
  const cats = lineUp(history);
  const { quick, starts } = cats;
  const percentiles = movingPercentiles(cats);
  const scores = new Float64Array(quick.n);
  const within = [];
  let first = 0;
  for (let day = 0; day + 1 < starts.length; day++) {
    const [since, from, to] = [starts[firstDay(starts, day)], starts[day], starts[day + 1]];
    const { whole, isTop } = percentiles.moveTo(since, from);
    while (first < quick.n && quick.members[first] < since) first++;
    let [next, scored] = [first, 0];
    for (; next < quick.n && quick.members[next] < from; next++) {
      if (isTop[quick.places[next]] === 1) scores[scored++] = 0.6 * whole[quick.jumps[next]] + quick.stalks[next] - quick.reactions[next];
    }
    const lowest = lowestWithin(scores.subarray(0, scored), from - since);
    for (; next < quick.n && quick.members[next] < to; next++) {
      if (isTop[quick.places[next]] === 0) continue;
      const score = 0.6 * whole[quick.jumps[next]] + quick.stalks[next] - quick.reactions[next];
      const [place, row] = [quick.members[next], cats.rows[quick.members[next]]];
      if (score >= lowest) within.push({ row, place, closes: to, score, isTie: score === lowest, at: cats.times[place], number: history.numbers[row] });
    }
  }
  return guarded(within);
}

/** The complete cats by completion, with what the loop reads of them; of those who are quick enough to be scored at all, in order, what their score is made of. */
function lineUp({ n, withdrawn, breeds, tests }) {
  const [reaction, jump, stalk] = ['reaction_time@1', 'jump@1', 'stalking@1'].map((test) => tests.get(test));
  const completions = new Float64Array(n);
  for (let row = 0; row < n; row++) completions[row] = withdrawn[row] === 1 ? NaN : Math.max(reaction.times[row], jump.times[row]);
  const { rows, starts } = byTime(completions);
  const { codes, heights } = coded(jump.values);
  const [integers, doubles] = [() => new Int32Array(rows.length), () => new Float64Array(rows.length)];
  const quick = { n: 0, members: integers(), jumps: integers(), places: integers(), stalks: doubles(), reactions: doubles() };
  const [all, times] = [{ jumps: integers(), places: integers() }, doubles()];
  for (let member = 0; member < rows.length; member++) {
    const row = rows[member];
    times[member] = completions[row];
    all.jumps[member] = codes[row];
    all.places[member] = breeds.codes[row] * heights + codes[row];
    if (!(reaction.values[row] < 250)) continue;
    quick.members[quick.n] = member;
    quick.jumps[quick.n] = codes[row];
    quick.places[quick.n] = all.places[member];
    quick.stalks[quick.n] = 0.4 * (stalk.times[row] <= completions[row] ? stalk.values[row] : 50);
    quick.reactions[quick.n++] = 0.05 * reaction.values[row];
  }
  return { all, heights, groups: breeds.words.length, quick, rows, starts, times };
}

/** Codes of values in their order, and how many there are. */
function coded(values) {
  const found = new Map();
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const known = found.get(values[row]);
    codes[row] = known ?? found.size;
    if (known === undefined) found.set(values[row], found.size);
  }
  const sorted = [...found.keys()].sort((a, b) => a - b);
  const order = new Int32Array(sorted.length);
  sorted.forEach((value, place) => (order[found.get(value)] = place));
  for (let row = 0; row < values.length; row++) codes[row] = order[codes[row]];
  return { codes, heights: sorted.length };
}

/** Rows in order of time, then row, and the first of each day: sorted into days, then each day as numbers of time and row in one. */
function byTime(completions) {
  let [early, late] = [Infinity, -Infinity];
  for (let row = 0; row < completions.length; row++) {
    if (completions[row] < early) early = completions[row];
    if (completions[row] > late) late = completions[row];
  }
  const begin = Math.floor((early + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  const starts = new Int32Array(Math.floor((late - begin) / DAY_MS) + 2);
  for (let row = 0; row < completions.length; row++) if (completions[row] >= begin) starts[Math.floor((completions[row] - begin) / DAY_MS) + 1] += 1;
  for (let day = 1; day < starts.length; day++) starts[day] += starts[day - 1];
  const keys = new Float64Array(starts.at(-1));
  const next = starts.slice();
  for (let row = 0; row < completions.length; row++) {
    const since = completions[row] - begin;
    if (since >= 0) keys[next[Math.floor(since / DAY_MS)]++] = (since % DAY_MS) * ROWS + row;
  }
  for (let day = 0; day + 1 < starts.length; day++) keys.subarray(starts[day], starts[day + 1]).sort();
  const rows = new Int32Array(keys.length);
  for (let member = 0; member < rows.length; member++) rows[member] = keys[member] % ROWS;
  return { rows, starts };
}

/** The first day of a day's reference: 30 days before it, and more while they hold too few. */
function firstDay(starts, day) {
  let first = day;
  while (day - first < WINDOW || (starts[day] - starts[Math.max(first, 0)] < ENOUGH && day - first < LONGEST_WINDOW)) first -= 1;
  return Math.max(first, 0);
}

/** Percentiles of jumps in a reference that moves along the cats: by code in the whole, and whether a jump is in the top 3 % of its breed. */
function movingPercentiles({ all: { jumps, places }, heights, groups }) {
  const [counts, groupCounts] = [new Int32Array(heights), new Int32Array(groups * heights)];
  const [whole, isTop] = [new Float64Array(heights), new Uint8Array(groups * heights)];
  let [first, end] = [0, 0];
  const moveTo = (from, to) => {
    for (; end < to; end++) {
      counts[jumps[end]] += 1;
      groupCounts[places[end]] += 1;
    }
    for (; first < from; first++) {
      counts[jumps[first]] -= 1;
      groupCounts[places[first]] -= 1;
    }
    for (let code = 0, less = 0; code < heights; code++) {
      whole[code] = end === first ? 0 : (100 * (less + counts[code] / 2)) / (end - first);
      less += counts[code];
    }
    for (let group = 0; group < groups; group++) markTop(group * heights);
    return { whole, isTop };
  };
  const markTop = (start) => {
    let n = 0;
    for (let at = start; at < start + heights; at++) n += groupCounts[at];
    for (let code = 0, less = 0; code < heights; code++) {
      const equal = groupCounts[start + code];
      const percentile = n < SMALLEST_GROUP ? whole[code] : (100 * (less + equal / 2)) / n;
      isTop[start + code] = percentile >= 97 ? 1 : 0;
      less += equal;
    }
  };
  return { moveTo };
}

/** The lowest score that has a place within the top 3 % of a reference of n and one more; infinity where there is no place. */
function lowestWithin(scores, n) {
  const places = Math.floor((300 * (n + 1)) / 10_000);
  if (places === 0) return Infinity;
  return scores.length < places ? -Infinity : scores.sort()[scores.length - places];
}
