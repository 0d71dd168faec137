import { offeredHere } from '../../src/bot/money-settings';
import { moneySettings } from '../../src/compose';
import { readConfig } from '../../src/config';
import type { Runtime } from '../../src/runtime';
import { aMethod, BY_CARD } from './facts';

const running = { payment_token: '1:TEST:simulated' } as Runtime;
const REAL = { MCF_BOT_TOKEN: `123456:${'A'.repeat(35)}` };

test('the simulator brings its own payment provider, and a real bot never gets it', () => {
  expect(moneySettings(readConfig({}), running)).toEqual({ paymentToken: '1:TEST:simulated', bankDetails: [] });
  expect(moneySettings(readConfig(REAL), running).paymentToken).toBeNull();
  expect(moneySettings(readConfig({ ...REAL, MCF_TELEGRAM_PAYMENT_TOKEN: '390540012:LIVE:42' }), undefined).paymentToken).toBe('390540012:LIVE:42');
  expect(() => readConfig({ MCF_TELEGRAM_PAYMENT_TOKEN: 'secret' })).toThrow('machine.bad_config');
});

test('bank details are lines', () => {
  expect(readConfig({ MCF_BANK_DETAILS: ' Cat Bank | 40702 810 || ' }).bankDetails).toEqual(['Cat Bank', '40702 810']);
});

test('a person of the company is reached by a link, if one is set', () => {
  expect(readConfig({}).supportLink).toBeNull();
  expect(readConfig({ MCF_SUPPORT_LINK: 'https://t.me/mcf_help' }).supportLink).toBe('https://t.me/mcf_help');
  expect(() => readConfig({ MCF_SUPPORT_LINK: '@mcf_help' })).toThrow('machine.bad_config');
});

test('paying in the chat takes a provider', () => {
  const inChat = aMethod({ method: 'telegram', last4: '4242' });
  const none = { paymentToken: null, bankDetails: [] };
  expect(offeredHere(inChat, none)).toEqual({ method: 'manual', last4: '4242', offered: ['manual', 'card'] });
  expect(offeredHere(BY_CARD, none).method).toBe('card');
  expect(offeredHere(inChat, { ...none, paymentToken: '1:TEST:x' })).toEqual(inChat);
});
