import type { Estimate, Placement } from '../domain/orders';
import { DomainError } from '../domain/shared/errors';
import type { Question } from './ask';
import { askPerson, askService, askText, type Look } from './choose';
import { readInstant, spokenInstant } from './instant';
import { priceSum } from './money';
import { span, type Clock } from './time';

interface Given {
  client?: string | undefined;
  service?: string | undefined;
  place?: string | undefined;
  at?: string | undefined;
}

/** What may be said of an order and need not. */
interface Texts {
  description?: string | undefined;
  directions?: string | undefined;
}

/** The questions of an order; `clock` tells business time once the database was looked at. */
export function askRequest(given: Given, look: Look, clock: () => Clock) {
  return {
    client: askPerson(given.client, look, 'client'),
    service: askService(given.service, look),
    place: askText('--place', given.place, 'Place'),
    at: askWhen(given.at, look, clock),
  };
}

/** A day and time, as ISO 8601 or as people say it. */
export function askWhen(given: string | undefined, look: Look, clock: () => Clock, name = '--at', message = 'When'): Question<string> {
  const read = async (text: string) => spokenInstant(text, clock()).catch(() => undefined);
  const ask: Question<string>['ask'] = async (prompts) => {
    await look(async () => undefined);
    const check = async (text: string) => ((await read(text)) ? true : 'A day and a time, such as: tomorrow 15:00');
    const at = await read(await prompts.text(message, { check }));
    if (!at) throw new Error('a time was checked and could not be read');
    return at.toISOString();
  };
  return { name, given, ask };
}

/** The request as the domain wants it, once the company's zone is known. */
export function requestOf(answers: { client: string; service: string; place: string; at: string }, { description, directions }: Texts, id: string) {
  return (zone: string): Placement => ({
    ...answers,
    id,
    at: readInstant('--at', answers.at, zone),
    ...(description === undefined ? {} : { description }),
    ...(directions === undefined ? {} : { directions }),
  });
}

/** A time that comes too soon because it is past is called so (O1); anything else as it was. */
export function pastOr(error: unknown, at: Date, { now }: Clock): unknown {
  const isPast = error instanceof DomainError && error.code === 'orders.too_soon' && at <= now;
  return isPast ? new DomainError(error.code, error.kind, { ...error.params, problem: 'past' }) : error;
}

/** What an order would cost, in one line: `Sat 21 Nov 15:00-16:00 · estimate 95.00 = 100.00 - 5 %`. */
export function estimateLine({ at, endsAt, price }: Estimate, clock: Clock): string {
  return `${span(at, endsAt, clock)} · estimate ${priceSum(price)}`;
}
