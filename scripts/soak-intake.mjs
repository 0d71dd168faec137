import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { register } from 'tsx/cjs/api';

const root = join(import.meta.dirname, '..');
const mcf = join(root, 'bin', 'run.js');

const SECONDS = Number(process.env.SOAK_SECONDS ?? 60);
const A_SECOND = Number(process.env.SOAK_RATE ?? 500);
/** What reliability 28 allows. */
const LIMITS = { ratio: 1.2, growthMb: 100 };
const UNLIMITED = { perSecond: 1e6, perChatPerSecond: 1e6 };
const TOKEN = '1234567890:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefg';

/** Orders by a client while hundreds of strangers a second apply: what the orders take, alone and then amid the flood, and what memory it costs. */
async function main() {
  const home = mkdtempSync(join(tmpdir(), 'mcf-soak-'));
  register();
  const { startSimulator } = createRequire(import.meta.url)('../src/simulator');
  const sim = await startSimulator({ port: 0, token: TOKEN, now: () => new Date(), limits: UNLIMITED });
  const env = { HOME: home, MCF_HOME: home, PATH: process.env.PATH, MCF_BOT_TOKEN: TOKEN, MCF_TELEGRAM_API_ROOT: sim.telegramApiRoot, XDG_CONFIG_HOME: home };
  const client = await sim.cats.add({ name: 'Barsik', language: 'en', startCode: company(env) });
  const bot = spawn(process.execPath, [mcf, 'start'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    await client.start();
    await client.sees('Hello, Barsik!', { within_ms: 30_000 });
    report(await measure(sim, client, bot.pid), readFileSync(join(home, 'mcf.log'), 'utf8'));
  } finally {
    bot.kill();
    await new Promise((ended) => bot.once('exit', ended));
    await sim.close();
    rmSync(home, { force: true, recursive: true });
  }
}

/** Makes a company with a service, five workers and a client; returns the client's invitation. */
function company(env) {
  const run = (...args) => JSON.parse(execFileSync(process.execPath, [mcf, ...args, '--json'], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'inherit'] }));
  run('init', '--admin', 'Boss', '--time-zone', 'Europe/Moscow', '--yes');
  run('services', 'add', '--name', 'Scratching');
  for (const name of ['Tom', 'Vasya', 'Murka', 'Felix', 'Simon']) {
    const { number } = run('candidates', 'add', '--name', name, '--vacancy', 'helper');
    run('candidates', 'override', number, '--accept', '--reason', 'soak', '--yes');
  }
  return run('users', 'add', '--name', 'Barsik', '--role', 'client').invite.code;
}

/** The client orders alone, amid the flood, and alone again; memory is looked at after every order. */
async function measure(sim, client, pid) {
  const times = slots();
  let peak = 0;
  const ordering = async (until) => {
    const took = [];
    for (let count = 0; until(count); count++) {
      took.push(await order(client, times.next().value));
      peak = Math.max(peak, memoryOf(pid));
      await sleep(100);
    }
    return took;
  };
  await ordering((count) => count < 20);
  const before = await ordering((count) => count < 75);
  const settled = memoryOf(pid);
  const flood = startFlood(sim);
  const [cpu, began] = [cpuOf(pid), performance.now()];
  const amid = await ordering(() => !flood.isOver());
  const busy = (cpuOf(pid) - cpu) / ((performance.now() - began) / 1000);
  const growth = peak - settled;
  const after = await ordering((count) => count < 75);
  return { idle: [...before, ...after], amid, settled, growth, busy, ...flood.counts() };
}

/** Orders as fast as the bot answers; returns how long it took in ms. */
async function order(cat, at) {
  const patience = { within_ms: 60_000 };
  const began = performance.now();
  await cat.says('/order');
  await cat.presses('Scratching', patience);
  await cat.presses('Skip', patience);
  await cat.sees('Where to?', patience);
  await cat.says('Sofa');
  await cat.sees('When?', patience);
  await cat.says(at);
  await cat.sees(/Estimate/, patience);
  await cat.presses('Confirm', patience);
  await cat.sees(/#\d+ · /, patience);
  return performance.now() - began;
}

/** Times to order for, each another one. */
function* slots() {
  for (let day = 1; day < 28; day++) {
    const date = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('.');
    for (let minute = 8 * 60; minute < 22 * 60; minute += 10) yield `${date} ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  }
}

/** So many new strangers a second who apply, and go on with the form as soon as they are answered. */
function startFlood(sim) {
  const began = performance.now();
  const answers = ['Flooder', '3', 'Siamese', 'Grey'];
  let sent = 0;
  let wentOn = 0;
  let recent = [];
  const seconds = () => (performance.now() - began) / 1000;
  const isOver = () => seconds() >= SECONDS;
  const wave = setInterval(async () => {
    if (isOver()) return clearInterval(wave);
    const due = Math.floor(Math.min(seconds(), SECONDS) * A_SECOND) - sent;
    sent += due;
    for (let each = 0; each < due; each++) {
      const cat = await sim.cats.add({ name: 'Flooder', language: 'en' });
      await cat.says('/apply');
      recent.push({ cat, said: 1 });
    }
  }, 10);
  const next = setInterval(async () => {
    if (isOver()) return clearInterval(next);
    recent = recent.slice(-10 * A_SECOND);
    for (const stranger of recent) {
      const answer = answers[stranger.said - 1];
      const heard = stranger.cat.messages().length - stranger.said;
      if (answer === undefined || heard < stranger.said) continue;
      stranger.said += 1;
      wentOn += 1;
      await stranger.cat.says(answer);
    }
  }, 1000);
  return {
    isOver,
    counts: () => ({ sent, wentOn }),
  };
}

/** Seconds of CPU that a process has used. */
function cpuOf(pid) {
  const [, , , , , , , , , , , , , user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ').map(Number);
  return (user + system) / 100;
}

/** Resident memory of a process in MB. */
function memoryOf(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

function percentile(samples, share) {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

function report({ idle, amid, settled, growth, busy, sent, wentOn }, log) {
  const line = (name, samples) =>
    console.log(`${name.padEnd(10)} ${String(samples.length).padStart(4)} orders  p50 ${percentile(samples, 0.5).toFixed(0).padStart(4)} ms  p95 ${percentile(samples, 0.95).toFixed(0).padStart(4)} ms`);
  const ratio = percentile(amid, 0.95) / percentile(idle, 0.95);
  line('idle', idle);
  line('in a flood', amid);
  console.log(`p95 ${ratio.toFixed(2)} × (at most ${LIMITS.ratio})`);
  console.log(`memory ${settled.toFixed(0)} MB + ${growth.toFixed(0)} MB (at most ${LIMITS.growthMb})`);
  console.log(`${sent} applications sent, ${wentOn} answers to the form, ${(100 * busy).toFixed(0)} % of a core`);
  for (const entry of log.trim().split('\n').filter((text) => text.includes('turned away'))) console.log(entry);
  if (ratio > LIMITS.ratio || growth > LIMITS.growthMb) process.exitCode = 1;
}

await main();
