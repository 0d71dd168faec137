import type { AppWork } from '../app';
import { listParked } from '../domain/billing';
import { DomainError } from '../domain/shared/errors';
import { isId, parseCatNumber } from '../domain/shared/ids';
import { findPerson, peopleById } from '../domain/users';
import type { Question } from './ask';
import { accountName } from './billing';
import type { Look } from './choose';
import { nothingToChoose } from './usage';

/** One of the parked accounts. */
export const askAccount = (given: string | undefined, look: Look): Question<string> => ({
  name: 'ACCOUNT',
  given,
  ask: async (prompts) => {
    const { parked, people } = await look(async (w) => {
      const parked = await listParked(w);
      return { parked, people: await peopleById(w, parked.flatMap(({ account }) => account.split(':').slice(1))) };
    });
    if (parked.length === 0) throw nothingToChoose('parked');
    return prompts.search('Account', parked.map(({ account }) => ({ name: accountName(account, people), value: account })));
  },
});

/** The parked account that a text names: `clients:<id>`, `clients:C-000012`, or just the person. */
export async function accountOf(w: AppWork, reference: string): Promise<string> {
  const parts = reference.trim().split(':');
  const who = parts.at(-1) ?? '';
  if (!isId(who) && parseCatNumber(who) === undefined) return reference;
  const person = await findPerson(w, who);
  const wanted = parts.length > 1 ? [`${parts[0]}:${person.id}`] : [`clients:${person.id}`, `workers:${person.id}`];
  const parked = (await listParked(w)).find(({ account }) => wanted.includes(account));
  if (!parked) throw new DomainError('billing.account_not_parked', 'not_found', { account: reference });
  return parked.account;
}
