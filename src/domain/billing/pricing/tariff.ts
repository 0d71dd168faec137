import type { Minor } from '../../shared/money';
import type { WeeklyRule } from '../../shared/time';
import { noTariff, tariffNotFound } from '../errors';
import type { Tier } from './discount';

/** Every number of billing, as one version with a date: an order keeps the version it was priced by. */
export interface Tariff {
  id: number;
  effectiveFrom: Date;
  /** What the secret formula starts from (B2). */
  basePrice: Minor;
  /** The discounts, lowest first (B3). */
  tiers: readonly Tier[];
  /** The worker's part of the price in basis points (B8). */
  workerShareBp: number;
  /** What a failed order costs the worker (B8). */
  fine: Minor;
  /** When invoices are issued (B5). */
  billing: WeeklyRule;
  /** The hour of the month's last day at which workers are paid (B8). */
  payoutHour: number;
  /** For so many days Gold Hat knows a transfer again by its key; later a person must look. */
  transferKeyDays: number;
}

/** The version in force at an instant; `tariffs` in order of effect. */
export function tariffAt(tariffs: readonly Tariff[], at: Date): Tariff {
  const found = tariffs.findLast((tariff) => tariff.effectiveFrom <= at);
  if (!found) throw noTariff(at);
  return found;
}

/** The version that an order was priced by. */
export function tariffOf(tariffs: readonly Tariff[], id: number | null): Tariff {
  const found = tariffs.find((tariff) => tariff.id === id);
  if (!found) throw tariffNotFound(id);
  return found;
}
