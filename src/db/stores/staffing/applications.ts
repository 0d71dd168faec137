import type { Candidate } from '../../../domain/staffing';
import type { ApplicationStore } from '../../../domain/staffing/store';
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
  note: string | null;
  purged_at: string | null;
}

const OPEN = `'received', 'contacted', 'testing', 'held'`;
/** Closed without work: what is purged some time later (S7). */
const PURGED = `'rejected', 'withdrawn', 'expired'`;

/** Applications on SQL. */
export function applicationStore(t: Tables): ApplicationStore {
  const select = async (where: string, params: Params): Promise<Candidate[]> => {
    const rows = await t.all<CandidateRow>(
      `SELECT a.*, p.number, d.name, e.contact, e.photo_file_id, e.note FROM applications a
       JOIN people p ON p.id = a.person_id
       LEFT JOIN person_details d ON d.person_id = a.person_id
       LEFT JOIN application_details e ON e.application_id = a.id
       WHERE ${where}`,
      params,
    );
    return rows.map(toCandidate);
  };
  return { ...adding(t), ...reading(t, select), ...purging(t, select) };
}

type Select = (where: string, params: Params) => Promise<Candidate[]>;

function adding(t: Tables): Pick<ApplicationStore, 'addApplication' | 'moveApplication' | 'noteContact' | 'noteReason'> {
  return {
    addApplication: async ({ id, person, vacancy, breed, age, colour, day, contact, photoFileId }) => {
      const at = t.now.toISOString();
      const row = { id, person_id: person, vacancy, breed, age, colour, status: 'received', applied_at: at, day };
      if (!(await t.insertNew('applications', row))) return false;
      if (contact !== null || photoFileId !== null) await t.insert('application_details', { application_id: id, contact, photo_file_id: photoFileId });
      await t.insert('history_changes', { id: t.newId(), day, test: null, version: null });
      return true;
    },
    moveApplication: async (id, from, to) => {
      const found = await t.one<{ status: string; day: string }>(`SELECT status, day FROM applications WHERE id = $id AND status IN (${inList(from)})`, { id, ...listParams(from) });
      if (!found) return false;
      const decided = ['accepted', 'rejected', 'withdrawn', 'expired'].includes(to);
      const set = { status: to, ...(decided ? { decided_at: t.now.toISOString(), decided_by: t.actor.personId } : {}) };
      if ((await t.update('applications', { id, status: found.status }, set)) === 0) return false;
      await t.insert('history_changes', { id: t.newId(), day: found.day, test: null, version: null });
      return true;
    },
    noteContact: async (id, note) => {
      await t.update('applications', { id, contacted_at: null }, { contacted_at: t.now.toISOString() });
      if (note === null) return;
      const isNew = await t.insertNew('application_details', { application_id: id, note });
      if (!isNew) await t.update('application_details', { application_id: id }, { note });
    },
    noteReason: async (application, reason) => {
      await t.remove('application_notes', { application_id: application });
      await t.insert('application_notes', { application_id: application, reason });
    },
  };
}

function reading(t: Tables, select: Select): Pick<ApplicationStore, 'candidate' | 'application' | 'candidates' | 'waiting' | 'expired'> {
  const latest = 'a.id = (SELECT id FROM applications b WHERE b.person_id = a.person_id ORDER BY b.applied_at DESC, b.id DESC LIMIT 1)';
  return {
    candidate: async (person) => (await select(`a.person_id = $person AND ${latest}`, { person }))[0],
    application: async (id) => (await select('a.id = $id', { id }))[0],
    candidates: ({ status, vacancy, limit }) => {
      const filters = [latest, ...(status ? ['a.status = $status'] : []), ...(vacancy ? ['a.vacancy = $vacancy'] : [])].join(' AND ');
      const order = `ORDER BY CASE WHEN a.status IN (${OPEN}) AND a.history = 0 THEN 0 ELSE 1 END, a.applied_at DESC, a.id DESC`;
      const rows = limit === undefined ? '' : `LIMIT ${Math.trunc(limit)}`;
      return select(`${filters} ${order} ${rows}`, { ...(status && { status }), ...(vacancy && { vacancy }) });
    },
    waiting: async (statuses, limit) => {
      const found = await t.one<{ count: number }>(`SELECT COUNT(*) AS count FROM applications WHERE history = 0 AND status IN (${inList(statuses)})`, listParams(statuses));
      // The index gives the first of each state; of all together they would have to be sorted.
      const firsts = statuses.map(
        (_, at) => `SELECT id FROM (SELECT id, applied_at FROM applications WHERE history = 0 AND status = $v${at} ORDER BY applied_at, id LIMIT ${Math.trunc(limit)}) AS first${at}`,
      );
      const first = await select(`a.id IN (${firsts.join(' UNION ALL ')}) ORDER BY a.applied_at, a.id LIMIT ${Math.trunc(limit)}`, listParams(statuses));
      return { count: found?.count ?? 0, first };
    },
    expired: async (statuses, unattendedSince) => {
      // A battery that waits for a version alone is finished: its cat has done its part.
      const unfinished = `(NOT EXISTS (SELECT 1 FROM results s WHERE s.application_id = a.id) OR EXISTS (SELECT 1 FROM battery_items i WHERE i.application_id = a.id AND i.required = 1
        AND NOT EXISTS (SELECT 1 FROM results r WHERE r.application_id = a.id AND r.test = i.test AND r.version = i.version)))`;
      const rows = await t.all<{ id: string }>(
        `SELECT id FROM applications a WHERE status IN (${inList(statuses)})
           AND ((expires_at <= $now AND ${unfinished}) OR (expires_at IS NULL AND COALESCE(imported_at, applied_at) <= $unattended)) ORDER BY applied_at, id`,
        { ...listParams(statuses), now: t.now.toISOString(), unattended: unattendedSince.toISOString() },
      );
      return rows.map((row) => row.id);
    },
  };
}

function purging(t: Tables, select: Select): Pick<ApplicationStore, 'toPurge' | 'stillNeeded' | 'erase'> {
  return {
    toPurge: (before, limit) =>
      select(`a.purged_at IS NULL AND a.status IN (${PURGED}) AND a.decided_at < $before ORDER BY a.decided_at, a.id LIMIT ${Math.trunc(limit)}`, {
        before: before.toISOString(),
      }),
    stillNeeded: async (person, since) => {
      const row = await t.one<{ id: string }>(
        `SELECT id FROM applications WHERE person_id = $person AND (status NOT IN (${PURGED}) OR decided_at >= $since OR purged_at IS NULL) LIMIT 1`,
        { person, since: since.toISOString() },
      );
      return row !== undefined;
    },
    erase: async (application, wording) => {
      await t.remove('application_details', { application_id: application });
      const note = await t.one<{ reason: string }>('SELECT reason FROM application_notes WHERE application_id = $application', { application });
      const kept = note && wording(note.reason);
      if (kept !== note?.reason) await t.update('application_notes', { application_id: application }, { reason: kept ?? '' });
      await t.update('applications', { id: application }, { purged_at: t.now.toISOString() });
    },
  };
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
    note: row.note,
    purgedAt: instantOrNull(row.purged_at),
  };
}
