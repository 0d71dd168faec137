import type { TestVersion, Words } from '../catalogue/test-version';
import { findTest } from '../catalogue/find-test';
import { shownNames } from '../catalogue/shown-names';
import { pinnedName } from '../catalogue/test-version';
import { alreadyDecided, badOption, candidateNotFound, notForChat, notInBattery, testDone, testNotStarted } from '../errors';
import { allow } from '../../users';
import type { Candidate } from '../candidate';
import type { StaffingWork } from '../work';
import type { TestSession } from './battery-store';
import { holdCandidate } from './find-candidate';
import { conclusion, keepResult } from './record-result';

/** A question that is put to the cat; `late` says that the answer before came too late. */
export interface TestQuestion {
  test: string;
  name: Words;
  /** Which question it is, counted from 0, of `total`. */
  at: number;
  total: number;
  /** How long is left for the answer, 0 where the time is up; null is without limit. */
  seconds: number | null;
  text: Words;
  options: Words[];
  late: boolean;
}

/** The end of a test: how many answers came in time; null where it had ended before. */
export interface TestDone {
  test: string;
  done: true;
  late: boolean;
  counted: number | null;
  total: number;
}

/** An attempt that does not count: nobody heard the cat while the time of a question ran out. The test can be begun afresh. */
interface TestCutOff {
  test: string;
  cutOff: true;
}

/** A test of one's own, and since when what the cat sends has been heard without a gap (real time); left out, always. */
interface Taking {
  test: string;
  heardSince?: Date;
}

/** A test that the signed-in cat is to take, and how far it has come. */
interface Sitting {
  candidate: Candidate;
  test: TestVersion;
  session: TestSession | undefined;
  isDone: boolean;
}

/** Begins a choice test of one's own, or goes on with it where it was left: the time of a question goes on running. */
export async function startTest(w: StaffingWork, input: Taking): Promise<TestQuestion | TestCutOff> {
  allow(w, 'take-test', w.actor.personId);
  const { candidate, test, session, isDone } = await sittingOf(w, input.test);
  if (isDone) throw testDone(test.key);
  if (candidate.status !== 'testing') throw alreadyDecided(candidate.id, candidate.status);
  if (session && isCutOff(w, test, session, input)) return cutOff(w, session);
  const begun: TestSession = session ?? { application: candidate.application, test: test.key, version: test.version, question: 0, answers: [], askedAt: w.wall };
  if (!session) await w.staffing.keepSession(begun);
  return questionOf(w, test, begun, false);
}

/** Takes the answer to a question, null where the time ran out; a press that comes again changes nothing. The last answer records the result (S3). */
export async function answerTest(w: StaffingWork, input: Taking & { question: number; option: number | null }): Promise<TestQuestion | TestDone | TestCutOff> {
  allow(w, 'take-test', w.actor.personId);
  const { candidate, test, session, isDone } = await sittingOf(w, input.test);
  const total = test.questions?.length ?? 0;
  if (!session && isDone) return { test: test.key, done: true, late: false, counted: null, total };
  if (!session || candidate.status !== 'testing') throw testNotStarted(test.key);
  if (isCutOff(w, test, session, input)) return cutOff(w, session);
  if (input.question !== session.question) return questionOf(w, test, session, false);
  const question = test.questions?.[session.question];
  if (input.option !== null && !question?.options[input.option]) throw badOption(input.option);
  const late = input.option === null || (secondsLeft(w, test, session) ?? 1) < 0;
  const next: TestSession = { ...session, question: session.question + 1, answers: [...session.answers, late ? null : input.option], askedAt: w.wall };
  if (test.questions?.[next.question]) {
    await w.staffing.keepSession(next);
    return questionOf(w, test, next, late);
  }
  await w.staffing.dropSession(session.application, test.key);
  await keepResult(w, candidate, { test: pinnedName({ test: test.key, version: test.version }), value: rightAnswers(test, next) }, w.now);
  await conclusion(w, candidate);
  return { test: test.key, done: true, late, counted: next.answers.filter((given) => given !== null).length, total };
}

/** Whether the time of the question ran out while the cat could not be heard, as far as anybody can tell. */
function isCutOff(w: StaffingWork, test: TestVersion, session: TestSession, { heardSince }: Taking): boolean {
  return heardSince !== undefined && session.askedAt < heardSince && (secondsLeft(w, test, session) ?? 1) < 0;
}

async function cutOff(w: StaffingWork, { application, test }: TestSession): Promise<TestCutOff> {
  await w.staffing.dropSession(application, test);
  return { test, cutOff: true };
}

async function sittingOf(w: StaffingWork, name: string): Promise<Sitting> {
  if (w.actor.personId === null) throw candidateNotFound('');
  const candidate = await holdCandidate(w, w.actor.personId);
  const item = (await w.staffing.battery(candidate.application)).find(({ test }) => test === name.trim());
  if (!item) throw notInBattery(name.trim());
  const test = await findTest(w, pinnedName(item));
  if (test.type !== 'choice') throw notForChat(test.key);
  const results = await w.staffing.latestResults(candidate.application);
  const isDone = results.some((result) => result.test === test.key && result.version === test.version);
  const session = await w.staffing.session(candidate.application, test.key);
  // A battery that was moved to another version of the test begins it anew.
  return { candidate, test, isDone, session: session?.version === test.version ? session : undefined };
}

function questionOf(w: StaffingWork, test: TestVersion, session: TestSession, late: boolean): TestQuestion {
  const question = test.questions?.[session.question];
  if (!question) throw testNotStarted(test.key);
  const left = secondsLeft(w, test, session);
  return {
    test: test.key,
    name: shownNames(test.key, test.name),
    at: session.question,
    total: test.questions?.length ?? 0,
    seconds: left === null ? null : Math.max(0, Math.ceil(left)),
    text: question.text,
    options: question.options,
    late,
  };
}

/** Real time: the movable clock gives nobody longer to think. */
function secondsLeft(w: StaffingWork, test: TestVersion, session: TestSession): number | null {
  return test.seconds === null ? null : test.seconds - (w.wall.getTime() - session.askedAt.getTime()) / 1000;
}

function rightAnswers(test: TestVersion, session: TestSession): number {
  return session.answers.filter((answer, at) => answer !== null && answer === test.questions?.[at]?.right).length;
}
