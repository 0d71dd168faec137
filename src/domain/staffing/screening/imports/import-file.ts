import { DomainError } from '../../../shared/errors';
import type { Actor, Runner } from '../../../shared/work';
import { fileColumn, fileEmpty, fileSeparator, lineCells, lineEmpty, lineQuotes } from '../../errors';
import { nearest } from '../../../shared/nearest';
import type { StaffingWork } from '../../work';
import { countLines, csvLines } from './csv';

/** A line that was not kept, and why. */
export interface Rejected {
  /** Counted from 1, as an editor does: the first names the columns. */
  line: number;
  reason: DomainError;
}

/** What came of an import. */
export interface Imported {
  imported: number;
  rejected: Rejected[];
}

/** Told of progress: lines that are done, of so many. */
export type OnProgress = (done: number, total: number) => void;

/** A line that was understood. */
export interface Row<T> {
  line: number;
  row: T;
}

/** The columns of a file, in any order, and how one line is understood; `read` throws domain errors. */
export interface Format<T> {
  columns: readonly string[];
  /** Columns without which a line says nothing; their cells are not empty. */
  needed: readonly string[];
  read: (cell: (column: string) => string, line: number) => T;
}

/** How the rows of a portion are kept, in one unit of work; returns those that were not. */
export type Keep<T> = (w: StaffingWork, rows: readonly Row<T>[]) => Promise<Rejected[]>;

/** Lines of one transaction. */
const PORTION = 1000;

/** Understands a file line by line; throws where its first line does not name the columns. */
export function* readRows<T>(text: string, format: Format<T>): Generator<Row<T> | Rejected> {
  let positions: Map<string, number> | undefined;
  for (const { line, cells } of csvLines(text)) {
    if (!positions) positions = columnsOf(cells, format);
    else yield understood(format, positions, line, cells);
  }
  if (!positions) throw fileEmpty();
}

/**
 * Keeps rows in portions and tells which lines were not kept. With `atomic` all portions are one transaction, of which nothing stays where a
 * single line is rejected.
 */
export async function keepRows<T>(
  app: Runner<StaffingWork>,
  actor: Actor,
  { lines, atomic }: { lines: string; atomic: boolean },
  { rows, keep }: { rows: () => Iterable<Row<T> | Rejected>; keep: Keep<T> },
  onProgress: OnProgress = () => undefined,
): Promise<Imported> {
  const total = Math.max(0, countLines(lines) - 1);
  const all = (keepPortion: (portion: readonly Row<T>[]) => Promise<Rejected[]>) => inPortions(rows(), keepPortion, (done) => onProgress(Math.min(done, total), total));
  if (!atomic) return all((portion) => app.run(actor, (w) => keep(w, portion)));
  const undo = new Error('some lines were rejected');
  let rejected: Rejected[] = [];
  try {
    return await app.run(actor, async (w) => {
      const imported = await all((portion) => keep(w, portion));
      rejected = imported.rejected;
      if (rejected.length > 0) throw undo;
      return imported;
    });
  } catch (error) {
    if (error !== undo) throw error;
    return { imported: 0, rejected };
  }
}

async function inPortions<T>(rows: Iterable<Row<T> | Rejected>, keep: (portion: readonly Row<T>[]) => Promise<Rejected[]>, done: (lines: number) => void): Promise<Imported> {
  const rejected: Rejected[] = [];
  let [kept, seen, portion]: [number, number, Row<T>[]] = [0, 0, []];
  const close = async () => {
    const refused = portion.length === 0 ? [] : await keep(portion);
    rejected.push(...refused);
    kept += portion.length - refused.length;
    portion = [];
    done(seen);
  };
  for (const row of rows) {
    seen += 1;
    if ('reason' in row) rejected.push(row);
    else portion.push(row);
    if (portion.length === PORTION) await close();
  }
  await close();
  return { imported: kept, rejected: rejected.sort((one, other) => one.line - other.line) };
}

function columnsOf(cells: readonly string[] | null, { columns, needed }: Format<unknown>): Map<string, number> {
  const known = columns.join(', ');
  const names = (cells ?? []).map((cell) => cell.trim().toLowerCase());
  if (cells === null || (names.length === 1 && /[;\t]/.test(names[0] ?? ''))) throw cells === null ? lineQuotes() : fileSeparator();
  const positions = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    const near = nearest(name, columns);
    if (!columns.includes(name)) throw fileColumn(near === undefined ? 'unknown' : 'near', name, known, near);
    if (positions.has(name)) throw fileColumn('twice', name, known);
    positions.set(name, at);
  }
  const missing = needed.find((name) => !positions.has(name));
  if (missing !== undefined) throw fileColumn('missing', missing, known);
  return positions;
}

function understood<T>({ read, needed }: Format<T>, positions: ReadonlyMap<string, number>, line: number, cells: readonly string[] | null): Row<T> | Rejected {
  const cell = (column: string) => cells?.[positions.get(column) ?? -1]?.trim() ?? '';
  try {
    if (cells === null) throw lineQuotes();
    if (cells.length !== positions.size) throw lineCells(cells.length, positions.size);
    for (const column of needed) if (cell(column) === '') throw lineEmpty(column);
    return { line, row: read(cell, line) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { line, reason: error };
  }
}
