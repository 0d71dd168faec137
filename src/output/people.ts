import type { AppWork } from '../app';
import { DomainError } from '../domain/shared/errors';
import { catNumber } from '../domain/shared/ids';
import type { Worker } from '../domain/staffing';
import { findPerson, peopleById, type Invitation, type Person } from '../domain/users';
import type { Runtime } from '../runtime';
import * as json from './json';
import { iso } from './json-values';
import type { Listing } from './list-command';
import { nameOf, toneOf } from './style';
import { date, exactAndRelative, relative, type Clock } from './time';

const numbered = { head: 'NUMBER', of: (row: { number: number }) => catNumber(row.number) };
const named = { head: 'NAME', of: nameOf, cuttable: true } as const;

/** The number by which a person (id) is named. */
export const catOf = async (w: AppWork, id: string): Promise<string> => catNumber((await peopleById(w, [id])).get(id)?.number ?? 0);

/** Does what may be refused for want of credit, and lets the error tell the client's number, by which the hint names the client. */
export async function namingClient<T>(w: AppWork, client: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'billing.not_enough_credit') throw error;
    throw new DomainError(error.code, error.kind, { ...error.params, number: catNumber((await findPerson(w, client)).number) });
  }
}

/** People as a list. */
export const peopleList: Listing<Person, ReturnType<typeof json.person>> = {
  columns: [
    numbered,
    named,
    { head: 'ROLES', of: (row) => row.roles.join(', ') },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'LANGUAGE', of: (row) => row.language },
    { head: 'CHAT', of: (row) => json.person(row).chat, tone: (row) => (row.unreachableSince ? 'waits' : 'plain') },
  ],
  json: json.person,
  csv: ['id', 'number', 'name', 'roles', 'language', 'status', 'chat'],
  empty: 'Nobody yet. Add somebody: mcf users add',
  none: 'None match. All: mcf users list',
};

/** The title and the fields of a person's card. */
export function personCard(person: Person, clock: Clock): [string, Record<string, string | null>] {
  const blocked = person.unreachableSince && `cannot be reached since ${date(person.unreachableSince, clock)}`;
  return [
    `${nameOf(person)} ${catNumber(person.number)} · ${person.status}`,
    { roles: person.roles.join(', '), language: person.language, chat: blocked ?? (person.chatId === null ? 'not linked' : 'linked') },
  ];
}

/** An invitation in JSON, with the link that opens the chat; the bot's name is the running one's where it is known. */
export function invitation({ code, expiresAt }: Invitation, running: Runtime | undefined): { code: string; link: string; expires_at: string } {
  return { code, link: `https://t.me/${running?.bot ?? 'mcf_bot'}?start=${code}`, expires_at: iso(expiresAt) };
}

/** Workers as a list. */
export const workerList = (clock: Clock): Listing<Worker, ReturnType<typeof json.worker>> => ({
  columns: [
    numbered,
    named,
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'STRENGTHS', of: (row) => row.strengths.join(', '), cuttable: true },
    { head: 'WEAKNESSES', of: (row) => row.weaknesses.join(', '), cuttable: true },
    { head: 'JOINED', of: (row) => relative(row.joinedAt, clock), optional: true },
  ],
  json: json.worker,
  csv: ['id', 'number', 'name', 'strengths', 'weaknesses', 'status', 'joined_at'],
  empty: 'No workers yet. Accept a candidate: mcf candidates list',
  none: 'None match. All: mcf workers list',
});

/** The title and the fields of a worker's card. */
export function workerCard(worker: Worker, clock: Clock): [string, Record<string, string | null>] {
  return [
    `${nameOf(worker)} ${catNumber(worker.number)} · ${worker.status}`,
    { strengths: worker.strengths.join(', '), weaknesses: worker.weaknesses.join(', '), joined: exactAndRelative(worker.joinedAt, clock) },
  ];
}
