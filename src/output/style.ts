import ansis from 'ansis';

const dumb = () => process.env.TERM === 'dumb';

/** The signs that stand before a line; plain letters where the terminal knows nothing better. */
export const sign = {
  done: () => (dumb() ? 'ok' : '✔'),
  caution: () => '!',
  failed: () => (dumb() ? 'x' : '✖'),
  next: () => (dumb() ? '->' : '→'),
};

/** What a colour says: done, waits for a person, failed, can be typed, secondary. */
export type Tone = 'done' | 'waits' | 'failed' | 'typeable' | 'secondary' | 'plain';

const PAINT = { done: 'green', waits: 'yellow', failed: 'red', typeable: 'cyan', secondary: 'dim' } as const;

/** Colours a text for a stream that is a terminal; NO_COLOR and TERM=dumb are obeyed. */
export function paint(tone: Tone, text: string, stream: { isTTY?: boolean }): string {
  return tone === 'plain' || !stream.isTTY ? text : ansis[PAINT[tone]](text);
}

const TONES: Record<string, Tone> = {
  ...tones('done', 'completed', 'paid', 'sent', 'accepted', 'issued', 'done', 'closed'),
  ...tones('waits', 'unmatched', 'open', 'unknown', 'requested', 'received', 'parked', 'pending'),
  ...tones('failed', 'failed', 'rejected', 'uncollectible'),
  ...tones('secondary', 'cancelled', 'void', 'deactivated', 'retired', 'withdrawn', 'carried_forward'),
};

/** The tone of a status. */
export function toneOf(status: string): Tone {
  return TONES[status] ?? 'plain';
}

function tones(tone: Tone, ...statuses: string[]): Record<string, Tone> {
  return Object.fromEntries(statuses.map((status) => [status, tone]));
}

/** Nearly every text is printable ASCII, and a property class costs a millisecond to compile. */
const PLAIN = /^[ -~]*$/;

/** Whether every character of a text is one column wide and harmless. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

/** A text that people typed, made safe for one line of a terminal: no control characters, so no escape sequences and no line breaks. */
export function clean(text: string): string {
  return isPlain(text) ? text : text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

/** The same, cut to so many characters: for texts quoted in errors. */
export function quoted(text: string, max = 60): string {
  const characters = [...clean(text)];
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : characters.join('');
}

/** A cat's name, or what stands for one whose personal data was erased (S7, U5). */
export const nameOf = ({ name }: { readonly name: string }): string => (name === '' ? '(purged)' : name);
