/** Wall time and user plus system time of a piece of work in this process, in ms, beside its result. */
export async function clocked(work) {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, took: { cpu: (user + system) / 1000, wall: performance.now() - began } };
}

/** The medians of wall and CPU time, each for itself; of an even number of samples the upper of the two in the middle. */
export function median(samples) {
  const middle = (name) => samples.map((sample) => sample[name]).sort((a, b) => a - b)[samples.length >> 1];
  return { cpu: middle('cpu'), wall: middle('wall') };
}
