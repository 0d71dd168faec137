import { createApp } from '../../src/app';
import { workOffBilling } from '../../src/domain/billing';
import { SYSTEM } from '../../src/domain/shared/work';

/** Bills all that is due in a database by the program's own process, and tells what that took: ms, and MB above what it held when it was idle. */
async function main([url, now]) {
  const unused = () => Promise.reject(new Error('nobody is paid here'));
  const app = createApp({ databaseUrl: url, clockOffsetMs: Date.parse(now) - Date.now(), goldHat: { send: unused, ask: unused }, messenger: { deliver: unused } });
  await app.query(SYSTEM, (w) => w.billing.tariffs());
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  const done = await workOffBilling(app, SYSTEM, {});
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  await app.close();
  console.log(JSON.stringify({ done, took: { wall, cpu: (user + system) / 1000 }, idle: idle / 2 ** 20, growth: (peak - idle) / 2 ** 20 }));
}

void main(process.argv.slice(2));
