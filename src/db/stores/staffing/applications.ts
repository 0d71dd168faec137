import type { Candidate } from '../../../domain/staffing';
import type { ApplicationStore, StoredResult } from '../../../domain/staffing/store';
import { inList, instant, instantOrNull, listParams } from '../../rows';
import type { Params } from '../../sql';
import type { Tables } from '../../tables';

interface CandidateRow {
  person_id: string;
  id: string;
  number: number;
  name: string | null;
  vacancy: string;
  breed: string | null;
  age: number | null;
  colour: string | null;
  status: Candidate['status'];
  applied_at: string;
  day: string;
  decided_at: string | null;
  contacted_at: string | null;
  assigned_at: string | null;
  expires_at: string | null;
  hypothesis: string | null;
  lane: string | null;
  contact: string | null;
  photo_file_id: string | null;
}

const OPEN = `'received', 'contacted', 'testing', 'held'`;

/** Applications, batteries and results on SQL. */
export function applicationStore(t: Tables): ApplicationStore {
  const select = async (where: string, params: Params): Promise<Candidate[]> => {
    const rows = await t.all<CandidateRow>(
      `SELECT a.*, p.number, d.name, e.contact, e.photo_file_id FROM applications a
       JOIN people p ON p.id = a.person_id
       LEFT JOIN person_details d ON d.person_id = a.person_id
       LEFT JOIN application_details e ON e.application_id = a.id
       WHERE ${where}`,
      params,
    );
    return rows.map(toCandidate);
  };
  const latest = 'a.id = (SELECT id FROM applications b WHERE b.person_id = a.person_id ORDER BY b.applied_at DESC, b.id DESC LIMIT 1)';
  const order = `ORDER BY CASE WHEN a.status IN (${OPEN}) THEN 0 ELSE 1 END, a.applied_at DESC, a.id DESC`;
  return {
    addApplication: async ({ id, person, vacancy, breed, age, colour, day }) => {
      const at = t.now.toISOString();
      await t.insert('applications', { id, person_id: person, vacancy, breed, age, colour, status: 'received', applied_at: at, day });
      await t.insert('history_changes', { id: t.newId(), day, test: null, version: null });
    },
    candidate: async (person) => (await select(`a.person_id = $person AND ${latest}`, { person }))[0],
    application: async (id) => (await select('a.id = $id', { id }))[0],
    candidates: ({ status }) => (status ? select(`a.status = $status AND ${latest} ${order}`, { status }) : select(`${latest} ${order}`, {})),
    moveApplication: async (id, from, to) => {
      const found = await t.one<{ status: string; day: string }>(`SELECT status, day FROM applications WHERE id = $id AND status IN (${inList(from)})`, { id, ...listParams(from) });
      if (!found) return false;
      const decided = ['accepted', 'rejected', 'withdrawn', 'expired'].includes(to);
      const set = { status: to, ...(decided ? { decided_at: t.now.toISOString(), decided_by: t.actor.personId } : {}) };
      if ((await t.update('applications', { id, status: found.status }, set)) === 0) return false;
      await t.insert('history_changes', { id: t.newId(), day: found.day, test: null, version: null });
      return true;
    },
    noteReason: async (application, reason) => {
      await t.remove('application_notes', { application_id: application });
      await t.insert('application_notes', { application_id: application, reason });
    },
    latestResults: (application) => latestResults(t, application),
    battery: async (application) => {
      const rows = await t.all<{ test: string; version: number; required: number }>(
        'SELECT test, version, required FROM battery_items WHERE application_id = $application ORDER BY test',
        { application },
      );
      return rows.map((row) => ({ ...row, required: row.required === 1 }));
    },
  };
}

async function latestResults(t: Tables, application: string): Promise<StoredResult[]> {
  const rows = await t.all<{ test: string; version: number; value: number; completed_at: string }>(
    `SELECT test, version, value, completed_at FROM results r WHERE application_id = $application
       AND attempt = (SELECT MAX(s.attempt) FROM results s WHERE s.application_id = r.application_id AND s.test = r.test AND s.version = r.version)
     ORDER BY test, version`,
    { application },
  );
  return rows.map((row) => ({ test: row.test, version: row.version, value: row.value, completedAt: instant(row.completed_at) }));
}

function toCandidate(row: CandidateRow): Candidate {
  return {
    id: row.person_id,
    application: row.id,
    number: row.number,
    name: row.name ?? '',
    vacancy: row.vacancy,
    breed: row.breed,
    age: row.age,
    colour: row.colour,
    status: row.status,
    appliedAt: instant(row.applied_at),
    day: row.day,
    decidedAt: instantOrNull(row.decided_at),
    contactedAt: instantOrNull(row.contacted_at),
    assignedAt: instantOrNull(row.assigned_at),
    expiresAt: instantOrNull(row.expires_at),
    hypothesis: row.hypothesis,
    lane: row.lane,
    contact: row.contact,
    photoFileId: row.photo_file_id,
  };
}
