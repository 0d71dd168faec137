import { createHash } from 'node:crypto';

import type { MethodRecord } from '../../../domain/billing/store';
import type { Tables } from '../../tables';
import type { Part } from './parts';

interface MethodRow {
  client_id: string;
  method: MethodRecord['method'];
  card_token: string | null;
  card_last4: string | null;
  session: string | null;
}

/** How clients pay; a card's token and last digits are personal data and can be erased (U5). */
export function paymentMethods(t: Tables): Part<'isUnplaced' | 'addUnplaced' | 'paymentMethod' | 'keepPaymentMethod' | 'forgetCards'> {
  return {
    isUnplaced: async (reference) => (await t.one('SELECT 1 AS found FROM unplaced_payments WHERE reference_sha256 = $hash', { hash: hashOf(reference) })) !== undefined,
    addUnplaced: (reference) => t.insertNew('unplaced_payments', { reference_sha256: hashOf(reference), at: t.now.toISOString() }),
    paymentMethod: async (client) => {
      const row = await t.one<MethodRow>('SELECT * FROM payment_methods WHERE client_id = $client', { client });
      return row && toMethod(row);
    },
    keepPaymentMethod: async ({ client, method, card, session }) => {
      const kept = { method, card_token: card?.token ?? null, card_last4: card?.last4 ?? null, session };
      if (!(await t.insertNew('payment_methods', { client_id: client, ...kept }))) await t.update('payment_methods', { client_id: client }, kept);
    },
    forgetCards: async (client) => {
      await t.remove('payment_methods', { client_id: client });
      await t.update('collections', { client_id: client }, { card_token: null });
    },
  };
}

const hashOf = (reference: string) => createHash('sha256').update(reference).digest('hex');

const toMethod = ({ client_id, method, card_token, card_last4, session }: MethodRow): MethodRecord => ({
  client: client_id,
  method,
  card: card_token === null || card_last4 === null ? null : { token: card_token, last4: card_last4 },
  session,
});
