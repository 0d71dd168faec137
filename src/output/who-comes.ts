import type { AppWork } from '../app';
import { showOrder, whoIsFree, type AskedWorker } from '../domain/orders';
import { DomainError } from '../domain/shared/errors';
import { catNumber } from '../domain/shared/ids';
import { listAbsences } from '../domain/staffing';
import { findPerson } from '../domain/users';
import type { Question } from './ask';
import type { Look } from './choose';
import { clean, nameOf } from './style';
import { exact, type Clock } from './time';

type Hindrance = NonNullable<AskedWorker['hindrance']>;

const WORDS: Record<Hindrance['why'], string> = {
  busy: 'busy with order',
  absent: 'away at that time',
  has_it: 'has it already',
  cannot_come: 'said that it cannot come',
  is_client: 'is the client',
};

const hindranceText = (hindrance: Hindrance): string => (hindrance.why === 'busy' ? `${WORDS.busy} ${hindrance.number}` : WORDS[hindrance.why]);

const named = ({ worker, hindrance, saidNo }: AskedWorker): string =>
  `${clean(nameOf(worker))} ${catNumber(worker.number)}${hindrance === null && saidNo ? `, ${WORDS.cannot_come}` : ''}`;

/** Who cannot do an order and why, in one line: `Tom C-000004: busy with order 3 · Leo C-000009: away then`. */
export async function whyNobody(w: AppWork, order: string): Promise<string> {
  const asked = await whoIsFree(w, { order });
  return asked.map((one) => (one.hindrance === null ? named(one) : `${named(one)}: ${hindranceText(one.hindrance)}`)).join(' · ') || 'there are no workers yet';
}

/** A worker for an order that is known by the time of asking: the free ones first, the others with what keeps them (M4). */
export function askWhoComes(given: string | undefined, look: Look, order: () => string): Question<string> {
  const name = '--worker';
  return {
    name,
    given,
    ask: async (prompts) => {
      const asked = await look((w) => whoIsFree(w, { order: order() }));
      if (asked.every(({ hindrance }) => hindrance !== null)) throw new DomainError('cli.nobody_free', 'conflict', { order: order(), detail: await look((w) => whyNobody(w, order())) });
      return prompts.search(
        'Worker',
        asked.map((one) => ({ name: named(one), value: one.worker.id, ...(one.hindrance !== null && { disabled: hindranceText(one.hindrance) }) })),
      );
    },
  };
}

/** What is refused because a worker is busy or away, with the order or the absence that keeps it (M4); anything else as it was. */
export async function withWhatKeeps(w: AppWork, error: unknown, input: { order: string; worker: string }, clock: Clock): Promise<unknown> {
  if (!(error instanceof DomainError) || error.code !== 'staffing.worker_not_free') return error;
  const [order, { id, name }] = [await showOrder(w, input.order), await findPerson(w, input.worker)];
  const params = { ...error.params, name, order: order.id, number: order.number };
  const hindrance = (await whoIsFree(w, { order: order.id })).find(({ worker }) => worker.id === id)?.hindrance;
  if (hindrance?.why === 'busy') return new DomainError(error.code, error.kind, { ...params, problem: 'busy', busy_with: hindrance.number });
  const absence = (await listAbsences(w, { worker: id })).find(({ from, to }) => from < order.endsAt && order.at < to);
  if (!absence) return new DomainError(error.code, error.kind, params);
  return new DomainError(error.code, error.kind, { ...params, problem: 'away', from: exact(absence.from, clock), till: exact(absence.to, clock) });
}
