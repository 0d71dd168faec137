import { execFileSync } from 'node:child_process';

/** Runs in a process of its own, whose environment is the real one. */
const PROGRAM = `
  const { inZone } = require('./src/output/company-zone');
  const { DateTime } = require('luxon');
  const zones = ['UTC', 'Europe/Moscow', 'America/New_York', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Etc/GMT+5', 'europe/moscow', 'Africa/Casablanca'];
  const told = (at) => at.toFormat("yyyy-MM-dd'T'HH:mm ZZ");
  const differing = [];
  for (let at = Date.UTC(2025, 11, 31, 22); at < Date.UTC(2027, 0, 2); at += 5 * 3_600_000 + 1_000)
    for (const zone of zones) {
      const [quick, slow] = [told(inZone(new Date(at), zone)), told(DateTime.fromMillis(at, { zone }))];
      if (quick !== slow) differing.push([zone, quick, slow]);
    }
  console.log(JSON.stringify({ quick: DateTime.local().offset !== 0 || process.env.TZ !== undefined, differing: differing.slice(0, 5) }));
`;

test.each([undefined, 'America/New_York', 'Asia/Tokyo'])('times are the company’s, whatever zone the machine is in (%s)', (TZ) => {
  const env = { ...process.env, ...(TZ && { TZ }) };
  const out = execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', PROGRAM], { encoding: 'utf8', env, cwd: `${__dirname}/../..` });
  expect(JSON.parse(out)).toEqual({ quick: true, differing: [] });
});
