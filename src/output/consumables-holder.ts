import { catNumber } from '../domain/shared/ids';
import type { Person } from '../domain/users';
import type { Question } from './ask';
import { clean, nameOf } from './style';

/** Who of several handed a kit over. */
export const askHolder = (holders: readonly Person[]): Question<string> => ({
  name: '--from',
  given: undefined,
  ask: (prompts) => prompts.pick('Handed over by', holders.map(({ id, name, number }) => ({ name: `${clean(nameOf({ name }))} ${catNumber(number)}`, value: id }))),
});
