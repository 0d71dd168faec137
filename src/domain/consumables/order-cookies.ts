import { forEach } from '../shared/each';
import type { Actor, Runner } from '../shared/work';
import { allow, findPerson } from '../users';
import { cookieKey, newsOf, nextAttempt, type CookieNews, type OpenCookie } from './cookie';
import type { CookieAnswer, CookieContractor } from './cookie-contractor';
import { factsOf } from './kit-facts';
import type { ConsumablesWork } from './work';

/** What ordering cookies needs: units of work, and the contractor between them. */
export type CookiesApp = Runner<ConsumablesWork> & { cookies: CookieContractor };

/** So many cookies are dealt with in one round. */
const BATCH = 5;

/**
 * Tells the contractor of the cookies that are wanted, and asks about those that should be here (C3). No transaction is open meanwhile, and nothing
 * waits for it: a kit goes out with the cookie or without. Tells how many cookies changed.
 */
export async function orderCookies(app: CookiesApp, actor: Actor): Promise<number> {
  const due = await app.query(actor, (w) => w.consumables.cookiesDue({ now: w.now, wall: w.wall, limit: BATCH }));
  let isSilent = false;
  return forEach(due, async (cookie) => {
    // Who does not answer is left alone until the next round, which begins with another cookie.
    if (isSilent) return false;
    const letter = await app.run(actor, (w) => take(w, cookie));
    if (letter === 'taken') return false;
    if (letter === 'too_late') return true;
    const answer = await tell(app.cookies, cookie, letter);
    isSilent = answer.outcome === 'unknown';
    return app.run(actor, (w) => settle(w, cookie, newsOf(cookie, answer)));
  });
}

/** Whether a cookie is to be asked for, or about. */
export async function areCookiesDue(w: ConsumablesWork): Promise<boolean> {
  return (await w.consumables.cookiesDue({ now: w.now, wall: w.wall, limit: 1 })).length > 0;
}

/** Takes a cookie for one attempt; what the contractor may know of it is read now, so that nothing of a client is kept for it. */
async function take(w: ConsumablesWork, cookie: OpenCookie): Promise<{ key: string; name: string } | 'taken' | 'too_late'> {
  allow(w, 'order-cookie');
  if (!(await w.consumables.takeCookie(cookie, nextAttempt(w.wall, cookie.attempts)))) return 'taken';
  if (w.now >= cookie.dueAt && cookie.status === 'wanted') return (await settle(w, cookie, { status: 'none', reason: 'too_late' })) ? 'too_late' : 'taken';
  const kit = await w.consumables.kit(cookie.order);
  return { key: cookieKey(cookie.order), name: kit ? (await findPerson(w, kit.client)).name : '' };
}

function tell(contractor: CookieContractor, { status }: OpenCookie, letter: { key: string; name: string }): Promise<CookieAnswer> {
  return status === 'wanted' ? contractor.order(letter) : contractor.ask({ key: letter.key });
}

/** Keeps what is certain, unless the kit went out meanwhile; supplies staff see it on the kit's card. */
async function settle(w: ConsumablesWork, cookie: OpenCookie, news: CookieNews): Promise<boolean> {
  if (news === 'later' || !(await w.consumables.settleCookie(cookie.order, cookie.status, news))) return false;
  const kit = await w.consumables.kit(cookie.order);
  if (!kit || news === 'leave') return true;
  const facts = factsOf(kit);
  if (news.status === 'none') await w.emit({ type: 'cookie_missed', reason: news.reason, ...facts });
  else await w.emit({ type: news.status === 'promised' ? 'cookie_promised' : 'cookie_arrived', comes: news.at.toISOString(), ...facts });
  return true;
}
