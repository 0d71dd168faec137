import type { Migration } from './dialect';

const COLUMN = [
  // Whether its worker is at the place and waits for it.
  `ALTER TABLE supply_requests ADD COLUMN missed INTEGER NOT NULL DEFAULT 0 CHECK (missed IN (0, 1))`,
  `UPDATE supply_requests SET missed = 1 WHERE status = 'requested' AND overridden = 0 AND order_id IN (SELECT subject FROM cards WHERE card = 'kit_missing')`,
];

/** Kits that are missed at the place, until they are no longer. */
export const missedKits: Migration = {
  name: '018-missed-kits',
  statements: () => COLUMN,
};
