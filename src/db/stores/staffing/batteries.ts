import type { BatteryStore } from '../../../domain/staffing/store';
import { inList, instant, listParams } from '../../rows';
import type { Tables } from '../../tables';
import { AS_COMPLETED, lastOfEach } from './attempts';

/** Batteries, results and tests that are being taken on SQL. */
export function batteryStore(t: Tables): BatteryStore {
  return { ...items(t), ...results(t), ...sessions(t) };
}

function items(t: Tables): Pick<BatteryStore, 'startBattery' | 'battery' | 'putItem' | 'removeItem'> {
  return {
    startBattery: async (id, from, { hypothesis, lane, expiresAt }) => {
      const found = await t.one<{ status: string }>(`SELECT status FROM applications WHERE id = $id AND status IN (${inList(from)})`, { id, ...listParams(from) });
      if (!found) return false;
      const set = { status: 'testing', history: 0, hypothesis, lane, assigned_at: t.now.toISOString(), expires_at: expiresAt.toISOString() };
      return (await t.update('applications', { id, status: found.status }, set)) > 0;
    },
    battery: async (application) => {
      const rows = await t.all<{ test: string; version: number; required: number }>(
        'SELECT test, version, required FROM battery_items WHERE application_id = $application ORDER BY test',
        { application },
      );
      return rows.map((row) => ({ ...row, required: row.required === 1 }));
    },
    putItem: async (application, { test, version, required }) => {
      const set = { version, required: required ? 1 : 0 };
      const isNew = await t.insertNew('battery_items', { application_id: application, test, ...set });
      if (!isNew) await t.update('battery_items', { application_id: application, test }, set);
    },
    removeItem: async (application, test) => (await t.remove('battery_items', { application_id: application, test })) > 0,
  };
}

function results(t: Tables): Pick<BatteryStore, 'latestResults' | 'addResult'> {
  return {
    latestResults: async (application) => {
      const rows = await t.all<{ application: string; test: string; version: number; value: number; completed_at: string }>(
        `SELECT application_id AS application, test, version, value, completed_at FROM results WHERE application_id = $application ORDER BY test, version, ${AS_COMPLETED}`,
        { application },
      );
      return lastOfEach(rows).map((row) => ({ test: row.test, version: row.version, value: row.value, completedAt: instant(row.completed_at) }));
    },
    addResult: async ({ application, day, test, version, value, completedAt }) => {
      // Attempts are numbered one after the other: an import of the same cat's results waits, or is waited for.
      if (t.dialect === 'postgres') await t.all('SELECT 1 FROM applications WHERE id = $application FOR UPDATE', { application });
      const last = await t.one<{ attempt: number | null }>(
        'SELECT MAX(attempt) AS attempt FROM results WHERE application_id = $application AND test = $test AND version = $version',
        { application, test, version },
      );
      await t.insert('results', {
        id: t.newId(),
        application_id: application,
        test,
        version,
        attempt: (last?.attempt ?? 0) + 1,
        value,
        completed_at: completedAt.toISOString(),
        recorded_at: t.now.toISOString(),
        recorded_by: t.actor.personId,
      });
      await t.insert('history_changes', { id: t.newId(), day, test, version });
    },
  };
}

function sessions(t: Tables): Pick<BatteryStore, 'session' | 'keepSession' | 'dropSession'> {
  return {
    session: async (application, test) => {
      const row = await t.one<{ version: number; question: number; answers: string; asked_at: string }>(
        'SELECT version, question, answers, asked_at FROM test_sessions WHERE application_id = $application AND test = $test',
        { application, test },
      );
      return row && { application, test, version: row.version, question: row.question, answers: JSON.parse(row.answers) as (number | null)[], askedAt: instant(row.asked_at) };
    },
    keepSession: async ({ application, test, version, question, answers, askedAt }) => {
      const set = { version, question, answers: JSON.stringify(answers), asked_at: askedAt.toISOString() };
      const isNew = await t.insertNew('test_sessions', { application_id: application, test, ...set, started_at: askedAt.toISOString() });
      if (!isNew) await t.update('test_sessions', { application_id: application, test }, set);
    },
    dropSession: async (application, test) => void (await t.remove('test_sessions', { application_id: application, test })),
  };
}
