import type { DeskState } from '../service/desk';

/** How the cookie contractor behaves: well, or like a real one on a bad day. `late` promises the cookie for much later, `reject` makes none. */
export const COOKIE_MODES = [
  'ok',
  'timeout_before',
  'timeout_after',
  'error_500_before',
  'error_500_after',
  'delay',
  'wrong_key',
  'wrong_html',
  'wrong_json',
  'late',
  'reject',
] as const;

/** How the cookie contractor behaves. */
export type CookieMode = (typeof COOKIE_MODES)[number];

/** A fortune cookie that was ordered. */
export interface BakedCookie {
  id: string;
  key: string;
  /** For whom. */
  name: string;
  created_at: string;
  arrives_at: string;
}

/** What the cookie contractor remembers. */
export interface CookiesState extends DeskState<CookieMode> {
  cookies: BakedCookie[];
}
