import { catNumber, parseCatNumber } from '../../../shared/ids';
import type { Actor, Runner } from '../../../shared/work';
import { allow, registerMany, requiredText, takeNumbers } from '../../../users';
import { keepVacancy, vacancyAmong } from '../../catalogue/find-vacancy';
import { badAge, badNumber, numberTaken } from '../../errors';
import type { StaffingWork } from '../../work';
import { refreshHistory } from '../history';
import { checkedDeclared, type Declared } from '../declared';
import { datesIn, type Dates } from './import-dates';
import { keepRows, readRows, type Format, type Imported, type OnProgress, type Rejected, type Row } from './import-file';

interface Line extends Declared {
  /** Null: the next free one. */
  number: number | null;
  name: string;
  vacancy: string;
  appliedAt: Date;
}

/** What lines are read against: the time, the vacancies from before the import, and which line named each number first. */
interface Known {
  now: Date;
  dates: Dates;
  vacancies: readonly string[];
  numbered: Map<number, number>;
}

/**
 * Brings candidates in from a file, `number,name,vacancy,breed,age,colour,applied_at`: they keep their numbers, wait like any other, and
 * nobody is told. Bad lines are left out, or with `atomic` nothing is kept because of them.
 */
export async function importCandidates(app: Runner<StaffingWork>, actor: Actor, file: { lines: string; atomic: boolean }, onProgress?: OnProgress): Promise<Imported> {
  const { now, dates, vacancies } = await app.query(actor, async (w) => {
    allow(w, 'import-candidates');
    return { now: w.now, dates: datesIn(w.zone, w.now), vacancies: (await w.staffing.vacancies()).map(({ key }) => key) };
  });
  const numbered = new Map<number, number>();
  const format = formatOf({ now, dates, vacancies, numbered });
  const imported = await keepRows(app, actor, file, { rows: () => numberedFirst(file.lines, format, numbered), keep: (w, rows) => keepCandidates(w, rows, dates) }, onProgress);
  // A transaction a day now, so that the next decision has no year to catch up with.
  await refreshHistory(app, actor);
  return imported;
}

const formatOf = ({ now, dates, vacancies, numbered }: Known): Format<Line> => ({
  columns: ['number', 'name', 'vacancy', 'breed', 'age', 'colour', 'applied_at'],
  needed: ['name', 'vacancy'],
  read: (cell, line) => {
    const row = {
      number: cell('number') === '' ? null : readNumber(cell('number')),
      name: requiredText('name', cell('name'), 100),
      vacancy: vacancyAmong(vacancies, cell('vacancy')),
      ...checkedDeclared({ breed: cell('breed'), colour: cell('colour'), age: readAge(cell('age')) }),
      appliedAt: cell('applied_at') === '' ? now : dates.read('applied_at', cell('applied_at')),
    };
    const before = row.number === null ? undefined : numbered.get(row.number);
    if (row.number !== null && before !== undefined && before !== line) throw numberTaken(catNumber(row.number), before);
    if (row.number !== null) numbered.set(row.number, line);
    return row;
  },
});

/** Cats without a number are given one after all that the file names, so that none is given twice: they are read last. */
function* numberedFirst(text: string, format: Format<Line>, numbered: Map<number, number>): Generator<Row<Line> | Rejected> {
  numbered.clear();
  let isAnyLeft = false;
  for (const row of readRows(text, format)) {
    if ('row' in row && row.row.number === null) isAnyLeft = true;
    else yield row;
  }
  if (!isAnyLeft) return;
  for (const row of readRows(text, format)) if ('row' in row && row.row.number === null) yield row;
}

async function keepCandidates(w: StaffingWork, rows: readonly Row<Line>[], dates: Dates): Promise<Rejected[]> {
  allow(w, 'import-candidates');
  const given = rows.flatMap(({ row }) => row.number ?? []);
  const { taken, first } = await takeNumbers(w, given, rows.length - given.length);
  const isTaken = ({ row }: Row<Line>) => row.number !== null && taken.has(row.number);
  let fresh = first;
  const cats = rows.filter((row) => !isTaken(row)).map(({ row }) => ({ ...row, number: row.number ?? fresh++, id: w.newId(), person: w.newId(), day: dates.dayOf(row.appliedAt) }));
  for (const vacancy of new Set(cats.map((cat) => cat.vacancy))) await keepVacancy(w, vacancy);
  await registerMany(w, cats.map(({ person, number, name }) => ({ id: person, number, name })), 'candidate');
  await w.staffing.addApplications(cats);
  await w.staffing.noteChanges([...new Set(cats.map((cat) => cat.day))].map((day) => ({ day, test: null, version: null })));
  if (cats.length > 0) await w.emit({ type: 'history_imported', what: 'candidates', lines: cats.length });
  return rows.filter(isTaken).map(({ line, row }) => ({ line, reason: numberTaken(catNumber(row.number ?? 0)) }));
}

/** `C-000042` or `42`; throws `staffing.bad_number`. */
export function readNumber(text: string): number {
  const number = parseCatNumber(text) ?? (/^\d{1,9}$/.test(text) ? Number(text) : 0);
  if (number === 0) throw badNumber(text);
  return number;
}

function readAge(text: string): number | null {
  if (text === '') return null;
  if (!/^\d{1,3}$/.test(text)) throw badAge();
  return Number(text);
}
