import fc from 'fast-check';

import { longId, MAX_BYTES, pack, PLACES, shortId, unpack, type Press } from '../../src/bot/callback-data';

const ID = '0199f0de-1234-7abc-8def-0123456789ab';

const presses: Press[] = [
  ...PLACES.map((to): Press => ({ kind: 'go', to, arg: 'cancelled' })),
  { kind: 'language', language: 'ru', where: 'greeting' },
  ...(['show', 'cancel', 'repeat', 'why', 'move', 'directions'] as const).map((action): Press => ({ kind: 'thing', thing: 'order', action, id: ID, version: 'unmatched' })),
  ...(['show', 'here', 'begin', 'done', 'fail', 'cannot'] as const).map((action): Press => ({ kind: 'thing', thing: 'job', action, id: ID, version: 'completed' })),
  { kind: 'thing', thing: 'absence', action: 'remove', id: ID, version: 'open' },
  ...(['show', 'issue', 'other'] as const).map((action): Press => ({ kind: 'thing', thing: 'kit', action, id: ID, version: 'requested' })),
  ...(['show', 'why', 'pay', 'here', 'pdf'] as const).map((action): Press => ({ kind: 'thing', thing: 'invoice', action, id: ID, version: 'uncollectible' })),
  ...(['show', 'why', 'pdf'] as const).map((action): Press => ({ kind: 'thing', thing: 'payout', action, id: ID, version: 'carriedforward' })),
  { kind: 'dialogue', token: 'abCD-_12', step: 'day', value: '2026-03-12 10:00' },
  { kind: 'dialogue', token: 'abCD-_12', step: 'service', value: shortId(ID) },
  { kind: 'dialogue', token: 'abCD-_12', step: 'confirm', value: '<' },
];

test.each(presses.map((press) => [pack(press), press] as const))('%s comes back as it was and fits', (data, press) => {
  expect(unpack(data)).toEqual(press);
  expect(Buffer.byteLength(data)).toBeLessThanOrEqual(MAX_BYTES);
});

test('an invoice of any state fits', () => {
  for (const version of ['draft', 'open', 'paid', 'uncollectible', 'void']) {
    const press: Press = { kind: 'thing', thing: 'invoice', action: 'why', id: ID, version };
    expect(unpack(pack(press))).toEqual(press);
  }
});

test.each(['', 'x', 'g:nowhere:', 'g:menu:a:b', 'g:menu:../..', 'l:de:settings', 't:order:delete:AAAAAAAAAAAAAAAAAAAAAA:assigned', 't:order:show:short:assigned', 't:toString:show:AAAAAAAAAAAAAAAAAAAAAA:assigned', 't:order:show:AAAAAAAAAAAAAAAAAAAAAA', `t:order:show:${shortId(ID)}:ASSIGNED`, 'd:short:day:1', 'd:abCD-_12:DAY:1', `d:abCD-_12:day:${'x'.repeat(60)}`])(
  'forged %j is none of ours',
  (data) => expect(unpack(data)).toBeUndefined(),
);

test('no text makes it throw, and what it reads is what it would write', () => {
  const near = fc.tuple(fc.constantFrom('g', 'l', 't', 'd'), fc.array(fc.string({ maxLength: 24 }), { maxLength: 5 })).map(([kind, rest]) => [kind, ...rest].join(':'));
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 80 }), near), (data) => {
      const press = unpack(data);
      if (press) expect(unpack(pack(press))).toEqual(press);
    }),
  );
});

test('what is too long is never made', () => {
  expect(() => pack({ kind: 'dialogue', token: 'abCD-_12', step: 'place', value: 'x'.repeat(60) })).toThrow(RangeError);
});

test('ids are shortened without loss', () => {
  fc.assert(fc.property(fc.uuid(), (id) => expect(longId(shortId(id))).toBe(id)));
});
