/** What would move a terminal's cursor, hide text or turn it round. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** What no text of a hypothesis may hold; joiners, of which emoji are made, may stay. */
const HARMFUL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** Words of a file as they can be shown, character for character. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, '·');

/** Whether a text can be kept and shown as it is. */
export const isHarmless = (text: string): boolean => !HARMFUL.test(text);
