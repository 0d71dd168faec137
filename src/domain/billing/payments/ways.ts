import type { Actor } from '../../shared/work';
import { noCard } from '../errors';
import type { PaymentMethod } from '../invoicing/invoice';
import { tariffAt, type TelegramRate } from '../pricing/tariff';
import type { BillingApp, BillingWork } from '../work';
import { areChargesDue, collectByCard } from './collect-by-card';
import type { MethodRecord } from './payment-method';

/** A way to pay (B7): who is offered it, and what is done about the open invoices of those who chose it. Another way is another row of `WAYS`. */
interface Way {
  isOffered(now: { takesCards: boolean; telegram: TelegramRate | null }): boolean;
  /** Throws where a client can't choose it yet. */
  requireReady?(kept: MethodRecord): void;
  /** Whether anything is to be collected. Missing where clients pay of their own accord. */
  isDue?(w: BillingWork): Promise<boolean>;
  /** Collects what is due, of one invoice (id) if it is named; tells how much was done. */
  collect?(app: BillingApp, actor: Actor, of: { only?: string | undefined }): Promise<number>;
}

/** Every way to pay. */
export const WAYS: Record<PaymentMethod, Way> = {
  manual: { isOffered: () => true },
  card: {
    isOffered: ({ takesCards }) => takesCards,
    requireReady: ({ card, client }) => {
      if (card === null) throw noCard(client);
    },
    isDue: areChargesDue,
    collect: collectByCard,
  },
  telegram: { isOffered: ({ telegram }) => telegram !== null },
};

/** The ways that are open to clients now. */
export async function offeredNow(w: BillingWork): Promise<PaymentMethod[]> {
  const { telegram } = tariffAt(await w.billing.tariffs(), w.now);
  const all = Object.keys(WAYS) as PaymentMethod[];
  return all.filter((method) => WAYS[method].isOffered({ takesCards: w.takesCards, telegram }));
}
