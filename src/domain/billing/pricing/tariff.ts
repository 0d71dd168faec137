import type { Minor } from '../../shared/money';
import type { WeeklyRule } from '../../shared/time';
import { noTariff, tariffNotFound } from '../errors';
import type { Tier } from './discount';
import type { FormulaName } from './formulas';

/** Every number of billing, as one version with a date: an order keeps the version it was priced by. */
export interface Tariff {
  id: number;
  effectiveFrom: Date;
  /** Which secret formula makes the list price (B2). */
  formula: FormulaName;
  /** What the secret formula starts from (B2). */
  basePrice: Minor;
  /** The discounts, lowest first (B3). */
  tiers: readonly Tier[];
  /** The worker's part of the price in basis points (B8). */
  workerShareBp: number;
  /** What a failed order costs the worker (B8). */
  fine: Minor;
  /** When invoices are made (B5). */
  billing: WeeklyRule;
  /** For so many hours staff may look at an invoice before it is issued; 0: it is issued at once. */
  reviewHours: number;
  /** After how many days a declined charge is tried again, each counted from the one before; then a person looks (B6). */
  retryDays: readonly number[];
  /** The hour of the month's last day at which workers are paid (B8). */
  payoutHour: number;
  /** For so many days Gold Hat knows a transfer again by its key; later a person must look. */
  transferKeyDays: number;
  /** What Telegram payments are made in: an ISO currency, and how much of its minor units 1 CU is; null where they are not offered (B7). */
  telegram: TelegramRate | null;
}

/** An ISO currency, and how much of its minor units 1 CU (100 of ours) is worth. */
export interface TelegramRate {
  currency: string;
  rateMinor: number;
}

/** A tariff as it is kept: with who added it, and when. */
export interface TariffRecord extends Tariff {
  addedBy: string | null;
  addedAt: Date | null;
}

/** A version that was withdrawn before it began: who did so, when and why. */
export interface Withdrawal {
  by: string;
  at: Date;
  /** Gone once it is erased. */
  reason: string | null;
}

/** The version in force at an instant; `tariffs` in order of effect. */
export function tariffAt<T extends Tariff>(tariffs: readonly T[], at: Date): T {
  const found = tariffs.findLast((tariff) => tariff.effectiveFrom <= at);
  if (!found) throw noTariff(at);
  return found;
}

/** The version that an order was priced by. */
export function tariffOf<T extends Tariff>(tariffs: readonly T[], id: number | null): T {
  const found = tariffs.find((tariff) => tariff.id === id);
  if (!found) throw tariffNotFound(id);
  return found;
}
