import type { JobRow, MachineStore } from '../../jobs/store';
import { listedIn } from '../bulk';
import { instant, instantOrNull } from '../rows';
import type { Tables } from '../tables';

/** Job leases, reactions that are due, and the clock on SQL; `wall` is real time. */
export function machineStore(t: Tables, wall: Date): MachineStore {
  return {
    claimJob: async (name, leasedUntil) => {
      const fence = t.newId();
      const row = { name, fence, leased_until: leasedUntil.toISOString(), started_at: t.now.toISOString() };
      const claimed = await t.write(
        `INSERT INTO jobs (name, fence, leased_until, started_at) VALUES ($name, $fence, $leased_until, $started_at)
         ON CONFLICT (name) DO UPDATE
         SET fence = excluded.fence, leased_until = excluded.leased_until, started_at = excluded.started_at
         WHERE jobs.leased_until <= $wall`,
        { ...row, wall: wall.toISOString() },
      );
      return claimed > 0 ? fence : undefined;
    },
    closeJob: async (name, fence, error) =>
      (await t.update('jobs', { name, fence }, { leased_until: wall.toISOString(), done_at: t.now.toISOString(), error })) > 0,
    jobs: async () => {
      const rows = await t.all<{ name: string; started_at: string; done_at: string | null; error: string | null }>('SELECT * FROM jobs ORDER BY name');
      return rows.map((row): JobRow => ({ name: row.name, startedAt: instant(row.started_at), doneAt: instantOrNull(row.done_at), error: row.error }));
    },
    reactionsDue: async (limit) => {
      const rows = await t.all<{ event_id: string; reaction: string; attempts: number }>(
        `SELECT event_id, reaction, attempts FROM reactions_due WHERE parked = 0 AND next_at <= $wall ORDER BY event_id LIMIT ${Math.trunc(limit)}`,
        { wall: wall.toISOString() },
      );
      return rows.map((row) => ({ event: row.event_id, reaction: row.reaction, attempts: row.attempts }));
    },
    reactionsDone: async (reaction, events) =>
      void (await t.write(`DELETE FROM reactions_due WHERE reaction = $reaction AND event_id ${listedIn(t.dialect, 'events', 'TEXT')}`, { reaction, events: JSON.stringify(events) })),
    reactionFailed: async ({ event, reaction, attempts }, again, parked, error) => {
      const set = { attempts: attempts + 1, next_at: again.toISOString(), parked: parked ? 1 : 0, error };
      await t.update('reactions_due', { event_id: event, reaction }, set);
    },
    purgeUpdates: (before) =>
      t.write('DELETE FROM updates WHERE handled_at IS NOT NULL AND received_at < $before', { before: before.toISOString() }),
    forgetChats: async (chats) => {
      for (const chat of chats) {
        await t.write('DELETE FROM updates WHERE chat_id = $chat AND handled_at IS NOT NULL', { chat });
        await t.remove('dialogues', { chat_id: chat });
        await t.remove('cards', { chat_id: chat });
      }
    },
    setClock: async (offsetMs) => void (await t.update('company', { id: 1 }, { clock_offset_ms: offsetMs })),
    goLive: async () => void (await t.update('company', { id: 1, live: 0 }, { live: 1 })),
  };
}
