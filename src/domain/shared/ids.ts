/** The number a cat is known by in every role, and that survives erasure: `C-000042`. */
export function catNumber(number: number): string {
  return `C-${String(number).padStart(6, '0')}`;
}

/** Reads `C-000042` (any case, zeros optional); undefined where the text is something else. */
export function parseCatNumber(text: string): number | undefined {
  const digits = /^c-(\d{1,9})$/i.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether a text has the form of an id (a UUID). */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
