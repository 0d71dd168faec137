import type { EndReason } from '../../domain/orders';
import { plain, say } from '../views/view';
import type { Choice, Move, Stage, Step } from './scene';

/** The longest reason in one's own words, in characters. */
const MAX_REASON = 500;

/** What a scene that ends an order says; the texts know the price of it (principle 5: costs come before the press). */
export interface ReasonTexts {
  why: (stage: Stage) => Promise<string>;
  sure: (stage: Stage, why: string) => Promise<string>;
  /** The usual reason, by its key among the reasons and the buttons. */
  usual: EndReason;
  yes: string;
  carryOut: (stage: Stage, input: { reason: EndReason; note?: string }) => Promise<void>;
}

/** Why, in own words if need be, and the confirming press: the steps that end an order. */
export function reasonSteps(texts: ReasonTexts): Record<'why' | 'words' | 'sure', Step> {
  const given = (words: string): Move => ({ to: 'sure', data: { reason: 'other', words } });
  return {
    why: {
      prompt: async (stage) => ({ text: await texts.why(stage), choices: [[choice(stage, texts.usual, texts.usual)], [choice(stage, 'other', 'other')]] }),
      press: (stage, value) => {
        if (value === 'other') return Promise.resolve({ to: 'words' });
        return Promise.resolve(value === texts.usual ? { to: 'sure', data: { reason: value, words: '' } } : { again: plain(stage.talk, 'bot:wrong.press') });
      },
      text: (_stage, typed) => Promise.resolve(given(typed)),
      max: MAX_REASON,
    },
    words: {
      prompt: ({ talk }) => Promise.resolve({ text: say(talk, 'bot:cancel.words'), choices: [] }),
      back: () => 'why',
      text: (_stage, typed) => Promise.resolve(given(typed)),
      max: MAX_REASON,
    },
    sure: {
      prompt: async (stage) => {
        const { reason = 'other', words } = stage.data;
        const why = reason === 'other' ? (words ?? '') : plain(stage.talk, `messages:reason.${reason}`);
        return { text: await texts.sure(stage, why), choices: [[choice(stage, texts.yes, 'yes')]] };
      },
      back: () => 'why',
      press: async (stage, value) => {
        if (value !== 'yes') return { again: plain(stage.talk, 'bot:wrong.press') };
        const { words } = stage.data;
        await texts.carryOut(stage, stage.data.reason === texts.usual ? { reason: texts.usual } : { reason: 'other', note: words ?? '' });
        return { over: {} };
      },
    },
  };
}

const choice = ({ talk }: Stage, label: string, value: string): Choice => ({ label: plain(talk, `bot:button.${label}`), value });
