import type { Reference, Sample } from './sample';
import type { FilterName, Step } from './steps';

/** Why a filter drops a sample, in words that hold ids and numbers only; null keeps it. */
export const filters: Record<FilterName, (sample: Sample, reference: Reference, params: Step['params']) => string | null> = {
  active: (sample) => (sample.active ? null : 'deactivated'),
  present: (sample) => (sample.absent ? 'absent' : null),
  free: (sample) => (sample.bookedFor === null ? null : `order ${sample.bookedFor}`),
  not_client: (sample, reference) => (sample.worker === reference.client ? 'is the client' : null),
  has: (sample, _reference, { characteristic }) => (characteristicsOf(sample).includes(String(characteristic)) ? null : `lacks ${characteristic}`),
  lacks: (sample, _reference, { characteristic }) => (characteristicsOf(sample).includes(String(characteristic)) ? `has ${characteristic}` : null),
  workload: (sample, _reference, { most, days }) => {
    const orders = bookedWithin(sample, Number(days));
    const told = days === 1 ? `${orders} that day` : `${orders} in ${2 * Number(days) - 1} days`;
    return orders < Number(most) ? null : told;
  },
};

const characteristicsOf = ({ strengths, weaknesses }: Sample): readonly string[] => [...strengths, ...weaknesses];

/** The other orders of a worker on the order's day (1), from the day before to the day after (2), and so on. */
export function bookedWithin({ booked }: Pick<Sample, 'booked'>, days: number): number {
  return Object.entries(booked).reduce((sum, [distance, orders]) => sum + (Math.abs(Number(distance)) < days ? orders : 0), 0);
}
