import { Flags } from '@oclif/core';

import { BaseCommand } from '../base-command';
import type { Json } from './csv';
import type { Column } from './table';

/** How a kind of rows is shown: as a table, as JSON, as CSV, and what to say where there are none. */
export interface Listing<R, J extends Json> {
  columns: readonly Column<R>[];
  json: (row: R) => J;
  /** Paths into the JSON. */
  csv: readonly string[];
  /** A row of the CSV where it is not just the JSON: for what has a form of its own as it is typed. */
  asTyped?: (json: J) => Json;
  /** Where there is nothing at all. */
  empty: string;
  /** Where the filters leave nothing. */
  none?: string;
}

/** A command that lists: with `--limit` and `--csv`, fitting tables and empty states. */
export abstract class ListCommand extends BaseCommand {
  static override baseFlags = {
    csv: Flags.boolean({ description: 'comma-separated values with the names of --json', exclusive: ['json'] }),
    limit: Flags.integer({ description: 'rows at most; 0 for all (50 on a terminal, else all)', min: 0 }),
  };

  /** Shows rows as the flags ask; returns them for `--json`. */
  protected async list<R, J extends Json>(
    rows: readonly R[],
    listing: Listing<R, J>,
    flags: { csv?: boolean; limit?: number | undefined },
    filtered = false,
    total = rows.length,
  ): Promise<J[]> {
    const { firstRows } = await import('./rows');
    const { shown, rest } = firstRows(rows, this.bounds(flags), total);
    const json = this.jsonEnabled() || flags.csv ? shown.map(listing.json) : [];
    if (flags.csv) this.log((await import('./csv')).csv(listing.asTyped ? json.map(listing.asTyped) : json, listing.csv));
    else if (rows.length === 0) this.log(filtered && listing.none ? listing.none : listing.empty);
    else await this.table(shown, listing.columns);
    if (!flags.csv && rest !== undefined) this.log(rest);
    return json;
  }

  /** How many rows have to be read; undefined for all. */
  protected async mostRows(flags: { csv?: boolean; limit?: number | undefined }): Promise<number | undefined> {
    return (await import('./rows')).mostRows(this.bounds(flags)) || undefined;
  }

  private bounds(flags: { csv?: boolean; limit?: number | undefined }) {
    return { limit: flags.limit, bounded: Boolean(process.stdout.isTTY) && !flags.csv && !this.jsonEnabled() };
  }
}
