import type { AppWork } from '../app';
import type { OrderStatus } from '../domain/orders';
import { catNumber } from '../domain/shared/ids';
import type { Role } from '../domain/shared/work';
import type { ApplicationStatus } from '../domain/staffing';
import type { Choice, Question } from './ask';
import { clean, nameOf } from './style';
import { nothingToChoose } from './usage';

/** A look at the database on behalf of the person who is asked. */
export type Look = <T>(look: (w: AppWork) => Promise<T>) => Promise<T>;

/** More than so many nobody looks through: whoever wants another one types its number. */
const MOST_CANDIDATES = 1_000;

/** A question whose answer a later one asks for. */
export function heard(question: Question<string>): { question: Question<string>; answer: () => string } {
  let answer = question.given ?? '';
  return { question: { ...question, ask: async (prompts) => (answer = await question.ask(prompts)) }, answer: () => answer };
}

/** A text that was given or is typed in. */
export const askText = (name: string, given: string | undefined, message: string): Question<string> => ({
  name,
  given,
  ask: (prompts) => prompts.text(message),
});

/** Someone by id or number, in one role if it is named. */
export const askPerson = (given: string | undefined, look: Look, role?: Role, name = role === 'client' ? '--client' : 'ID') =>
  choosing({ name, given, message: role === 'client' ? 'Client' : 'Who' }, async () => {
    const { listPeople } = await import('../domain/users');
    const people = await look((w) => listPeople(w, role ? { role } : {}));
    return people.filter((person) => person.status === 'active').map(cat);
  });

/** Somebody who was deactivated, and not purged. */
export const askDeactivated = (given: string | undefined, look: Look) =>
  choosing({ name: 'ID', given, message: 'Who' }, async () => {
    const { listPeople } = await import('../domain/users');
    return (await look((w) => listPeople(w))).filter(({ status, name }) => status === 'deactivated' && name !== '').map(cat);
  });

/** A worker of the pool. */
export const askWorker = (given: string | undefined, look: Look) =>
  choosing({ name: 'ID', given, message: 'Worker' }, async () => {
    const { listWorkers } = await import('../domain/staffing');
    return (await look(listWorkers)).filter((worker) => worker.status === 'active').map(cat);
  });

/** A candidate, in one of some states if they are named. */
export const askCandidate = (given: string | undefined, look: Look, statuses: readonly ApplicationStatus[] = []) =>
  choosing({ name: 'ID', given, message: 'Candidate' }, async () => {
    const { listCandidates } = await import('../domain/staffing');
    const filters = statuses.length === 0 ? [{}] : statuses.map((status) => ({ status }));
    const found = await look((w) => Promise.all(filters.map((filter) => listCandidates(w, { ...filter, limit: MOST_CANDIDATES }))));
    return found.flat().map(cat);
  });

/** A test of the catalogue. */
export const askTest = (given: string | undefined, look: Look, name = '--test', which: 'offered' | 'retired' = 'offered') =>
  choosing({ name, given, message: 'Test' }, async () => {
    const { listTests } = await import('../domain/staffing');
    const tests = await look((w) => listTests(w, { all: true }));
    return tests.filter(({ retiredAt }) => (retiredAt === null) === (which === 'offered')).map((test) => ({ name: `${test.key}, ${clean(test.name.en)}`, value: test.key }));
  });

/** A vacancy. */
export const askVacancy = (given: string | undefined, look: Look, name = 'VACANCY') =>
  choosing({ name, given, message: 'Vacancy' }, async () => {
    const { listVacancies } = await import('../domain/staffing');
    return (await look(listVacancies)).map((vacancy) => ({ name: `${vacancy.key}, ${clean(vacancy.name.en)}`, value: vacancy.key }));
  });

/** A pipeline, by its version. */
export const askPipeline = (given: string | undefined, look: Look, name = 'NAME') =>
  choosing({ name, given, message: 'Pipeline' }, async () => {
    const { listPipelines } = await import('../domain/staffing');
    return (await look((w) => listPipelines(w, { all: true }))).map(({ version, state }) => ({ name: `${version}, ${state}`, value: version }));
  });

/** A hypothesis, by its id. */
export const askHypothesis = (given: string | undefined, look: Look, name = 'ID') =>
  choosing({ name, given, message: 'Hypothesis' }, async () => {
    const { listHypotheses } = await import('../domain/staffing');
    return (await look(listHypotheses)).map(({ id, state }) => ({ name: `${id}, ${state}`, value: id }));
  });

/** A service on offer, or one that no longer is. */
export const askService = (given: string | undefined, look: Look, name = '--service', which: 'active' | 'retired' = 'active') =>
  choosing({ name, given, message: 'Service' }, async () => {
    const { listServices } = await import('../domain/orders');
    const services = (await look(listServices)).filter((service) => service.status === which);
    return services.map(({ id, nameEn, minutes }) => ({ name: `${clean(nameEn)}, ${minutes} min`, value: id }));
  });

/** An order in one of some states. */
export const askOrder = (given: string | undefined, look: Look, statuses: readonly OrderStatus[], name = 'ID') =>
  choosing({ name, given, message: 'Order' }, async () => {
    const { listOrders } = await import('../domain/orders');
    const orders = await look((w) => listOrders(w, statuses.length === 0 ? {} : { statuses }));
    return orders.map(({ number, status, client, service }) => ({
      name: `${number} ${clean(client.name)}, ${clean(service.nameEn)}, ${status}`,
      value: String(number),
    }));
  });

const cat = ({ id, name, number }: { id: string; name: string; number: number }) => ({ name: `${clean(nameOf({ name }))} ${catNumber(number)}`, value: id });

function choosing(question: { name: string; given: string | undefined; message: string }, choices: () => Promise<Choice<string>[]>): Question<string> {
  const { name, given, message } = question;
  return {
    name,
    given,
    ask: async (prompts) => {
      const found = await choices();
      if (found.length === 0) throw nothingToChoose(message.toLowerCase());
      return prompts.search(message, found);
    },
  };
}
