/** A word as a shell takes it: what holds more than letters, digits and the like is quoted. */
export const shellWord = (text: string): string => (/^[\p{L}\p{N}_@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
