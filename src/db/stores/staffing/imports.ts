import type { ImportStore, ImportTarget } from '../../../domain/staffing/store';
import { idsFrom, listedIn } from '../../bulk';
import { instant } from '../../rows';
import type { Tables } from '../../tables';

/** Many applications and results at once on SQL. */
export function importStore(t: Tables): ImportStore {
  return {
    addApplications: (applications) =>
      t.insertMany(
        'applications',
        applications.map(({ id, person, vacancy, breed, age, colour, appliedAt, day }) => ({
          ...{ id, person_id: person, vacancy, breed, age, colour, day },
          status: 'received',
          applied_at: appliedAt.toISOString(),
          imported_at: t.now.toISOString(),
        })),
      ),
    importTargets: async (numbers) => {
      const found = await t.all<ImportTarget>(
        `SELECT p.number, a.id AS application, a.day, a.status FROM people p JOIN applications a ON a.id =
           (SELECT b.id FROM applications b WHERE b.person_id = p.id ORDER BY b.applied_at DESC, b.id DESC LIMIT 1)
         WHERE p.number ${listedIn(t.dialect, 'numbers', 'BIGINT')}`,
        { numbers: JSON.stringify(numbers) },
      );
      if (t.dialect === 'postgres') {
        const ids = JSON.stringify(found.map(({ application }) => application));
        await t.all(`SELECT 1 FROM applications WHERE id ${listedIn(t.dialect, 'ids', 'TEXT')} ORDER BY id FOR UPDATE`, { ids });
      }
      return found;
    },
    attempts: async (applications) => {
      const rows = await t.all<{ application_id: string; test: string; version: number; attempt: number; value: number; completed_at: string }>(
        `SELECT application_id, test, version, attempt, value, completed_at FROM results WHERE application_id ${listedIn(t.dialect, 'ids', 'TEXT')}`,
        { ids: JSON.stringify(applications) },
      );
      return rows.map(({ application_id, completed_at, ...row }) => ({ ...row, application: application_id, completedAt: instant(completed_at) }));
    },
    addResults: async (results) => {
      const id = idsFrom(t.newId());
      await t.write(`UPDATE applications SET history = 1 WHERE history = 0 AND status IN ('received', 'contacted') AND id ${listedIn(t.dialect, 'ids', 'TEXT')}`, {
        ids: JSON.stringify(results.map(({ application }) => application)),
      });
      await t.insertMany(
        'results',
        results.map(({ application, completedAt, test, version, attempt, value }) => ({
          id: id(),
          application_id: application,
          ...{ test, version, attempt, value },
          completed_at: completedAt.toISOString(),
          recorded_at: t.now.toISOString(),
          recorded_by: t.actor.personId,
        })),
      );
    },
    noteChanges: (changes) => {
      const id = idsFrom(t.newId());
      return t.insertMany('history_changes', changes.map(({ day, test, version }) => ({ id: id(), day, test, version })));
    },
  };
}
