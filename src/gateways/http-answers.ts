/** The parts of a money service's answers that are looked at. */
export interface Body {
  id?: unknown;
  key?: unknown;
  amount_minor?: unknown;
  status?: unknown;
  url?: unknown;
  card?: unknown;
  error?: unknown;
  message?: unknown;
}

/** What was asked of a money service. */
export interface Asked {
  key: string;
  amount_minor: number;
}

/** An answer that tells nothing for certain. */
export const unknown = (reason: string) => ({ outcome: 'unknown' as const, reason });

/** Asks; a timeout or a broken connection is `unknown`, so it never throws. */
export async function asking<A>(question: () => Promise<A>): Promise<A | { outcome: 'unknown'; reason: string }> {
  try {
    return await question();
  } catch (error) {
    return unknown(reasonOf(error));
  }
}

/** Whether a body is about what was asked for, and about nothing else. */
export function isAbout(body: Body | undefined, asked: Asked): body is Body {
  return body !== undefined && body.key === asked.key && body.amount_minor === asked.amount_minor;
}

/** Whether a body names another key than the one asked for. */
export function isElse(body: Body | undefined, asked: Pick<Asked, 'key'>): boolean {
  return body?.key !== undefined && body.key !== asked.key;
}

/** Whether the service says that it forgot the key: then nobody can tell by it whether money moved (reliability 3). */
export const isExpired = (body: Body | undefined) => body?.error === 'key_expired';

/** The body as an object; undefined where it is something else. Throws where the connection breaks half-way. */
export async function bodyOf(response: Response): Promise<Body | undefined> {
  const text = await response.text();
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** The service's own words: `error` as a code, and `message` if it says more. */
export function saidBy(body: Body | undefined): string | undefined {
  const nested = typeof body?.error === 'object' && body.error !== null ? (body.error as { code?: unknown; message?: unknown }) : undefined;
  const words = [nested?.code ?? body?.error, nested?.message ?? body?.message].filter((word) => typeof word === 'string' && word !== '');
  return words.length === 0 ? undefined : words.join(': ');
}

/** What went wrong on the way; fetch tells the reason proper only as its cause. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Partial<Error>;
  if (name === 'TimeoutError') return 'no answer in time';
  const behind = (cause as Partial<Error> | undefined)?.message;
  return [message ?? String(error), behind].filter(Boolean).join(': ');
}
