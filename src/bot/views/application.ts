import type { MyApplication } from '../../domain/staffing';
import type { Post } from '../../gateways/telegram-api';
import { day } from '../../locales/format';
import { button, plain, post, say, type Reader } from './view';

/** What is behind the cat, what it is at, and what is still to come. */
const MARKS = { done: '✓', now: '▸', next: '·' } as const;
type Mark = keyof typeof MARKS;

/** Where one's own application stands (S1): steps, never scores or cuts; null where there is none. */
export function statusCard(reader: Reader, application: MyApplication | null): Post {
  const apply = button(reader, 'bot:button.work', { kind: 'go', to: 'apply', arg: '' });
  if (!application) return post([say(reader, 'bot:status.none')], [[apply]]);
  const { reapplyAt } = application;
  const status = shownStatus(application);
  const head = `<b>${say(reader, 'bot:status.head', { vacancy: application.vacancy[reader.language] })}</b>`;
  const ended = status === 'rejected' || status === 'withdrawn' || status === 'expired';
  const later = reapplyAt !== null && reapplyAt > reader.now && say(reader, 'bot:status.again', { day: day(reapplyAt, reader.zone, reader.language) });
  const lines = [head, steps(reader, application), say(reader, `bot:status.${status}`), later];
  return post(lines, buttonsOf(reader, application, ended && later === false ? [apply] : []));
}

function buttonsOf(reader: Reader, { status, tests }: MyApplication, apply: Post['keyboard'][number]): Post['keyboard'] {
  const take = tests.next ? [button(reader, 'bot:button.take_test', { kind: 'go', to: 'test', arg: '' })] : [];
  const withdraw = isOpen(status) ? [button(reader, 'bot:button.withdraw', { kind: 'go', to: 'withdraw', arg: '' })] : [];
  return [take, withdraw, apply];
}

/** Once every test is done it is up to us. */
function shownStatus({ status, tests }: MyApplication): MyApplication['status'] {
  return status === 'testing' && tests.total > 0 && tests.done === tests.total ? 'held' : status;
}

/** Whether nothing is decided yet. */
export function isOpen(status: MyApplication['status']): boolean {
  return status === 'received' || status === 'contacted' || status === 'testing' || status === 'held';
}

/** ✓ form ✓ talk ▸ tests 1 of 3 · decision */
function steps(reader: Reader, application: MyApplication): string {
  const { decidedAt, contacted, tests } = application;
  const status = shownStatus(application);
  const isTested = tests.total > 0 && tests.done === tests.total;
  const when = decidedAt ? day(decidedAt, reader.zone, reader.language) : plain(reader, status === 'held' ? 'bot:status.when_held' : 'bot:status.when_tested');
  const talked: Mark = contacted || tests.total > 0 ? 'done' : status === 'received' ? 'now' : 'next';
  const tested: Mark = isTested || status === 'held' ? 'done' : status === 'contacted' || status === 'testing' ? 'now' : 'next';
  const decided: Mark = decidedAt ? 'done' : status === 'held' ? 'now' : 'next';
  return [
    step(reader, 'done', 'form'),
    step(reader, talked, 'talk'),
    step(reader, tested, tests.total > 0 ? 'tests' : 'tests_to_come', { done: tests.done, total: tests.total }),
    step(reader, decided, 'decision', { when }),
  ].join(' ');
}

function step(reader: Reader, mark: Mark, key: string, params: Record<string, string | number> = {}): string {
  return `${MARKS[mark]} ${say(reader, `bot:status.step_${key}`, params)}`;
}
