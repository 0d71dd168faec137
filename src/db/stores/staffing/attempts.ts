/** The order in which attempts at a test were completed, those completed at once as they were recorded: the last one counts (S3). */
export const AS_COMPLETED = 'completed_at, attempt';

/** Of each cat's attempts at each version of a test the one that counts, of rows that come as completed. */
export function lastOfEach<R extends { application: string; test: string; version: number }>(rows: readonly R[]): R[] {
  return [...new Map(rows.map((row) => [`${row.application} ${row.test}@${row.version}`, row])).values()];
}
