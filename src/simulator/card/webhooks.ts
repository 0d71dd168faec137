import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { World } from '../world/world';
import type { Webhook } from './types';

/** A webhook that was sent, or given up after the last try. */
export interface Delivery {
  key: string;
  tries: number;
  /** The last HTTP status; null where nobody answered. */
  status: number | null;
}

const RETRY_MS = [1000, 5000, 30_000];
const TIMEOUT_MS = 5000;

/** Tells the company of settled charges: signed, at least once, in no promised order. */
export class Webhooks {
  private readonly closing = new AbortController();
  private readonly underWay = new Set<Promise<Delivery>>();
  private readonly sent: Delivery[] = [];

  constructor(
    private readonly world: World,
    private readonly changed: () => void,
  ) {}

  /** Where to tell of settled charges; null = nowhere. Further tries wait 1, 5 and 30 s unless told. */
  set(hook: { url: string; secret: string; retryMs?: number[] } | null): void {
    this.state.webhook = hook && { url: hook.url, secret: hook.secret, retry_ms: hook.retryMs ?? RETRY_MS };
    this.changed();
  }

  /** Makes new webhooks wait for `deliver`, or no longer. */
  hold(holding = true): void {
    this.state.holding = holding;
    this.changed();
  }

  /** The keys of the webhooks that wait, oldest first. */
  waiting(): string[] {
    return [...this.state.held];
  }

  /** What was delivered or given up since this process started, oldest first. */
  deliveries(): Delivery[] {
    return [...this.sent];
  }

  /** Sends those that wait, one after another: all of them, or these, in this order. Any key may be named, also twice. */
  async deliver(keys: string[] = this.waiting()): Promise<Delivery[]> {
    this.state.held = this.state.held.filter((key) => !keys.includes(key));
    this.changed();
    const deliveries: Delivery[] = [];
    for (const key of keys) deliveries.push(await this.send(key));
    return deliveries;
  }

  /** Tells of a settled charge, `times` times. */
  announce(key: string, times: number): void {
    if (this.state.webhook === null) return;
    const keys = Array.from({ length: times }, () => key);
    if (this.state.holding) this.state.held.push(...keys);
    else for (const one of keys) void this.send(one);
  }

  /** Waits until nothing is under way. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Gives up what is under way. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.idle();
  }

  private send(key: string): Promise<Delivery> {
    const { webhook } = this.state;
    if (webhook === null) return Promise.reject(new Error('There is no address for webhooks'));
    const sending = this.tryAll(webhook, key).then((delivery) => {
      this.underWay.delete(sending);
      this.sent.push(delivery);
      this.changed();
      return delivery;
    });
    this.underWay.add(sending);
    return sending;
  }

  private async tryAll(webhook: Webhook, key: string): Promise<Delivery> {
    let status: number | null = null;
    let tries = 0;
    for (const wait_ms of [0, ...webhook.retry_ms]) {
      if (wait_ms > 0) await pause(wait_ms, undefined, { signal: this.closing.signal }).catch(() => undefined);
      if (this.closing.signal.aborted) break;
      tries += 1;
      status = await this.post(webhook, key);
      if (status !== null && status >= 200 && status < 300) break;
    }
    return { key, tries, status };
  }

  private async post({ url, secret }: Webhook, key: string): Promise<number | null> {
    const body = JSON.stringify({ type: 'charge.settled', key });
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-card-signature': `sha256=${signature}` },
        body,
        signal: AbortSignal.any([this.closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      // Nobody there, or nobody answers: like any other answer that is no yes, a reason to try again.
      return null;
    }
  }

  private get state() {
    return this.world.state.card;
  }
}
