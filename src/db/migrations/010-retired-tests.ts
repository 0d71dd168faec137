import type { Migration } from './dialect';

/** Tests that are no longer offered; their versions and results stay. */
export const retiredTests: Migration = {
  name: '010-retired-tests',
  statements: () => ['CREATE TABLE retired_tests (key TEXT PRIMARY KEY, retired_at TEXT NOT NULL, retired_by TEXT)'],
};
