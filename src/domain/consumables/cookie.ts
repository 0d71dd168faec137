import type { CookieAnswer } from './cookie-contractor';

/** Where the fortune cookie of a kit stands: asked for, promised for a time, here, or not to come any more (C3). */
export type CookieStatus = 'wanted' | 'promised' | 'arrived' | 'none';

/** Why a kit has no cookie: the contractor said no, kept silent or lost it; it would come too late; the kit went out or was withdrawn before; or no contractor is named. */
export type NoCookie = 'refused' | 'unanswered' | 'lost' | 'too_late' | 'kit_gone' | 'no_contractor';

/** The cookie of a kit as it is shown; `at` is when it comes or came. */
export interface Cookie {
  status: CookieStatus;
  at: Date | null;
}

/** A cookie that the contractor has yet to be told of, or to be asked about. */
export interface OpenCookie {
  order: string;
  status: 'wanted' | 'promised';
  /** When it comes, by the contractor's promise. */
  promisedAt: Date | null;
  /** When the kit must be there. */
  dueAt: Date;
  /** How often the contractor was told of it without a certain answer, or asked about it since it gave its promise. */
  attempts: number;
}

/** What an answer makes of a cookie; `later` changes nothing and lets it be asked again. */
export type CookieNews = { status: 'promised'; at: Date } | { status: 'arrived'; at: Date } | { status: 'none'; reason: NoCookie } | 'later' | 'leave';

/** So often the contractor is told of a cookie, and asked about it: for some four hours. */
const MAX_ATTEMPTS = 12;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** When the contractor may be told or asked again, by real time, if nothing certain comes of this attempt. */
export function nextAttempt(wall: Date, attempts: number): Date {
  return new Date(wall.getTime() + Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS));
}

/** The key under which the contractor makes one cookie, however often it is told. */
export const cookieKey = (order: string): string => `cookie:${order}`;

/**
 * What the contractor's answer makes of a cookie (C3). Only certain words count: after silence it is asked again under the same key, a bounded number
 * of times. A cookie that nobody promised is then given up; a promise that nobody confirms stays what it is.
 */
export function newsOf(cookie: OpenCookie, answer: CookieAnswer): CookieNews {
  switch (answer.outcome) {
    case 'delivered':
      return { status: 'arrived', at: answer.at };
    case 'promised':
      if (answer.at >= cookie.dueAt) return { status: 'none', reason: 'too_late' };
      return cookie.promisedAt === null || (answer.at > cookie.promisedAt && notYet(cookie) === 'later') ? { status: 'promised', at: answer.at } : notYet(cookie);
    case 'refused':
      return { status: 'none', reason: 'refused' };
    case 'absent':
      return { status: 'none', reason: 'lost' };
    case 'not_sent':
      return cookie.status === 'wanted' ? { status: 'none', reason: 'no_contractor' } : 'leave';
    case 'unknown':
      return notYet(cookie);
  }
}

function notYet({ status, attempts }: OpenCookie): CookieNews {
  if (attempts + 1 < MAX_ATTEMPTS) return 'later';
  return status === 'wanted' ? { status: 'none', reason: 'unanswered' } : 'leave';
}
