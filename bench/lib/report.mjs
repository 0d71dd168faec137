import { availableParallelism } from 'node:os';

import { ABOUT_POSTGRES } from './postgres.mjs';
import { TESTS } from './year.mjs';

const AIMS = { backtest: 1000, decision: 100, lint: 50 };

/** Prints what was measured on each database beside the aims, and what the same walk takes by hand and by DuckDB. */
export function report({ days, perDay, load }, found) {
  const reference = found[0].decided.reference.toLocaleString('en');
  console.log(`\n${(days * perDay).toLocaleString('en')} cats × ${TESTS.length} tests in ${days} days; a decision's reference holds ${reference}`);
  console.log(`Node ${process.version} on ${availableParallelism()} cores; SQLite as always, PostgreSQL with ${ABOUT_POSTGRES}`);
  console.log(`load before it: ${load.toFixed(1)}; where others were busy, CPU tells more than wall time\n`);
  line('medians, wall (CPU)', found.map(({ name }) => name), 'aim');
  row('first backtest, which makes the chunks', found, (of) => of.firstBacktest);
  row('backtest, whole process', found, (of) => of.alone, AIMS.backtest);
  row('  held against another one in force', found, (of) => of.beside);
  row('decision, first of the day', found, (of) => of.decided.firstOfDay, AIMS.decision);
  row('  with a full day of results to read', found, (of) => of.decided.fullDay);
  row('  and of a process, which takes the reference', found, (of) => of.decided.first);
  row('decision, first of a process', found, (of) => of.decidedAfresh.first, AIMS.decision);
  row('decision, each after it', found, (of) => of.decided.next, AIMS.decision);
  row('lint, first of a process', found, (of) => of.lint.first, AIMS.lint);
  row('lint, each after it', found, (of) => of.lint.next, AIMS.lint);
  console.log('\ninside a backtest');
  row('  loading chunks', found, (of) => of.walk.load);
  row('  making columns of them', found, (of) => of.walk.assemble);
  row('  walk, first of a process', found, (of) => of.walk.first);
  row('  walk, each after it', found, (of) => of.walk.engine);
  compare(found[0].walk);
}

/** All accepted the same cats, or there were no report. */
function compare({ accepted, byHand, duckDb, engine }) {
  console.log(`\nthe same walk, to the same ${accepted.toLocaleString('en')} cats`);
  console.log(`  by hand   ${told(byHand)}: the engine takes ${(engine.wall / byHand.wall).toFixed(1)} ×, in CPU ${(engine.cpu / byHand.cpu).toFixed(1)} ×`);
  if (duckDb) console.log(`  DuckDB    ${told(duckDb)}: ${(duckDb.wall / engine.wall).toFixed(1)} × the engine, in CPU ${(duckDb.cpu / engine.cpu).toFixed(1)} × (its table in memory, made before; the guard done after it)`);
  else console.log('  DuckDB    not installed: npm install --prefix bench');
}

function row(name, found, read, aim) {
  const took = found.map(read);
  if (took.some((one) => !one)) return;
  const isMissed = aim !== undefined && took.some(({ wall }) => wall > aim);
  line(name, took.map(told), aim === undefined ? '' : `${duration(aim)}${isMissed ? '  aim missed' : ''}`);
}

function line(name, cells, aim) {
  console.log(`${name.padEnd(46)}${cells.map((cell) => cell.padEnd(20)).join('')}${aim}`.trimEnd());
}

const told = ({ cpu, wall }) => `${duration(wall)} (${duration(cpu)})`;

const duration = (ms) => (ms < 1000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`);
