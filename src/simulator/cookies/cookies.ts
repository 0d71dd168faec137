import { z } from 'zod';
import { invalid, type Answer } from '../service/answers';
import { Desk } from '../service/desk';
import type { World } from '../world/world';
import type { BakedCookie, CookieMode } from './types';

const orderBody = z.strictObject({ name: z.string().trim().min(1).max(200) });

const BAKES_MS = 10 * 60_000;
const BAKES_LATE_MS = 40 * 60_000;

/** A cookie as the contractor tells of it. */
export type CookieReport = BakedCookie & { status: 'baking' | 'delivered' };

/** The cookie contractor's switches and its book of orders. */
export class CookiesControl extends Desk<CookieMode> {
  constructor(private readonly world: World) {
    super(world.state.cookies, () => world.changes.emit({ type: 'cookies' }));
  }

  /** All cookies that were ordered, oldest first, each as it stands by the company's clock. */
  cookies(): CookieReport[] {
    return this.world.state.cookies.cookies.map((cookie) => this.report(cookie));
  }

  /** The cookie with this idempotency key. */
  find(key: string): CookieReport | undefined {
    return this.cookies().find((cookie) => cookie.key === key);
  }

  /** Treats one order of a cookie as the mode says. */
  receive(key: string | undefined, body: unknown): Promise<Answer> {
    return this.treat((mode) => this.order(key, body, mode));
  }

  /** Tells what became of a cookie. */
  ask(key: string): Answer {
    return this.answer(() => {
      const cookie = this.find(key);
      return cookie ? { code: 200, body: cookie } : { code: 404, body: { error: 'not_found' } };
    });
  }

  /** One cookie for a key, however often it is ordered: the first name counts. */
  private order(key: string | undefined, body: unknown, mode: CookieMode): Answer {
    if (key === undefined || key.trim() === '') return invalid('The header Idempotency-Key is missing');
    const parsed = orderBody.safeParse(body);
    if (!parsed.success) return invalid(z.prettifyError(parsed.error));
    const known = this.find(key);
    if (known) return { code: 200, body: known };
    if (mode === 'reject') return { code: 422, body: { error: 'sold_out' } };
    return { code: 201, body: this.bake(key, parsed.data.name, mode === 'late' ? BAKES_LATE_MS : BAKES_MS) };
  }

  private bake(key: string, name: string, bakesMs: number): CookieReport {
    const now = this.world.deps.now();
    const id = `cookie_${String(this.world.next('cookie')).padStart(6, '0')}`;
    const cookie = { id, key, name, created_at: now.toISOString(), arrives_at: new Date(now.getTime() + bakesMs).toISOString() };
    this.world.state.cookies.cookies.push(cookie);
    this.world.saveNow();
    this.changed();
    return this.report(cookie);
  }

  private report(cookie: BakedCookie): CookieReport {
    const isHere = Date.parse(cookie.arrives_at) <= this.world.deps.now().getTime();
    return { ...cookie, status: isHere ? 'delivered' : 'baking' };
  }
}
