import type { Migration } from './dialect';

const COLUMNS = [
  // What workers have of a kit whose order went to somebody else.
  `ALTER TABLE supply_requests ADD COLUMN left_with TEXT NOT NULL DEFAULT '[]'`,
  `ALTER TABLE supply_notes ADD COLUMN came_back TEXT`,
];

/** Kits that stay with a worker who no longer has their order, and the words for what came back. */
export const kitsLeftBehind: Migration = {
  name: '017-kits-left-behind',
  statements: () => COLUMNS,
};
