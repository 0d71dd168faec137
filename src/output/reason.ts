import type { ReasonFor } from '../domain/orders';
import type { Actor } from '../domain/shared/work';
import type { Question } from './ask';

/** Why: on a terminal a choice of the reasons that have a name, or one's own words. */
export function askReason(given: string | undefined, use: ReasonFor, message: string, actor: () => Promise<Actor>): Question<string> {
  return {
    name: '--reason',
    given,
    ask: async (prompts) => {
      const [{ reasonsFor }, { text }] = await Promise.all([import('../domain/orders'), import('../locales')]);
      const codes = reasonsFor(await actor(), use).filter((code) => code !== 'other');
      const choices = codes.map((code) => ({ name: `${code}: ${text('en', `messages:reason.${code}`)}`, value: code }));
      const chosen = await prompts.pick(message, [...choices, { name: 'in your own words', value: '' }]);
      return chosen === '' ? prompts.text('In your own words') : chosen;
    },
  };
}
