import { MAX_REASON, reasonsFor, type ReasonCode, type ReasonFor } from '../../domain/orders';
import { capital, plain, say } from '../views/view';
import type { Choice, Data, Move, Stage, Step } from './scene';

/** A reason as the domain takes it. */
export interface GivenReason {
  reason: ReasonCode;
  note?: string;
}

/** What a scene that ends an order says; the texts know the price of it (principle 5: costs come before the press). */
export interface ReasonTexts {
  /** What the reason is for: that decides which there are. */
  use: ReasonFor;
  /** Whether somebody else than the client or the worker is asked. */
  asStaff?: boolean;
  why: (stage: Stage) => Promise<string>;
  sure: (stage: Stage, why: string) => Promise<string>;
  yes: string;
  carryOut: (stage: Stage, given: GivenReason) => Promise<void>;
}

/** Why, in own words if need be, and the confirming press: the steps that end an order. */
export function reasonSteps(texts: ReasonTexts): Record<'why' | 'words' | 'sure', Step> {
  return {
    ...whySteps(texts, (_stage, given) => Promise.resolve({ to: 'sure', data: { reason: given.reason, words: given.note ?? '' } })),
    sure: {
      prompt: async (stage) => {
        const { reason, note } = givenIn(stage.data);
        return { text: await texts.sure(stage, note ?? plain(stage.talk, `messages:reason.${reason}`)), choices: [[{ label: plain(stage.talk, `bot:button.${texts.yes}`), value: 'yes' }]] };
      },
      back: () => 'why',
      press: async (stage, value) => {
        if (value !== 'yes') return { again: plain(stage.talk, 'bot:wrong.press') };
        await texts.carryOut(stage, givenIn(stage.data));
        return { over: {} };
      },
    },
  };
}

/** The steps that ask for a reason: one with a name by its button, any other in own words. */
export function whySteps(texts: Pick<ReasonTexts, 'use' | 'why' | 'asStaff'>, given: (stage: Stage, reason: GivenReason) => Promise<Move>): Record<'why' | 'words', Step> {
  const inWords = (stage: Stage, typed: string) => given(stage, { reason: 'other', note: typed });
  return {
    why: {
      prompt: async (stage) => ({ text: await texts.why(stage), choices: offered(stage, texts.use).map((code) => [choice(stage, code, texts.asStaff)]) }),
      press: (stage, value) => {
        const reason = offered(stage, texts.use).find((code) => code === value);
        if (reason === 'other') return Promise.resolve({ to: 'words' });
        return reason === undefined ? Promise.resolve({ again: plain(stage.talk, 'bot:wrong.press') }) : given(stage, { reason });
      },
      text: inWords,
      max: MAX_REASON,
    },
    words: {
      prompt: ({ talk }) => Promise.resolve({ text: say(talk, 'bot:cancel.words'), choices: [] }),
      back: () => 'why',
      text: inWords,
      max: MAX_REASON,
    },
  };
}

const offered = ({ talk }: Stage, use: ReasonFor): ReasonCode[] => reasonsFor(talk.actor, use);

/** The reason that was given; without one that has a name it is the words. */
function givenIn({ reason, words }: Data): GivenReason {
  return reason === undefined || reason === 'other' ? { reason: 'other', note: words ?? '' } : { reason: reason as ReasonCode };
}

/** Staff do not speak of themselves: for them it is the worker who is ill. */
function choice({ talk }: Stage, code: ReasonCode, asStaff = false): Choice {
  const said = plain(talk, asStaff && code !== 'other' ? `messages:reason.${code}` : `bot:button.${code}`);
  return { label: capital(said), value: code };
}
