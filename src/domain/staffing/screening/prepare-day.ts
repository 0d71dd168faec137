import { forEach } from '../../shared/each';
import { dayOf } from '../../shared/time';
import type { Actor, Runner } from '../../shared/work';
import { allow } from '../../users';
import type { StaffingWork } from '../work';
import { refreshHistory } from './history';
import { snapshotOfToday } from './reference-population';

/** A version that may decide on somebody of a vacancy today. */
interface Deciding {
  hash: string;
  vacancy: string;
}

/**
 * Does beforehand what the first decision of a day would have to wait for: brings history up to date, and takes the day's reference populations
 * of all versions that may decide where batteries are open, shadows among them. Tells how many days and populations there were.
 */
export async function prepareDay(app: Runner<StaffingWork>, actor: Actor): Promise<number> {
  await app.query(actor, async (w) => allow(w, 'decide-waiting'));
  const refreshed = await refreshHistory(app, actor);
  const unprepared = await app.query(actor, decidingUnprepared);
  return refreshed + (await forEach(unprepared, (deciding) => app.run(actor, (w) => prepare(w, deciding))));
}

async function decidingUnprepared(w: StaffingWork): Promise<Deciding[]> {
  const open = await w.staffing.openBatteries();
  const found: Deciding[] = [];
  for (const vacancy of new Set(open.map((one) => one.vacancy))) {
    const pinned = open.flatMap(({ hash, vacancy: of }) => (of === vacancy && hash !== null ? [hash] : []));
    const hashes = new Set([...pinned, (await w.staffing.champion(vacancy)) ?? [], await w.staffing.shadows(vacancy)].flat());
    for (const hash of hashes) if (!(await w.staffing.snapshot(hash, vacancy, dayOf(w.now, w.zone)))) found.push({ hash, vacancy });
  }
  return found;
}

async function prepare(w: StaffingWork, { hash, vacancy }: Deciding): Promise<boolean> {
  // A decision may be taking the same population.
  await w.staffing.lockScreening(vacancy);
  const version = await w.staffing.version(hash);
  if (version) await snapshotOfToday(w, version, vacancy);
  return version !== undefined;
}
