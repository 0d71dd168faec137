import { requiredTestsOf } from '../../screening/history';
import type { StaffingWork } from '../../work';
import { move } from './move';

/** Ends the trials whose candidates another version now decides on: what they were compared with is gone. Their versions go on in shadow, their open applications to the version in force. */
export async function endTrialsWithoutChampion(w: StaffingWork): Promise<void> {
  for (const trial of await w.staffing.trials({ running: true })) {
    const champions = new Set<string | undefined>();
    for (const vacancy of trial.vacancies) champions.add(await w.staffing.champion(vacancy));
    if (champions.size === 1 && champions.has(trial.champion)) continue;
    await w.staffing.endTrial(trial.id, 'other_champion');
    const scopes = trial.vacancies.map((vacancy) => ({ vacancy, replaces: null }));
    await move(w, trial, 'shadow', scopes, { evidence: { gate: 'other_champion', trial: trial.id, champion: trial.champion } });
    await handOver(w, trial.hash);
  }
}

/** Gives the open applications that keep a withdrawn version, or none, to the one in force, whose tests join their batteries. Tells how many there were. */
export async function handOver(w: StaffingWork, hash: string | null): Promise<number> {
  let moved = 0;
  const open = await w.staffing.openBatteries();
  for (const { vacancy } of open.filter((batteries) => batteries.hash === hash && batteries.status === 'testing')) {
    const champion = await w.staffing.champion(vacancy);
    if ((champion ?? null) === hash) continue;
    const version = champion === undefined ? undefined : await w.staffing.version(champion);
    moved += await w.staffing.repin(hash, vacancy, version ? { hash: version.hash, tests: requiredTestsOf(version.hypothesis) } : null);
  }
  return moved;
}
