import { newsOf, nextAttempt, type CookieNews, type OpenCookie } from '../../../src/domain/consumables/cookie';
import type { CookieAnswer } from '../../../src/domain/consumables/cookie-contractor';

const at = (time: string) => new Date(`2026-03-02T${time}:00.000Z`);
const wanted: OpenCookie = { order: 'o', status: 'wanted', promisedAt: null, dueAt: at('11:00'), attempts: 0 };
const promised: OpenCookie = { ...wanted, status: 'promised', promisedAt: at('09:10') };
const UNKNOWN: CookieAnswer = { outcome: 'unknown', reason: 'no answer in time' };

test.each<[string, OpenCookie, CookieAnswer, CookieNews]>([
  ['a promise is kept with its time', wanted, { outcome: 'promised', at: at('09:10') }, { status: 'promised', at: at('09:10') }],
  ['a promise for the very time of the order is too late', wanted, { outcome: 'promised', at: at('11:00') }, { status: 'none', reason: 'too_late' }],
  ['a delivered cookie is here', wanted, { outcome: 'delivered', at: at('09:05') }, { status: 'arrived', at: at('09:05') }],
  ['a refusal ends it', wanted, { outcome: 'refused' }, { status: 'none', reason: 'refused' }],
  ['silence ends nothing at first', wanted, UNKNOWN, 'later'],
  ['silence ends it at last', { ...wanted, attempts: 11 }, UNKNOWN, { status: 'none', reason: 'unanswered' }],
  ['without a contractor there is none', wanted, { outcome: 'not_sent' }, { status: 'none', reason: 'no_contractor' }],
  ['what was promised has come', promised, { outcome: 'delivered', at: at('09:10') }, { status: 'arrived', at: at('09:10') }],
  ['what was promised is under way', promised, { outcome: 'promised', at: at('09:10') }, 'later'],
  ['what was promised comes later', promised, { outcome: 'promised', at: at('09:40') }, { status: 'promised', at: at('09:40') }],
  ['what was promised comes later and later', { ...promised, attempts: 11 }, { outcome: 'promised', at: at('09:40') }, 'leave'],
  ['what was promised would come too late', promised, { outcome: 'promised', at: at('12:00') }, { status: 'none', reason: 'too_late' }],
  ['what was promised is lost', promised, { outcome: 'absent' }, { status: 'none', reason: 'lost' }],
  ['a promise outlives silence', { ...promised, attempts: 11 }, UNKNOWN, 'leave'],
  ['a promise outlives the contractor', promised, { outcome: 'not_sent' }, 'leave'],
])('%s (C3)', (_, cookie, answer, news) => {
  expect(newsOf(cookie, answer)).toEqual(news);
});

test('pauses double from ten seconds up to an hour', () => {
  const pauses = [0, 1, 2, 8, 9, 11].map((attempts) => (nextAttempt(at('09:00'), attempts).getTime() - at('09:00').getTime()) / 1000);
  expect(pauses).toEqual([10, 20, 40, 2560, 3600, 3600]);
});
