/** Names of all migrations this program knows, in order: apart from what they do, which few commands need. */
export const migrationNames = [
  '001-foundation',
  '002-users',
  '003-staffing',
  '004-orders',
  '005-billing',
  '006-consumables-and-quality',
  '007-notifications-and-chat',
  '008-screening',
  '009-billing-in-full',
  '010-retired-tests',
  '011-payments-taken-back',
  '012-matching-pipelines',
  '013-consumables-in-full',
  '014-orders-in-full',
  '015-alerts',
  '016-reopened-invoices',
  '017-kits-left-behind',
  '018-missed-kits',
  '019-complaints',
] as const;

/** The name of a migration. */
export type MigrationName = (typeof migrationNames)[number];
