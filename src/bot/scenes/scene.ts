import type { Dialogue } from '../store';
import type { Talk } from '../talk';
import type { Post } from '../../gateways/telegram-api';
import type { CardKey } from '../../domain/notifications';

/** What a dialogue has learnt so far; names beginning with `$` belong to the engine. */
export type Data = Record<string, string>;

/** Who talks, and about what. */
export interface Stage {
  talk: Talk;
  dialogue: Dialogue;
  data: Data;
  /** Id of the order the scene is about. */
  subject: string;
  /** Whether the card is edited in place, or posted below, where the eyes are after typing. */
  how: How;
}

/** How a dialogue's card is shown. */
export type How = 'edit' | 'post';

/** One offered answer; its label typed is the same as its press. */
export interface Choice {
  label: string;
  value: string;
}

/** What a step asks, as HTML, and what it offers. */
export interface Prompt {
  text: string;
  choices: Choice[][];
  /** The label of a button that shares the phone's own contact: for this one question it takes the place of the letters, and so do Back and Cancel. */
  contact?: string;
}

/** A contact that was shared; `phone` is as Telegram writes it. */
export interface ContactRef {
  phone: string;
  /** Whether it is the writer's own. */
  isOwn: boolean;
}

/** A photo as Telegram keeps it; `takenAt` is the date of its message. */
export interface PhotoRef {
  fileId: string;
  takenAt: Date;
  bytes: number;
}

/** Where the answer leads: to a step, to the same one again with a word on why, to rest at a step unattended, or to the end. */
export type Move =
  | { to: string; data?: Data; notice?: string }
  | { again: string; data?: Data }
  | { rest: string; data?: Data }
  | { over: Data; notice?: string };

/** One named step of a scene. */
export interface Step {
  prompt: (stage: Stage) => Promise<Prompt>;
  /** The step before; absent or undefined at the first. */
  back?: (stage: Stage) => string | undefined;
  /** What to do with a typed answer; absent where only a press or a photo will do. */
  text?: (stage: Stage, text: string) => Promise<Move>;
  /** The longest typed answer, in characters. */
  max?: number;
  press?: (stage: Stage, value: string) => Promise<Move>;
  /** Whether a press is wanted, although its label or the like may be typed as well. */
  byButton?: boolean;
  photo?: (stage: Stage, photo: PhotoRef) => Promise<Move>;
  contact?: (stage: Stage, contact: ContactRef) => Promise<Move>;
}

/** What is shown at the end, and whose live card it is from then on. */
export interface Ending {
  post: Post;
  card?: { card: CardKey; subject: string };
}

/** A dialogue as code: named steps that collect answers, then one use-case call. */
export interface Scene {
  name: string;
  /** Whether leaving it keeps a draft to resume. */
  keepsDraft?: boolean;
  /** Whether it takes something back or ends it: beside that, the button that leaves it says Keep it, for Cancel could be meant either way. */
  takesBack?: boolean;
  steps: Record<string, Step>;
  /** What shows the outcome; made from facts, so that it can be shown again. */
  ending: (stage: Stage) => Promise<Ending>;
  /** What to keep of a photo that came before it was asked for; undefined where it is of no use. */
  early?: (stage: Stage, photo: PhotoRef) => Data | undefined;
  /** The step at which an error of the domain can be mended. */
  mend?: (code: string, field: string) => string | undefined;
}

/** The step of a dialogue that is over; only its token is still known. */
export const OVER = '$over';
/** Values of the buttons under every step. */
export const BACK = '<';
/** Leaves the dialogue and keeps it as a draft. */
export const LEAVE = 'x';
/** Goes on with a draft. */
export const RESUME = '>';
