import type { Minor } from '../../shared/money';

/** Whom and what a price is for; no worker yet means an estimate (B2). */
export interface Priced {
  service: string;
  client: string;
  worker: string | null;
}

type Formula = (subject: Priced, basePrice: Minor) => Minor;

/**
 * The secret formulas by name: each a pure function of service, client, worker and the tariff's base price (B2). A tariff names the one
 * it uses, so a formula that was ever in force stays here: old prices are recomputed by it. For now there is one, the same for everybody.
 */
export const FORMULAS = {
  'constant@1': (_subject, basePrice) => basePrice,
} satisfies Record<string, Formula>;

/** The name of a formula. */
export type FormulaName = keyof typeof FORMULAS;
