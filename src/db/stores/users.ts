import type { UsersStore } from '../../domain/users/store';
import type { Person } from '../../domain/users';
import type { Language, Role } from '../../domain/shared/work';
import { listedIn } from '../bulk';
import { inList, inPortions, instantOrNull, listParams } from '../rows';
import type { Params } from '../sql';
import type { Tables } from '../tables';

interface PersonRow {
  id: string;
  number: number;
  name: string | null;
  language: Language;
  status: Person['status'];
  roles: string | null;
  chat_id: number | null;
  unreachable_since: string | null;
}

/** People, roles, invitations, chats and sessions on SQL. */
export function usersStore(t: Tables): UsersStore {
  const select = async (where: string, params: Params): Promise<Person[]> => {
    const list = t.dialect === 'sqlite' ? "group_concat(role, ',')" : "string_agg(role, ',')";
    const rows = await t.all<PersonRow>(
      `SELECT p.id, p.number, d.name, p.language, p.status, l.chat_id, l.unreachable_since,
              (SELECT ${list} FROM person_roles r WHERE r.person_id = p.id) AS roles
       FROM people p
       LEFT JOIN person_details d ON d.person_id = p.id
       LEFT JOIN telegram_links l ON l.person_id = p.id
       WHERE ${where} ORDER BY p.number`,
      params,
    );
    return rows.map(toPerson);
  };
  const byIds = (all: readonly string[]) => inPortions(all, (ids) => select(`p.id IN (${inList(ids)})`, listParams(ids)));
  const one = async (where: string, params: Params) => (await select(where, params))[0];
  return {
    person: (id) => one('p.id = $id', { id }),
    personByNumber: (number) => one('p.number = $number', { number }),
    personByChat: (chat) => one('l.chat_id = $chat', { chat }),
    personBySession: (token) => one('p.id = (SELECT person_id FROM sessions WHERE token_sha256 = $token)', { token }),
    people: async (filter) => {
      if (filter.role) return select('p.id IN (SELECT person_id FROM person_roles WHERE role = $role)', { role: filter.role });
      if (filter.ids) return byIds(filter.ids);
      if (filter.name !== undefined) return byIds(await namesakes(t, filter.name));
      return select('1 = 1', {});
    },
    add: async ({ id, name, language, roles }) => {
      const number = await t.next('person');
      await t.insert('people', { id, number, language, status: 'active', created_at: t.now.toISOString() });
      await t.insert('person_details', { person_id: id, name, contact: null });
      for (const role of roles) await t.insert('person_roles', { person_id: id, role });
    },
    ...manyPeople(t),
    ...statusOf(t),
    setName: async (person, name) => void (await t.update('person_details', { person_id: person }, { name })),
    erase: async (person) => {
      for (const table of ['person_details', 'telegram_links', 'invitations', 'sessions']) await t.remove(table, { person_id: person });
    },
    grant: (person, role) => t.insertNew('person_roles', { person_id: person, role }),
    revoke: async (person, role) => (await t.remove('person_roles', { person_id: person, role })) > 0,
    setLanguage: async (id, language) => void (await t.update('people', { id }, { language })),
    addInvitation: ({ codeSha256, person, expiresAt }) =>
      t.insert('invitations', {
        code_sha256: codeSha256,
        person_id: person,
        created_at: t.now.toISOString(),
        expires_at: expiresAt.toISOString(),
        used_at: null,
      }),
    spendInvitation: async (code) => {
      const open = await t.one<{ person_id: string }>(
        'SELECT person_id FROM invitations WHERE code_sha256 = $code AND used_at IS NULL AND expires_at > $now',
        { code, now: t.now.toISOString() },
      );
      const spent = open && (await t.update('invitations', { code_sha256: code, used_at: null }, { used_at: t.now.toISOString() })) > 0;
      return spent ? open.person_id : undefined;
    },
    link: async (person, chatId) => {
      await t.remove('telegram_links', { person_id: person });
      return t.insertNew('telegram_links', { person_id: person, chat_id: chatId, linked_at: t.now.toISOString(), unreachable_since: null });
    },
    setUnreachable: async (person, unreachable) =>
      void (await t.update('telegram_links', { person_id: person }, { unreachable_since: unreachable ? t.now.toISOString() : null })),
    addSession: ({ tokenSha256, person }) =>
      t.insert('sessions', { token_sha256: tokenSha256, person_id: person, created_at: t.now.toISOString() }),
    lockPerson: (person) => t.lock(`person:${person}`),
    lockAdmins: () => t.lock('admins'),
  };
}

/** Whose name is that, by id. SQLite knows only the case of Latin letters, so it is compared here, among the names of that length. */
async function namesakes(t: Tables, name: string): Promise<string[]> {
  const rows = await t.all<{ person_id: string; name: string }>('SELECT person_id, name FROM person_details WHERE length(name) = $length', { length: [...name].length });
  return rows.filter((row) => row.name.toLowerCase() === name.toLowerCase()).map((row) => row.person_id);
}

function statusOf(t: Tables): Pick<UsersStore, 'deactivate' | 'reactivate'> {
  const move = async (id: string, from: Person['status'], to: Person['status']) => (await t.update('people', { id, status: from }, { status: to })) > 0;
  return { deactivate: (id) => move(id, 'active', 'deactivated'), reactivate: (id) => move(id, 'deactivated', 'active') };
}

function manyPeople(t: Tables): Pick<UsersStore, 'addMany' | 'reserveNumbers' | 'passNumber' | 'takenNumbers'> {
  return {
    addMany: async (people, role) => {
      const at = t.now.toISOString();
      await t.insertMany('people', people.map(({ id, number }) => ({ id, number, language: 'en', status: 'active', created_at: at })));
      await t.insertMany('person_details', people.map(({ id, name }) => ({ person_id: id, name, contact: null })));
      await t.insertMany('person_roles', people.map(({ id }) => ({ person_id: id, role })));
    },
    reserveNumbers: async (count) => (await t.advance('person', { by: count })) - count + 1,
    passNumber: async (number) => void (await t.advance('person', { past: number })),
    takenNumbers: async (numbers) => {
      const rows = await t.all<{ number: number }>(`SELECT number FROM people WHERE number ${listedIn(t.dialect, 'numbers', 'BIGINT')}`, {
        numbers: JSON.stringify(numbers),
      });
      return new Set(rows.map((row) => row.number));
    },
  };
}

function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    number: row.number,
    name: row.name ?? '',
    language: row.language,
    status: row.status,
    roles: (row.roles?.split(',') ?? []) as Role[],
    chatId: row.chat_id,
    unreachableSince: instantOrNull(row.unreachable_since),
  };
}
