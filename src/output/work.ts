import type { AppWork } from '../app';
import { listTasks, type AlertView, type StaffTask } from '../domain/notifications';
import { DomainError } from '../domain/shared/errors';
import { catNumber, isId } from '../domain/shared/ids';
import { peopleById, type Person } from '../domain/users';
import type { JobStatus } from '../jobs';
import { alertText, endsByHand, managersWork, nextForAlert } from './alerts';
import type { Question } from './ask';
import type { Look } from './choose';
import * as json from './json';
import type { Listing } from './list-command';
import { money } from './money';
import { toneOf } from './style';
import { exact, exactAndRelative, relative, type Clock } from './time';
import { nothingToChoose } from './usage';

/** People by id, for the names beside rows. */
export type People = ReadonlyMap<string, Pick<Person, 'name' | 'number'> & Partial<Pick<Person, 'chatId'>>>;

/** The short name of a task or an alert, by which it can be ticked off: the end of its id. */
export const taskName = ({ id }: { id: string }) => id.slice(-6);

/** Tasks with the people they are about. */
export async function tasksWith(w: AppWork, all: boolean): Promise<{ tasks: StaffTask[]; people: People }> {
  const tasks = await listTasks(w, { all });
  const owners = tasks.map(({ subject }) => subject.replace(/^(clients|workers):/, '')).filter(isId);
  return { tasks, people: await peopleById(w, owners) };
}

/** An open task, or an alert that nothing else ends. */
export const askTask = (given: string | undefined, look: Look): Question<string> => ({
  name: 'ID',
  given,
  ask: async (prompts) => {
    const { tasks, people, alerts } = await look(async (w) => ({ ...(await tasksWith(w, false)), ...(await managersWork(w)) }));
    const open = [
      ...tasks.map((task) => ({ name: taskText(task, people), value: task.id })),
      ...alerts.filter(endsByHand).map((alert) => ({ name: alertText(alert), value: alert.id })),
    ];
    if (open.length === 0) throw nothingToChoose('task');
    return prompts.search('Task', open);
  },
});

/** The one task or alert whose id is, or ends like, a text. */
export function taskBy<T extends { id: string }>(tasks: readonly T[], text: string): T {
  const ending = text.trim().toLowerCase();
  const found = tasks.filter(({ id }) => ending.length >= 4 && id.endsWith(ending));
  if (found.length !== 1 || !found[0]) throw new DomainError('notifications.task_not_found', 'not_found', { task: text });
  return found[0];
}

/** What somebody is to do, in words, and the command for it; empty where there is none. */
interface Wanted {
  what: string;
  command: string;
}

/** What a task asks for in one line, with the command for it. */
export function taskText(task: StaffTask, people: People): string {
  const { what, command } = wantedBy(task, people);
  return [what, command].filter(Boolean).join(': ');
}

function wantedBy(task: StaffTask, people: People): Wanted {
  const who = people.get(task.subject.replace(/^(clients|workers):/, ''));
  const name = who ? `${who.name} ${catNumber(who.number)}` : '';
  const by = (what: string, command = ''): Wanted => ({ what, command });
  switch (task.kind) {
    case 'unreachable':
      if (who?.chatId != null) return by(`reach ${name} yourself: the bot cannot`);
      return by(`reach ${name} yourself: no chat with the bot yet; to invite`, `mcf users invite ${who ? catNumber(who.number) : ''}`);
    case 'undelivered':
      return by(`tell ${name}: ${String(task.data.message).replaceAll('_', ' ')} did not get through`);
    case 'kit_return':
      return by(`take back the kit of order ${task.data.order}`, `mcf consumables return ${task.data.order}`);
    case 'account_parked':
      return by(`look at the account of ${name}`);
    case 'payout_failed':
      return by(`ask why Gold Hat refused ${money(Number(task.data.amount_minor))} to ${name} for ${task.data.month}; the next month's end pays it`);
    case 'payment_failed':
      return wantedByPayment(task);
    case 'payment_unplaced':
      return by(`find out what ${money(Number(task.data.amount))} ${task.data.currency} from Telegram was for, charge ${task.data.charge}`, 'mcf invoices pay');
  }
}

/** What to do about a charge of a card that did not go through, or may have. */
function wantedByPayment({ data }: StaffTask): Wanted {
  const of = `${money(Number(data.amount_minor))} for invoice ${data.invoice}`;
  if (data.why === 'unclear') return { what: `find out at the card gateway whether it charged ${of}`, command: `mcf invoices resolve ${data.invoice}` };
  return { what: `ask for ${of}: the card was refused ${data.attempt === 1 ? 'once' : `${data.attempt} times`}`, command: '' };
}

/** Something that needs a person: a task, which is ticked off, or an alert, which ends with what it is about, and is ticked off where that never ends. */
interface Need extends Wanted {
  name: string;
  status: string;
  since: Date;
  json: Omit<ReturnType<typeof json.task>, 'kind'> & { kind: string };
}

/** Tasks and then alerts, as rows of one list. */
export const needs = (tasks: readonly StaffTask[], people: People, alerts: readonly AlertView[]): Need[] => [
  ...tasks.map((task): Need => ({ name: taskName(task), status: task.status, ...wantedBy(task, people), since: task.createdAt, json: json.task(task) })),
  ...alerts.map((alert): Need => {
    const status = alert.takenBy ? `with ${alert.takenBy.name}` : 'open';
    return { name: endsByHand(alert) ? taskName(alert) : '', status, what: alertText(alert), command: nextForAlert(alert), since: alert.openedAt, json: json.alertAsTask(alert) };
  }),
];

/** What needs a person as a list. */
export const needList = (clock: Clock): Listing<Need, Need['json']> => ({
  columns: [
    { head: 'TASK', of: ({ name }) => name },
    { head: 'STATUS', of: ({ status }) => status, tone: ({ status }) => toneOf(status) },
    { head: 'WHAT', of: ({ what }) => what, command: ({ command }) => command, cuttable: true },
    { head: 'SINCE', of: ({ since }) => relative(since, clock), wide: ({ since }) => exactAndRelative(since, clock) },
  ],
  json: (row) => row.json,
  csv: ['id', 'kind', 'subject', 'status', 'created_at', 'done_at'],
  empty: 'Nothing needs a person. All that ever did: mcf tasks list --all',
});

/** Jobs as a list. */
export const jobList = (clock: Clock): Listing<JobStatus, ReturnType<typeof json.job>> => ({
  columns: [
    { head: 'JOB', of: (row) => row.name },
    { head: 'LAST', of: (row) => (row.last ? relative(row.last, clock) : 'never') },
    { head: 'NEXT', of: (row) => (row.next ? exact(row.next, clock) : 'when due') },
    { head: 'ERROR', of: (row) => row.error ?? '', cuttable: true, tone: (row) => (row.error === null ? 'plain' : 'failed') },
  ],
  json: json.job,
  csv: ['name', 'last', 'next', 'error'],
  empty: 'No jobs.',
});
