import type { SwitchState } from '../service/modes';

/** How Telegram payments go: well; told of twice; with a bot that counts as too late; with a bot that is never asked; with a card that is declined after the bot agreed. */
export const PAYMENT_MODES = ['ok', 'double', 'late', 'never', 'decline'] as const;

/** How Telegram payments go. */
export type PaymentMode = (typeof PAYMENT_MODES)[number];

/** What a payer learns. Reasons are Telegram's codes, or the bot's own words. */
export type PaymentOutcome = { outcome: 'paid'; charge_id: string } | { outcome: 'refused'; reason: string };

/** What payments remember. */
export type PaymentsState = SwitchState<PaymentMode>;
