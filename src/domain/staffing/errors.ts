import { DomainError } from '../shared/errors';

/** No candidate has this id or number. */
export const candidateNotFound = (candidate: string) => new DomainError('staffing.candidate_not_found', 'not_found', { candidate });
/** The candidate was decided on like this already. */
export const alreadyDecided = (candidate: string, status: string) =>
  new DomainError('staffing.already_decided', 'conflict', { candidate, status });
/** An accepted candidate is a worker, who is deactivated instead of rejected. */
export const alreadyWorker = (candidate: string) => new DomainError('staffing.already_worker', 'conflict', { candidate });
/** The person behind the application is deactivated. */
export const candidateNotActive = (candidate: string) => new DomainError('staffing.candidate_not_active', 'conflict', { candidate });
/** No worker has this id or number. */
export const workerNotFound = (worker: string) => new DomainError('staffing.worker_not_found', 'not_found', { worker });
/** The worker is deactivated. */
export const workerNotActive = (worker: string) => new DomainError('staffing.worker_not_active', 'conflict', { worker });
/** The worker is booked or absent at that time (M4). */
export const workerNotFree = (worker: string) => new DomainError('staffing.worker_not_free', 'conflict', { worker });
/** A client cannot work for itself. */
export const workerIsClient = (worker: string) => new DomainError('staffing.worker_is_client', 'invalid', { worker });
/** The age of a cat is a whole number of years from 0 to 40. */
export const badAge = () => new DomainError('staffing.bad_age', 'invalid');
/** Nobody could be reached by what was given as a contact. */
export const badContact = () => new DomainError('staffing.bad_contact', 'invalid');
/** An absence ends after it begins, and not in the past. */
export const badAbsence = () => new DomainError('staffing.bad_absence', 'invalid');
/** No absence has this id. */
export const absenceNotFound = (absence: string) => new DomainError('staffing.absence_not_found', 'not_found', { absence });
/** What was is not taken back. */
export const absenceOver = () => new DomainError('staffing.absence_over', 'conflict');
/** No hypothesis has this id, or no version this hash; names the one that was probably meant. */
export const hypothesisNotFound = (hypothesis: string, nearest?: string) =>
  new DomainError('staffing.hypothesis_not_found', 'not_found', nearest === undefined ? { hypothesis } : { hypothesis, problem: 'near', nearest });
/** Several versions begin with these digits. */
export const hypothesisAmbiguous = (hypothesis: string, versions: string) => new DomainError('staffing.hypothesis_ambiguous', 'invalid', { hypothesis, versions });
/** The file has so many errors. */
export const hypothesisInvalid = (problems: number) => new DomainError('staffing.hypothesis_invalid', 'invalid', { problems });
/** The same meaning is stored under another id. */
export const hypothesisKnown = (hypothesis: string, known: string) => new DomainError('staffing.hypothesis_known', 'conflict', { hypothesis, known });
/** The version is where it should go already. */
export const hypothesisAlready = (hypothesis: string, state: string) => new DomainError('staffing.hypothesis_already', 'conflict', { hypothesis, state });
/** Tests that the hypothesis cannot do without were never taken, or all of them together by nobody: there is nothing to hold it against. */
export const noHistory = (hypothesis: string, tests: string, problem?: 'together') =>
  new DomainError('staffing.no_history', 'conflict', problem === undefined ? { hypothesis, tests } : { hypothesis, tests, problem });
/** A backtest on this very version comes first. */
export const needsBacktest = (hypothesis: string) => new DomainError('staffing.needs_backtest', 'conflict', { hypothesis });
/** The version must have decided in shadow first. */
export const needsShadow = (hypothesis: string, undecided: boolean) =>
  new DomainError('staffing.needs_shadow', 'conflict', undecided ? { hypothesis, problem: 'undecided' } : { hypothesis });
/** Evaluations in shadow ended in an error. */
export const shadowHadErrors = (hypothesis: string, errors: number) => new DomainError('staffing.shadow_had_errors', 'conflict', { hypothesis, errors });
/** Four in five such trials take so many days (null: more than anybody counts), longer than the policy allows. */
export const trialTooLong = (hypothesis: string, days: number | null, max: number) =>
  new DomainError('staffing.trial_too_long', 'conflict', days === null ? { hypothesis, max, days, problem: 'endless' } : { hypothesis, days, max });
/** A trial's share lies between 0.01 % and 99.99 %. */
export const badShare = () => new DomainError('staffing.bad_share', 'invalid');
/** Nothing is in force that a trial could be compared with. */
export const noChampion = (hypothesis: string, vacancy: string) => new DomainError('staffing.no_champion', 'conflict', { hypothesis, vacancy });
/** Different versions are in force in the vacancies of one trial. */
export const championsDiffer = (hypothesis: string) => new DomainError('staffing.champions_differ', 'conflict', { hypothesis });
/** A version is compared with another one. */
export const sameVersion = (hypothesis: string) => new DomainError('staffing.same_version', 'invalid', { hypothesis });
/** No trial says that the version is better: adopting it anyway takes a signature. */
export const noVerdict = (hypothesis: string, trial: boolean) =>
  new DomainError('staffing.no_verdict', 'conflict', trial ? { hypothesis, problem: 'trial' } : { hypothesis });
/** Too few candidates of the vacancy are complete for the version: its top share would be a matter of chance. */
export const needsCandidates = (hypothesis: string, vacancy: string, have: number, need: number) =>
  new DomainError('staffing.needs_candidates', 'conflict', { hypothesis, vacancy, have, need });
/** Somebody else has to adopt what this person proposed. */
export const needsSecondPair = (hypothesis: string) => new DomainError('staffing.needs_second_pair', 'conflict', { hypothesis });
/** Nothing was in force before. */
export const nothingToRollBack = () => new DomainError('staffing.nothing_to_roll_back', 'conflict');
/** Only a version that was in force before can be restored. */
export const neverAdopted = (hypothesis: string) => new DomainError('staffing.never_adopted', 'conflict', { hypothesis });
/** The version in force is rolled back or replaced, not retired. */
export const versionInForce = (hypothesis: string) => new DomainError('staffing.version_in_force', 'conflict', { hypothesis });
/** A day is written as 2026-03-29, and a period ends no earlier than it begins. */
export const badPeriod = () => new DomainError('staffing.bad_period', 'invalid');
/** A number of the screening policy is out of its range. */
export const badPolicy = (name: string, min: number, max: number) => new DomainError('staffing.bad_policy', 'invalid', { name, min, max });
/** A policy holds from now on or later, and no two begin at the same instant. */
export const badPolicyStart = () => new DomainError('staffing.bad_policy_start', 'invalid');
/** No test has this key, or no such version; names the one that was probably meant. */
export const testNotFound = (test: string, nearest?: string) =>
  new DomainError('staffing.test_not_found', 'not_found', nearest === undefined ? { test } : { test, problem: 'near', nearest });
/** There is a test of this key. */
export const testExists = (test: string) => new DomainError('staffing.test_exists', 'conflict', { test });
/** A key is a short word that files and people write. */
export const badTestKey = (test: string) => new DomainError('staffing.bad_test_key', 'invalid', { test });
/** A scale goes from one number up to a greater one, and points are whole. */
export const badScale = (test: string) => new DomainError('staffing.bad_scale', 'invalid', { test });
/** A choice test has questions, and no other has. */
export const badQuestions = (test: string) => new DomainError('staffing.bad_questions', 'invalid', { test });
/** A question has a text and two to eight options, one of which is right; `question` is counted from 1. */
export const badQuestion = (question: number) => new DomainError('staffing.bad_question', 'invalid', { question });
/** A question takes whole seconds, from 5 to 3600. */
export const badSeconds = () => new DomainError('staffing.bad_seconds', 'invalid');
/** The test is no longer offered. */
export const testRetired = (test: string) => new DomainError('staffing.test_retired', 'conflict', { test });
/** A hypothesis that decides, also in shadow or on trial, reads the test. */
export const testInUse = (test: string, hypothesis: string, state: string) => new DomainError('staffing.test_in_use', 'conflict', { test, hypothesis, problem: state });
/** The new version would be the old one. */
export const testUnchanged = (test: string) => new DomainError('staffing.test_unchanged', 'conflict', { test });
/** No vacancy has this key, or it is closed to the chat; names the one that was probably meant. */
export const vacancyNotFound = (vacancy: string, nearest?: string) =>
  new DomainError('staffing.vacancy_not_found', 'not_found', nearest === undefined ? { vacancy } : { vacancy, problem: 'near', nearest });
/** No vacancy has this key, and one that is there was probably meant: a new one is opened first. */
export const vacancyMisspelt = (vacancy: string, nearest: string) => new DomainError('staffing.vacancy_not_found', 'not_found', { vacancy, problem: 'misspelt', nearest });
/** The vacancy is open or closed already. */
export const vacancyAlready = (vacancy: string, status: string) => new DomainError('staffing.vacancy_already', 'conflict', { vacancy, status });
/** `*` stands for all vacancies, so none is called so. */
export const badVacancy = (vacancy: string) => new DomainError('staffing.bad_vacancy', 'invalid', { vacancy });
/** One open application per person (S1). */
export const applicationOpen = () => new DomainError('staffing.application_open', 'conflict');
/** Somebody may apply again only after some time (S1); `date` is the company's day. */
export const applyLater = (date: string) => new DomainError('staffing.apply_later', 'conflict', { date });
/** The candidate sent no photo, or its personal data was erased since (S7). */
export const noPhoto = (candidate: string, purged: boolean) => new DomainError('staffing.no_photo', 'not_found', purged ? { candidate, problem: 'purged' } : { candidate });
/** A test that the version which decides on the cat needs stays in its battery (S2). */
export const inputNeeded = (test: string, hypothesis: string) => new DomainError('staffing.input_needed', 'conflict', { test, hypothesis });
/** The battery holds another version of the test already. */
export const testInBattery = (test: string) => new DomainError('staffing.test_in_battery', 'conflict', { test });
/** The test is not in the battery. */
export const notInBattery = (test: string) => new DomainError('staffing.not_in_battery', 'not_found', { test });
/** The value is none that the test can come to; the parameters tell its scale. */
export const badResult = (value: string, test: { test: string; type: string; min: number; max: number; unit: string }) =>
  new DomainError('staffing.bad_result', 'invalid', { value, ...test });
/** A result is no news from the future. */
export const resultInFuture = (at: string) => new DomainError('staffing.result_in_future', 'invalid', { at });
/** A result comes after the application. */
export const resultTooEarly = (day: string) => new DomainError('staffing.result_too_early', 'invalid', { day });
/** Only choice tests are taken in the chat. */
export const notForChat = (test: string) => new DomainError('staffing.not_for_chat', 'conflict', { test });
/** The test has its result; corrections are up to staff (S3). */
export const testDone = (test: string) => new DomainError('staffing.test_done', 'conflict', { test });
/** The test was never begun, or was cut off. */
export const testNotStarted = (test: string) => new DomainError('staffing.test_not_started', 'conflict', { test });
/** The question has no such option. */
export const badOption = (option: number) => new DomainError('staffing.bad_option', 'invalid', { option });
/** A file that is to be imported holds nothing. */
export const fileEmpty = () => new DomainError('staffing.file_empty', 'invalid');
/** The columns are parted by semicolons or tabs instead of commas. */
export const fileSeparator = () => new DomainError('staffing.file_separator', 'invalid');
/** The first line names a column that is unknown, missing or there twice. */
export const fileColumn = (problem: 'unknown' | 'near' | 'missing' | 'twice', column: string, columns: string, nearest?: string) =>
  new DomainError('staffing.file_column', 'invalid', { problem, column, columns, ...(nearest === undefined ? {} : { nearest }) });
/** A line has more or fewer cells than the first line names. */
export const lineCells = (found: number, expected: number) => new DomainError('staffing.line_cells', 'invalid', { found, expected });
/** A quote that is not closed, or stands within an unquoted cell. */
export const lineQuotes = () => new DomainError('staffing.line_quotes', 'invalid');
/** A cell that must not be empty. */
export const lineEmpty = (column: string) => new DomainError('staffing.line_empty', 'invalid', { column });
/** A cat's number is `C-000042` or `42`. */
export const badNumber = (number: string) => new DomainError('staffing.bad_number', 'invalid', { number });
/** Another cat has this number; `line` says where in the same file, if it is there. */
export const numberTaken = (number: string, line?: number) =>
  new DomainError('staffing.number_taken', 'conflict', line === undefined ? { number } : { number, problem: 'twice', line });
/** The same result was recorded already, maybe by an earlier line of the same file. */
export const resultRepeated = (test: string) => new DomainError('staffing.result_repeated', 'conflict', { test });
/** A date that cannot be read, does not exist, or lies in the future. */
export const badDate = (column: string, value: string, problem?: 'future') =>
  new DomainError('staffing.bad_date', 'invalid', problem === undefined ? { column, value } : { column, value, problem });
/** No pipeline, or no version of it, is called so; names what was probably meant. */
export const pipelineNotFound = (pipeline: string, nearest?: string) =>
  new DomainError('staffing.pipeline_not_found', 'not_found', nearest === undefined ? { pipeline } : { pipeline, problem: 'near', nearest });
/** The file of a pipeline has so many errors. */
export const pipelineInvalid = (problems: number) => new DomainError('staffing.pipeline_invalid', 'invalid', { problems });
/** The version is where it should go already. */
export const pipelineAlready = (pipeline: string, problem: 'active' | 'shadow' | 'not_shadow') => new DomainError('staffing.pipeline_already', 'conflict', { pipeline, problem });
/** A step of the version asks a program that the configuration does not name. */
export const programNotConfigured = (pipeline: string, program: string) => new DomainError('staffing.program_not_configured', 'conflict', { pipeline, program });
/** No pipeline was in force before. */
export const nothingBefore = () => new DomainError('staffing.nothing_before', 'conflict');
/** A version is compared with another one. */
export const samePipeline = (pipeline: string) => new DomainError('staffing.same_pipeline', 'invalid', { pipeline });
/** No pipeline was ever asked for the order, or nothing was kept of it. */
export const noMatch = (order: number) => new DomainError('staffing.no_match', 'not_found', { order });
