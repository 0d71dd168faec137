import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { bundleOf } from './lib/bundle.mjs';
import { median } from './lib/clock.mjs';
import { companies } from './lib/databases.mjs';
import { ALL_ROUNDER, QUICK_JUMPER } from './lib/hypotheses.mjs';
import { mcf, MCF, timed } from './lib/mcf.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { report } from './lib/report.mjs';
import { NOW } from './lib/year.mjs';

const ROUNDS = 5;
/** Days after the year on which decisions are measured, all in one process. */
const DECISION_DAYS = 5;
/** A hypothesis takes the place of another one only where its reference holds 1,000 cats. */
const FEWEST = 1100;

/** What a year of screening costs: backtests of it as whole processes, decisions against its last 30 days, and checks of a file. Nothing is judged by it: it says which aims were missed. */
async function main() {
  const { values } = parseArgs({ options: { days: { default: '365', type: 'string' }, 'per-day': { default: '1000', type: 'string' } } });
  const size = { days: Number(values.days), perDay: Number(values['per-day']) };
  if (!(Math.min(size.days, 90) * size.perDay >= FEWEST)) throw new Error(`at least ${FEWEST} cats in 90 days are needed`);
  const directory = mkdtempSync(join(tmpdir(), 'mcf-bench-'));
  // PostgreSQL may run as another user.
  chmodSync(directory, 0o711);
  let server;
  const tidy = async () => {
    const running = server;
    server = undefined;
    await running?.stop();
    rmSync(directory, { force: true, recursive: true });
  };
  process.once('SIGINT', () => void tidy().finally(() => process.exit(130)));
  try {
    server = await startPostgres(join(directory, 'postgres'));
    await measure(directory, server.url, size);
  } finally {
    await tidy();
  }
}

async function measure(directory, url, size) {
  const [began, [load]] = [performance.now(), loadavg()];
  console.error(`making ${(size.days * size.perDay).toLocaleString('en')} cats on SQLite and PostgreSQL, which takes minutes and 4 GB for a year …`);
  const made = await companies(directory, url, size);
  const files = filesIn(directory, { 'all-rounder': ALL_ROUNDER, 'quick-jumper': QUICK_JUMPER });
  const inside = await bundleOf(directory, 'inside');
  console.error(`measuring, ${((performance.now() - began) / 1000).toFixed(0)} s later …`);
  const firsts = made.map(({ env }) => firstBacktest(env, files));
  const alone = backtests(made);
  for (const { env } of made) adopt(env, 'all-rounder');
  const beside = backtests(made);
  for (const { env } of made) adopt(env, 'quick-jumper');
  const found = made.map(({ name, url: at }, i) => ({
    name,
    firstBacktest: firsts[i],
    alone: alone[i],
    beside: beside[i],
    lint: inside('lint', at),
    walk: inside('walk', at, i === 0 ? 'duckdb' : ''),
    decided: inside('decide', at, 0, DECISION_DAYS),
    decidedAfresh: inside('decide', at, DECISION_DAYS - 1, 1),
  }));
  report({ ...size, load }, found);
}

function filesIn(directory, sources) {
  const files = Object.entries(sources).map(([id, source]) => ({ id, file: join(directory, `${id}.yaml`), source }));
  for (const { file, source } of files) writeFileSync(file, source);
  return files.map(({ file }) => file);
}

/** The first backtest has to make the chunks of the whole history. */
function firstBacktest(env, files) {
  for (const file of files) mcf({ ...env, MCF_CLOCK: NOW }, 'hypotheses', 'add', file);
  return backtest(env).took;
}

const adopt = (env, id) => mcf({ ...env, MCF_CLOCK: NOW }, 'hypotheses', 'adopt', id, '--reason', 'to measure it', '--yes');

/** Medians by database; the databases take turns. Throws where they come to different answers. */
function backtests(made) {
  const samples = made.map(() => []);
  for (let round = 0; round <= ROUNDS; round++) {
    const found = made.map(({ env }) => backtest(env));
    const answers = new Set(found.map(({ digests }) => digests));
    if (answers.size > 1) throw new Error(`different answers: ${[...answers].join(' and ')}`);
    if (round > 0) found.forEach(({ took }, at) => samples[at].push(took));
  }
  return samples.map(median);
}

function backtest(env) {
  const { result, took } = timed([MCF, 'hypotheses', 'backtest', 'quick-jumper', '--json'], env);
  const { digest, data_digest, champion } = JSON.parse(result);
  return { digests: JSON.stringify([digest, data_digest, champion]), took };
}

await main();
