import type { PaymentMethodView } from '../domain/billing';

/** What clients can be told about paying that the books don't know. */
export interface MoneySettings {
  /** The payment provider's token from BotFather; null where nobody can pay in the chat. */
  paymentToken: string | null;
  /** Where a bank transfer goes, line by line; empty where staff tell it. */
  bankDetails: readonly string[];
}

/** Nothing is configured: clients pay by hand, and ask staff where. */
export const NO_SETTINGS: MoneySettings = { paymentToken: null, bankDetails: [] };

/** How a client pays as far as this bot can do it: paying in the chat takes a provider. */
export function offeredHere(method: PaymentMethodView, { paymentToken }: MoneySettings): PaymentMethodView {
  if (paymentToken !== null) return method;
  const offered = method.offered.filter((one) => one !== 'telegram');
  return { ...method, offered, method: method.method === 'telegram' ? 'manual' : method.method };
}
