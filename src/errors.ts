import { DomainError } from './domain/shared/errors';

/** The file of programs says something it cannot mean, at `place`. */
export const badPrograms = (place: string, key: string, wanted: string) => new DomainError('machine.bad_programs', 'usage', { place, key, wanted });
/** MCF_PROGRAMS names a file that is not there. */
export const programsMissing = (file: string) => new DomainError('machine.bad_config', 'usage', { variable: 'MCF_PROGRAMS', wanted: `a file that is there, not ${file}` });
/** More than its owner could decide what is run in the owner's name. */
export const writableByOthers = (file: string) => new DomainError('machine.writable_by_others', 'usage', { file });
/** The program is newer than the database's tables. */
export const migrationsPending = (pending: number) => new DomainError('machine.migrations_pending', 'unavailable', { pending });
/** The database was made by a newer program. */
export const databaseNewer = () => new DomainError('machine.database_newer', 'unavailable');
/** The company's zone is fixed when its database is made. */
export const zoneFixed = (zone: string) => new DomainError('machine.zone_fixed', 'usage', { zone });
/** Another process is writing and did not finish in time. */
export const databaseBusy = () => new DomainError('machine.database_busy', 'unavailable');
/** The disk is full. */
export const diskFull = () => new DomainError('machine.disk_full', 'unavailable');
/** The database cannot be reached. */
export const databaseUnreachable = () => new DomainError('machine.database_unreachable', 'unavailable');
/** No job has this name. */
export const jobNotFound = (job: string) => new DomainError('machine.job_not_found', 'not_found', { job });
/** Another process runs this job at the moment. */
export const jobBusy = (job: string) => new DomainError('machine.job_busy', 'conflict', { job });
/** The clock is never moved where real people are served. */
export const clockFixed = () => new DomainError('machine.clock_fixed', 'forbidden');
/** A company that works with a real token is never played in the simulator. */
export const noBotToken = () => new DomainError('machine.no_bot_token', 'usage');
/** Telegram does not know the token. */
export const tokenRefused = () => new DomainError('machine.token_refused', 'usage');
/** Nothing is booked into a month that is closed: the database itself refuses it (B11). */
export const monthClosed = () => new DomainError('machine.month_closed', 'conflict');
/** A rule that the database itself holds up was broken: a fault of the program, and of nothing but the one thing it was doing. */
export const refusedByDatabase = (rule: string) => new DomainError('machine.refused_by_database', 'unexpected', { rule });
/** The simulator of this home runs in another process. */
export const alreadyRunning = (page: string, pid: number) => new DomainError('machine.already_running', 'conflict', { page, pid });
/** The database may be read but not written by this user. */
export const databaseReadOnly = () => new DomainError('machine.database_read_only', 'unavailable');
/** The file is something else. */
export const notADatabase = () => new DomainError('machine.not_a_database', 'unavailable');
/** The home directory cannot be made or written. */
export const homeUnwritable = (home: string) => new DomainError('machine.home_unwritable', 'unavailable', { home });
