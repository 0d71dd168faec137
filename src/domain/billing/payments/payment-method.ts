import type { PaymentMethod } from '../invoicing/invoice';

/** How a client pays, as it is stored. */
export interface MethodRecord {
  client: string;
  method: PaymentMethod;
  /** The card on file: its token at the gateway, never its number. */
  card: { token: string; last4: string } | null;
  /** The gateway's session in which a card is being entered. */
  session: string | null;
}

/** How a client pays, and how it could (B7). */
export interface PaymentMethodView {
  /** The one that is in use: the chosen one while it is offered, else by hand. */
  method: PaymentMethod;
  /** The last digits of the card on file, chosen or not. */
  last4: string | null;
  offered: PaymentMethod[];
}

/** How a client pays who never chose: by hand. */
export const unchosen = (client: string): MethodRecord => ({ client, method: 'manual', card: null, session: null });
