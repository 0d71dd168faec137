import { DateTime } from 'luxon';

import { plusMinutes } from '../../shared/time';
import { daysLater } from '../days';
import type { StaffingWork } from '../work';
import type { MatchInputs } from './engine/match';
import { UNKNOWN } from './engine/inputs';
import type { Known, Sample } from './engine/sample';
import { MOST_DAYS } from './engine/steps';
import { span, type Slot } from './slot';

/** What pipelines want to know of an order and the workers, gathered before any transaction of the match (M2). */
export async function gatherInputs(w: StaffingWork, slot: Slot, known: readonly Known[]): Promise<MatchInputs> {
  const [from, to] = await span(w, slot);
  const wanted = new Set(known);
  const results = wanted.has('results') ? await w.staffing.resultsOfWorkers() : undefined;
  const withClient = wanted.has('withClient') ? await w.staffing.resultsOfWorkers(slot.client) : undefined;
  const booked = wanted.has('booked') ? await bookedDays(w, slot) : undefined;
  const workers = await w.staffing.availability(from, to, slot.order);
  const traits = wanted.has('strengths') || wanted.has('weaknesses') ? await w.staffing.characteristics() : undefined;
  const samples = workers.filter(({ worker }) => !slot.without?.includes(worker)).map(
    (one): Sample => ({
      ...one,
      ...(traits?.get(one.worker) ?? { strengths: UNKNOWN.strengths, weaknesses: UNKNOWN.weaknesses }),
      booked: booked?.get(one.worker) ?? UNKNOWN.booked,
      results: results?.get(one.worker) ?? UNKNOWN.results,
      withClient: withClient?.get(one.worker) ?? UNKNOWN.withClient,
    }),
  );
  const { order, client, service, at, endsAt } = slot;
  return { reference: { order, client, service: service ?? null, at: at.toISOString(), endsAt: endsAt.toISOString() }, known, samples };
}

/** How many orders each worker has on the company's days around an order. */
async function bookedDays(w: StaffingWork, { order, at }: Slot): Promise<Map<string, Record<string, number>>> {
  const travel = await w.staffing.travelMinutes();
  const starts = await w.staffing.bookingStarts(daysLater(at, -MOST_DAYS - 1), daysLater(at, MOST_DAYS + 1), order);
  const day = (instant: Date) => DateTime.fromJSDate(instant, { zone: w.zone }).startOf('day');
  const distance = (start: Date) => Math.round(day(plusMinutes(start, travel)).setZone('utc', { keepLocalTime: true }).diff(day(at).setZone('utc', { keepLocalTime: true }), 'days').days);
  const booked = new Map<string, Record<string, number>>();
  for (const { worker, at: start } of starts) {
    const days = booked.get(worker) ?? {};
    const key = String(distance(start));
    booked.set(worker, { ...days, [key]: (days[key] ?? 0) + 1 });
  }
  return booked;
}
