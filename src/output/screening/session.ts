import type { AppWork } from '../../app';
import { DomainError } from '../../domain/shared/errors';
import {
  assignBattery,
  contactCandidate,
  explainCandidate,
  listTests,
  nextForScreening,
  recordResults,
  screeningToday,
  showBattery,
  type Battery,
  type BatteryItem,
  type Candidate,
} from '../../domain/staffing';
import type { Prompts } from '../ask';
import type { Look } from '../choose';
import { count, counted } from '../money';
import { percent, setShare } from '../percent';
import { sign } from '../style';
import type { Clock } from '../time';
import { candidateLine, openItems } from './candidates';
import { explanationLines } from './explain';
import { neededFor } from './needed';
import { afterwards, outcomeLines } from './recorded';
import { askResult, type Result } from './results';

/** What a screening session works with. Every change is a transaction of its own, made between prompts. */
export interface Desk {
  prompts: Prompts;
  look: Look;
  change: <T>(work: (w: AppWork) => Promise<T>) => Promise<T>;
  clock: () => Clock;
  say: (lines: readonly string[]) => void;
  /** Saves the photo of a candidate; returns the file. */
  savePhoto: (candidate: Candidate) => Promise<string>;
  /** Tells what could not be done; the session goes on. */
  tell: (error: DomainError) => void;
}

/** What a session has saved so far. */
export interface Saved {
  results: number;
  decisions: number;
  batteries: number;
  contacts: number;
}

type Step = 'same cat' | 'next cat' | 'stop';
type Choice = 'results' | 'battery' | 'contact' | 'photo' | 'skip' | 'stop';

const CHOICES: readonly Choice[] = ['results', 'battery', 'contact', 'photo', 'skip', 'stop'];

/** A cat that is being screened, with results that were typed and are not recorded. */
interface Patient {
  candidate: Candidate;
  typed: Map<string, number>;
}

/** Works through the candidates who wait for staff, until nobody does or somebody says stop. */
export async function screen(desk: Desk, saved: Saved): Promise<void> {
  const seen: string[] = [];
  for (;;) {
    const next = await greet(desk, seen);
    if (!next) return;
    seen.push(next.id);
    const patient = { candidate: next, typed: new Map<string, number>() };
    let step: Step = 'same cat';
    while (step === 'same cat') step = await attempt(desk, patient, saved);
    if (step === 'stop') return;
  }
}

/** Tells how many wait and how the day goes, and who is next; undefined where nobody is. */
async function greet(desk: Desk, seen: readonly string[]): Promise<Candidate | null> {
  const { waiting, next, today } = await desk.look(async (w) => ({ ...(await nextForScreening(w, { skip: [...seen] })), today: await screeningToday(w) }));
  const share = today.screened === 0 ? '' : ` (${percent(today.accepted, today.screened)}, limit ${setShare(today.limitBp)})`;
  desk.say([`${count(waiting)} waiting · today ${count(today.screened)} screened, ${count(today.accepted)} accepted${share}`]);
  if (next) desk.say([candidateLine(next, desk.clock())]);
  else desk.say([seen.length === 0 ? 'Nobody waits to be screened.' : 'That was everybody for now.']);
  return next;
}

/** One thing done with a candidate. What the domain refuses is told; the candidate may have been decided on by somebody else. */
async function attempt(desk: Desk, { candidate, typed }: Patient, saved: Saved): Promise<Step> {
  const choices = CHOICES.filter((name) => name !== 'photo' || candidate.photoFileId !== null);
  const choice = await desk.prompts.pick('Do', choices.map((name) => ({ name, value: name })));
  try {
    switch (choice) {
      case 'results':
        return await enterResults(desk, { candidate, typed }, saved);
      case 'battery':
        return (await chooseBattery(desk, await desk.look((w) => showBattery(w, candidate.id)), saved)) ? 'same cat' : await goOn(desk);
      case 'contact':
        await contact(desk, candidate, saved);
        return 'same cat';
      case 'photo':
        desk.say([`${sign.done()} ${await desk.savePhoto(candidate)}`]);
        return 'same cat';
      default:
        if (!(await mayLeave(desk, typed))) return 'same cat';
        return choice === 'stop' ? 'stop' : 'next cat';
    }
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unexpected') throw error;
    desk.tell(error);
    return 'same cat';
  }
}

/** Asks before results go that were typed and not recorded. */
async function mayLeave({ prompts }: Desk, typed: ReadonlyMap<string, number>): Promise<boolean> {
  return typed.size === 0 || prompts.confirm(`Throw away ${counted(typed.size, 'result')} that ${typed.size === 1 ? 'is' : 'are'} not recorded?`, false);
}

async function contact(desk: Desk, { id }: Candidate, saved: Saved): Promise<void> {
  const note = await desk.prompts.text('Note (Enter for none)', { check: () => true });
  await desk.change((w) => contactCandidate(w, { candidate: id, ...(note.trim() === '' ? {} : { note }) }));
  saved.contacts += 1;
  desk.say([`${sign.done()} contacted`]);
}

/** Ticks the tests of one cat: those of its battery, and below them the others of the catalogue; undefined where that decided on it, as its results were in already. */
async function chooseBattery(desk: Desk, battery: Battery, saved: Saved): Promise<Battery | undefined> {
  const { tests, needed } = await desk.look(async (w) => ({ tests: await listTests(w), needed: await neededFor(w, battery.candidate) }));
  const mark = (test: string) => (needed.tests.has(test) ? ' *' : '');
  const within = new Set(battery.items.map(({ test }) => test));
  const choices = [
    ...battery.items.map(({ test, version }) => ({ name: `${test}@${version}${mark(test)}`, value: test, ticked: true })),
    ...tests.filter(({ key }) => !within.has(key)).map(({ key, version }) => ({ name: `${key}@${version}${mark(key)}`, value: key, ticked: false })),
  ];
  const ticked = await desk.prompts.several(needed.tests.size === 0 ? 'Battery' : `Battery (* ${needed.by} needs it)`, choices);
  const changes = { add: ticked.filter((test) => !within.has(test)), remove: [...within].filter((test) => !ticked.includes(test)) };
  const assigned = await desk.change((w) => assignBattery(w, { candidate: battery.candidate.id, ...changes }));
  saved.batteries += 1;
  if (assigned.candidate.status === 'testing') return assigned;
  saved.decisions += 1;
  desk.say(explanationLines(await desk.look((w) => explainCandidate(w, assigned.candidate.id)), process.stdout));
  return undefined;
}

/** Asks for the results that are open, one by one, and records them together. */
async function enterResults(desk: Desk, { candidate: { id }, typed }: Patient, saved: Saved): Promise<Step> {
  const before = await desk.look((w) => showBattery(w, id));
  const battery = before.candidate.assignedAt === null ? await chooseBattery(desk, before, saved) : before;
  if (!battery) return goOn(desk);
  const open = openItems(battery.items);
  if (open.length === 0) desk.say(['Every result is in; to correct one: mcf candidates record']);
  const results = await typeResults(desk, open, typed);
  if (results.length === 0) return 'same cat';
  if (!(await desk.prompts.confirm(question(results, open), true))) {
    desk.say(['  not recorded; results offers them again']);
    return 'same cat';
  }
  const { decision } = await desk.change((w) => recordResults(w, { candidate: id, results }));
  saved.results += results.length;
  if (decision) saved.decisions += 1;
  const after = await desk.look((w) => afterwards(w, { candidate: battery.candidate, decision }));
  desk.say(outcomeLines(after, process.stdout));
  return goOn(desk);
}

/** Asks for one result after the other; what was typed stays until it is recorded. */
async function typeResults({ prompts }: Desk, open: readonly BatteryItem[], typed: Map<string, number>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of open) {
    const given = await askResult(prompts, item, typed.get(item.test));
    typed.delete(item.test);
    for (const { test, value } of given) typed.set(test, value);
    results.push(...given);
  }
  return results;
}

function question(results: readonly Result[], open: readonly BatteryItem[]): string {
  const entered = new Set(results.map(({ test }) => test));
  const left = open.filter(({ required, test }) => required && !entered.has(test));
  const record = `Record ${counted(results.length, 'result')}`;
  return left.length === 0 ? `${record} and decide?` : `${record}? Still open: ${left.map(({ test }) => test).join(', ')}`;
}

/** What stops a session; on a Russian keyboard the key of s writes ы. */
const STOP: readonly string[] = ['s', 'stop', 'ы'];

async function goOn({ prompts }: Desk): Promise<Step> {
  const known = (text: string) => ['', ...STOP].includes(text.trim().toLowerCase()) || 'Enter or s';
  const typed = await prompts.text('Enter: next cat · s: stop, all is saved', { sign: sign.next(), check: known });
  return typed.trim() === '' ? 'next cat' : 'stop';
}

/** What was saved, in words: `3 results, 1 decision`; empty where nothing was. */
export function savedTold({ contacts, batteries, results, decisions }: Saved): string {
  const told = [
    contacts > 0 ? counted(contacts, 'contact') : '',
    batteries > 0 ? (batteries === 1 ? '1 battery' : `${count(batteries)} batteries`) : '',
    results > 0 ? counted(results, 'result') : '',
    decisions > 0 ? counted(decisions, 'decision') : '',
  ];
  return told.filter(Boolean).join(', ');
}
