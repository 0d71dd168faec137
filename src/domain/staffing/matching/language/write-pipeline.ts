import { stringify } from 'yaml';

import { plainStep, type Step } from '../engine/steps';

/** A step in one line, as a file may hold it: `workload: {most: 4, days: 1}`. */
export function stepWords(step: Step): string {
  const plain = plainStep(step);
  const written = stringify(plain, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim();
  return typeof plain === 'string' ? written : written.slice(1, -1);
}

/** A pipeline as a file that people read and change. */
export function writePipeline({ name, steps }: { name: string; steps: readonly Step[] }): string {
  return [`pipeline: ${name}`, 'steps:', ...steps.map((step) => `  - ${stepWords(step)}`), ''].join('\n');
}
