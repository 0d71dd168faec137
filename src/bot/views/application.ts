import { createHash } from 'node:crypto';

import type { MyApplication, NextTest } from '../../domain/staffing';
import type { Post } from '../../gateways/telegram-api';
import { day } from '../../locales/format';
import type { Press } from '../callback-data';
import { button, plain, post, say, type Reader } from './view';

/** What is behind the cat, what it is at, and what is still to come. */
const MARKS = { done: '✓', now: '▸', next: '·' } as const;
type Mark = keyof typeof MARKS;

/** Where one's own application stands (S1): steps, never scores or cuts; null where there is none. `hasForm` tells of one that was begun and not sent. */
export function statusCard(reader: Reader, application: MyApplication | null, hasForm = false): Post {
  const apply = button(reader, hasForm ? 'bot:button.resume' : 'bot:button.work', { kind: 'go', to: 'apply', arg: '' });
  const kept = hasForm && say(reader, 'bot:status.form_kept');
  if (!application) return post([say(reader, 'bot:status.none'), kept], [[apply]]);
  const head = `<b>${say(reader, 'bot:status.head', { vacancy: application.vacancy[reader.language] })}</b>`;
  const lines = [head, steps(reader, application), standing(reader, application), applyAgain(reader, application.reapplyAt), kept];
  return post(lines, buttonsOf(reader, application, mayApply(reader, application) ? [apply] : []));
}

/** Whether a form may be filled in: nothing is open, nobody works here already, and enough time has passed since a no (S1). */
export function mayApply({ now }: Pick<Reader, 'now'>, application: MyApplication | null): boolean {
  return application === null || (application.reapplyAt !== null && application.reapplyAt <= now);
}

/** From when on one may apply again; nothing where one may already. */
function applyAgain(reader: Reader, from: Date | null): string | false {
  return from !== null && from > reader.now && say(reader, 'bot:status.again', { day: day(from, reader.zone, reader.language) });
}

function standing(reader: Reader, application: MyApplication): string {
  const { expiry } = application;
  return expiry ? whyExpired(reader, expiry) : (underWay(reader, application) ?? say(reader, `bot:status.${shownStatus(application)}`));
}

/** Why an application was closed that nobody decided on. */
export function whyExpired(reader: Reader, { why, days }: NonNullable<MyApplication['expiry']>): string {
  return say(reader, `messages:candidate.${why}`, { count: days });
}

/** That the time of a question runs, also while nobody looks at it. */
function underWay(reader: Reader, { tests: { next } }: MyApplication): string | undefined {
  return next?.begun === true && next.seconds !== null ? say(reader, 'bot:status.under_way', { test: next.name[reader.language] }) : undefined;
}

function buttonsOf(reader: Reader, { status, tests }: MyApplication, apply: Post['keyboard'][number]): Post['keyboard'] {
  const take = tests.next ? [button(reader, tests.next.begun ? 'bot:button.go_on_test' : 'bot:button.take_test', { kind: 'go', to: 'test', arg: '' })] : [];
  const withdraw = isOpen(status) ? [button(reader, 'bot:button.withdraw', { kind: 'go', to: 'withdraw', arg: '' })] : [];
  return [take, withdraw, apply];
}

/** What a test is, for who is to begin it. */
export function testIntro(reader: Reader, { name, questions, seconds }: NextTest): string {
  const facts = { test: name[reader.language], questions: plain(reader, 'messages:test.questions', { count: questions }) };
  if (seconds === null) return `${say(reader, 'messages:test.assigned', facts)}\n${say(reader, 'messages:test.at_leisure')}`;
  return `${say(reader, 'messages:test.assigned_timed', { ...facts, seconds })}\n${say(reader, 'messages:test.once_begun')}`;
}

/** The press that begins the very test that was told of; any other one is told of first. */
export const beginPress = (test: NextTest): Press => ({ kind: 'go', to: 'test', arg: toldAs(test) });

/** What was told of a test, in a few letters. */
export function toldAs({ test, questions, seconds }: NextTest): string {
  return createHash('sha256').update(JSON.stringify([test, questions, seconds])).digest('hex').slice(0, 12);
}

/** Once every test is done it is up to us. */
function shownStatus({ status, tests }: MyApplication): MyApplication['status'] {
  return status === 'testing' && tests.total > 0 && tests.done === tests.total ? 'held' : status;
}

/** Whether nothing is decided yet. */
export function isOpen(status: MyApplication['status']): boolean {
  return status === 'received' || status === 'contacted' || status === 'testing' || status === 'held';
}

/** ✓ form ✓ talk ▸ tests 1 of 3 · decision: what was left out on the way, or will not come any more, is not told of. */
function steps(reader: Reader, application: MyApplication): string {
  const { decidedAt, contacted, tests } = application;
  const status = shownStatus(application);
  const isTested = status === 'held' || (tests.total > 0 && tests.done === tests.total);
  const when = decidedAt ? day(decidedAt, reader.zone, reader.language) : plain(reader, status === 'held' ? 'bot:status.when_held' : 'bot:status.when_tested');
  const tested: Mark = isTested ? 'done' : status === 'contacted' || status === 'testing' ? 'now' : 'next';
  const decided: Mark = decidedAt ? 'done' : status === 'held' ? 'now' : 'next';
  return [
    step(reader, 'done', 'form'),
    (contacted || status === 'received') && step(reader, contacted ? 'done' : 'now', 'talk'),
    (tests.total > 0 || !decidedAt) && step(reader, tested, tests.total > 0 ? 'tests' : 'tests_to_come', { done: tests.done, total: tests.total }),
    status !== 'withdrawn' && status !== 'expired' && step(reader, decided, 'decision', { when }),
  ]
    .filter((one) => one !== false)
    .join(' ');
}

function step(reader: Reader, mark: Mark, key: string, params: Record<string, string | number> = {}): string {
  return `${MARKS[mark]} ${say(reader, `bot:status.step_${key}`, params)}`;
}
