import { createApp } from '../../src/app';
import { dayOf, plusDays } from '../../src/domain/shared/time';
import { SYSTEM } from '../../src/domain/shared/work';
import { addCandidate, lintHypothesis, recordResult, recordResults } from '../../src/domain/staffing';
import { backtest } from '../../src/domain/staffing/hypotheses/engine/backtest';
import { assemble } from '../../src/domain/staffing/hypotheses/engine/chunks';
import { isAccepted } from '../../src/domain/staffing/hypotheses/engine/course';
import { testKey } from '../../src/domain/staffing/hypotheses/engine/history';
import { findVersion } from '../../src/domain/staffing/hypotheses/lifecycle/find-version';
import { testsOf } from '../../src/domain/staffing/screening/history';
import { byHand } from './by-hand.mjs';
import { clocked, median } from './clock.mjs';
import { duckOver } from './duck.mjs';
import { QUICK_JUMPER } from './hypotheses.mjs';
import { DAY_MS, NOW, TESTS, ZONE } from './year.mjs';

const ROUNDS = 5;
const CATS = 20;

/** Reads a year for QUICK_JUMPER and walks it by the engine, by hand and by DuckDB, all of which have to accept the same cats. */
async function walk(open, rival) {
  const app = open(0);
  const { hypothesis } = await app.query(SYSTEM, (w) => findVersion(w, 'quick-jumper'));
  const tests = testsOf(hypothesis);
  const { result: days, took: load } = await clocked(() => app.query(SYSTEM, (w) => chunksOf(w, tests)));
  const { result: history, took: assembling } = await clocked(() => assemble(days, tests.map(({ test, version }) => testKey(test, version))));
  const engine = () => acceptedIn(backtest(hypothesis, history, ZONE));
  const { result: expected, took: first } = await clocked(engine);
  const same = (name, rows) => {
    if (rows.length !== expected.length || rows.some((row, at) => row !== expected[at])) throw new Error(`${name} accepts others than the engine: ${rows.length}, not ${expected.length}`);
  };
  const others = { engine, byHand: () => byHand(history).sort((a, b) => a - b) };
  await app.close();
  const ask = rival === 'duckdb' ? await duckOver(history) : undefined;
  if (ask) others.duckDb = async () => (await ask()).sort((a, b) => a - b);
  return { rows: history.n, accepted: expected.length, load, assemble: assembling, first, ...(await inTurn(others, same)) };
}

async function chunksOf(w, tests) {
  const chunks = new Map();
  for (const { day, data } of await w.staffing.cohortChunks()) chunks.set(day, { cohort: data, results: new Map() });
  for (const { test, version } of tests) {
    for (const { day, data } of await w.staffing.scoreChunks({ test, version })) chunks.get(day).results.set(testKey(test, version), data);
  }
  return [...chunks.values()];
}

function acceptedIn({ course: { rows, verdicts } }) {
  return Array.from(rows.filter((_, place) => isAccepted(verdicts[place]))).sort((a, b) => a - b);
}

/** Medians of several rounds in which they take turns, so that a busy moment of the machine hits all alike; the first round only warms up. */
async function inTurn(works, check) {
  const samples = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, work] of Object.entries(works)) {
      const { result, took } = await clocked(work);
      check(name, result);
      if (round > 0) samples[name].push(took);
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, of]) => [name, median(of)]));
}

/** The admin whom `mcf init` made. */
async function boss(app) {
  const { id } = await app.query(SYSTEM, (w) => w.users.personByNumber(1));
  return { kind: 'person', personId: id, roles: ['admin'], channel: 'cli' };
}

/**
 * Decides on cats on several days, all in one process. The first decision of a day takes its reference population first; on the last of several days it
 * also has to read a whole day of results. Where the first day was decided on before, in another process, what was taken then has to be read.
 */
async function decide(open, from, days) {
  const decided = [];
  for (let at = 0; at < days; at++) decided.push(await decideOn(open(Number(from) + at), at > 0 && at === days - 1));
  const [{ first, reference }, ...after] = decided;
  const fullDay = after.pop()?.first;
  return { reference, first, firstOfDay: after.length > 0 ? median(after.map((day) => day.first)) : null, fullDay, next: median(decided.flatMap((day) => day.next)) };
}

/** Records the results that complete a few cats' batteries, each of which decides on a cat. */
async function decideOn(app, withFullDay) {
  const [actor, samples] = [await boss(app), []];
  if (withFullDay) await app.run(actor, touchLastDay);
  for (let cat = 0; cat < CATS; cat++) {
    const candidate = await app.run(actor, (w) => almostComplete(w, cat));
    const { result, took } = await clocked(() => app.run(actor, (w) => recordResult(w, { candidate, test: 'jump', value: 190 - cat })));
    if (!result.decision) throw new Error('nothing was decided');
    samples.push(took);
  }
  const [first, ...next] = samples;
  const reference = await app.query(actor, sizeOfReference);
  await app.close();
  return { first, next, reference };
}

/** Leaves the year's last day as its results would: all its chunks are to be made anew. */
async function touchLastDay(w) {
  const day = plusDays(NOW.slice(0, 10), -1);
  await w.staffing.noteChange(day, null);
  for (const { key } of TESTS) await w.staffing.noteChange(day, { test: key, version: 1 });
}

async function sizeOfReference(w) {
  const { hash } = await findVersion(w, 'quick-jumper');
  return (await w.staffing.snapshot(hash, 'courier', dayOf(w.now, w.zone))).n;
}

/** A cat with all results but that of the jump. */
async function almostComplete(w, cat) {
  const { candidate } = await addCandidate(w, { name: `Cat ${cat}`, vacancy: 'courier', breed: 'Siamese', age: 3 });
  const others = TESTS.filter(({ key }) => key !== 'jump');
  const results = others.map(({ key, level, type }) => ({ test: key, value: type === 'pass_fail' ? 'pass' : key === 'reaction_time' ? 240 - cat : level }));
  await recordResults(w, { candidate: candidate.id, results });
  return candidate.id;
}

/** Checks a sound file: the first time, with all that has to be loaded for it, and then again and again. */
async function lint(open) {
  const app = open(0);
  const actor = await boss(app);
  const once = () => clocked(() => app.query(actor, (w) => lintHypothesis(w, QUICK_JUMPER)));
  const { result, took: first } = await once();
  if (result.problems.length > 0) throw new Error(JSON.stringify(result.problems));
  const next = [];
  for (let round = 0; round < CATS; round++) next.push((await once()).took);
  await app.close();
  return { first, next: median(next) };
}

/** Does one job, whose answer is written as JSON; a job opens the company some days after NOW. */
async function main([job, databaseUrl, ...rest]) {
  const nobody = () => Promise.reject(new Error('nothing is sent'));
  const open = (later) =>
    createApp({ databaseUrl, clockOffsetMs: Date.parse(NOW) + later * DAY_MS - Date.now(), goldHat: { ask: nobody, send: nobody }, messenger: { deliver: nobody } });
  console.log(JSON.stringify(await { decide, lint, walk }[job](open, ...rest)));
}

void main(process.argv.slice(2));
