import { workerTerms } from '../domain/billing';
import { listOrders, showOrder, type OrderView } from '../domain/orders';
import { listAbsences } from '../domain/staffing';
import type { AppWork } from '../app';
import type { Talk } from './talk';
import type { AwayFacts, StayingJob } from './views/absences';

/** The writer's own absences that are not over, each with the jobs that stay its own all the same (M4). */
export function myAbsences(talk: Talk): Promise<AwayFacts[]> {
  return talk.query(async (w) => {
    const absences = await listAbsences(w, { worker: talk.person?.id ?? '' });
    return Promise.all(absences.map(async ({ id, from, to, booked }) => ({ id, from, to, jobs: await staying(w, await Promise.all(booked.map((order) => showOrder(w, order)))) })));
  });
}

/** The writer's own jobs that fall into a time. */
export function myJobsWithin(talk: Talk, from: Date, to: Date): Promise<StayingJob[]> {
  return talk.query(async (w) => {
    const jobs = await listOrders(w, { worker: talk.person?.id ?? '', statuses: ['assigned'] });
    return staying(w, jobs.filter(({ at, endsAt }) => at < to && endsAt > from));
  });
}

async function staying(w: AppWork, orders: readonly OrderView[]): Promise<StayingJob[]> {
  const jobs = orders.map(async ({ id, number, at, price }) => ({ id, number, at, fine: price ? (await workerTerms(w, price)).fine : 0 }));
  return (await Promise.all(jobs)).sort((one, other) => one.at.getTime() - other.at.getTime());
}
