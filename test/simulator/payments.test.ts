import type { Telegraf } from 'telegraf';
import type { Simulator } from '../../src/simulator';
import { botOf, call, FRIDAY, HandClock, launch, startSim, until } from './support';

const INVOICE = { title: 'INV-000004', description: 'One order', payload: 'invoice:4', currency: 'EUR', prices: [{ label: 'Scratching', amount: 10_000 }, { label: 'Discount', amount: -500 }] };

async function simWithTom(options: Parameters<typeof startSim>[0] = {}) {
  const sim = await startSim(options);
  const tom = await sim.cats.add({ name: 'Tom' });
  await tom.start();
  const bill = (more: object = {}) => call(sim, 'sendInvoice', { chat_id: tom.id, provider_token: sim.paymentToken, ...INVOICE, ...more });
  return { sim, tom, bill };
}

/** A bot that agrees to every payment and hears of those that were made. */
async function agreeing(sim: Simulator): Promise<object[]> {
  const heard: object[] = [];
  await launch(sim, (bot: Telegraf) => {
    bot.on('pre_checkout_query', (ctx) => ctx.answerPreCheckoutQuery(true));
    bot.on('successful_payment' as 'message', (ctx) => void heard.push({ update: ctx.update.update_id, ...ctx.message }));
  });
  return heard;
}

/** The update of this kind that waits for the bot. */
async function waiting<T>(sim: Simulator, kind: string): Promise<T> {
  const updates = (await botOf(sim).telegram.getUpdates(0, 100, 0, undefined)) as unknown as Record<string, T>[];
  return updates.map((update) => update[kind]).find((found) => found !== undefined) as T;
}

describe('sendInvoice', () => {
  it('sends an invoice with its sum and a button that pays', async () => {
    const { tom, bill } = await simWithTom();
    const { body } = await bill({ start_parameter: 'pay' });
    expect(body.result).toMatchObject({
      message_id: 2,
      invoice: { title: 'INV-000004', description: 'One order', start_parameter: 'pay', currency: 'EUR', total_amount: 9500 },
      reply_markup: { inline_keyboard: [[{ text: 'Pay 95.00 EUR', pay: true }]] },
    });
    expect(JSON.stringify(body.result)).not.toContain('invoice:4');
    expect(await tom.sees('INV-000004')).toMatchObject({ kind: 'invoice', buttons: [['Pay 95.00 EUR']], invoice: { total_amount: 9500, paid: false } });
    expect(tom.transcript()).toContain('<invoice INV-000004>');
  });

  it.each([
    ['no title', { title: '' }, 'parameter "title" is required'],
    ['a title over 32', { title: 'x'.repeat(33) }, 'INVOICE_TITLE_TOO_LONG'],
    ['no description', { description: undefined }, 'parameter "description" is required'],
    ['a description over 255', { description: 'x'.repeat(256) }, 'INVOICE_DESCRIPTION_TOO_LONG'],
    ['no payload', { payload: '' }, 'parameter "payload" is required'],
    ['a payload over 128 bytes', { payload: 'ы'.repeat(65) }, 'INVOICE_PAYLOAD_INVALID'],
    ['no provider', { provider_token: '' }, 'PAYMENT_PROVIDER_INVALID'],
    ['a currency that is none', { currency: 'CAT' }, 'CURRENCY_INVALID'],
    ['no prices', { prices: undefined }, 'parameter "prices" is required'],
    ['an empty list', { prices: [] }, 'there must be at least one price'],
    ['a fraction', { prices: [{ label: 'x', amount: 95.5 }] }, "can't parse prices: Expected an Array of LabeledPrice"],
    ['less than a dollar', { prices: [{ label: 'x', amount: 99 }] }, 'CURRENCY_TOTAL_AMOUNT_INVALID'],
    ['more than 10,000 dollars', { prices: [{ label: 'x', amount: 1_000_001 }] }, 'CURRENCY_TOTAL_AMOUNT_INVALID'],
    ['ten roubles', { currency: 'RUB', prices: [{ label: 'x', amount: 1000 }] }, 'CURRENCY_TOTAL_AMOUNT_INVALID'],
    ['buttons the first of which does not pay', { reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] } }, 'REPLY_MARKUP_BUY_EMPTY'],
    ['a chat that nobody started', { chat_id: 5 }, 'chat not found'],
  ])('refuses %s', async (_what, more, reason) => {
    const { bill } = await simWithTom();
    expect(await bill(more)).toMatchObject({ status: 400, body: { description: `Bad Request: ${reason}` } });
  });

  it('counts a currency without parts in whole units, and takes buttons the first of which pays', async () => {
    const { bill } = await simWithTom();
    const yen = await bill({ currency: 'JPY', prices: [{ label: 'x', amount: 1500 }] });
    expect(yen.body.result).toMatchObject({ reply_markup: { inline_keyboard: [[{ text: 'Pay 1500 JPY' }]] } });
    const own = [[{ text: 'Оплатить', pay: true }], [{ text: 'Why?', callback_data: 'w' }]];
    expect((await bill({ reply_markup: { inline_keyboard: own } })).body.result).toMatchObject({ reply_markup: { inline_keyboard: own } });
  });

  it('takes descriptions and payloads at their very limits', async () => {
    const { bill } = await simWithTom();
    expect((await bill({ title: 'x'.repeat(32), description: 'x'.repeat(255), payload: 'x'.repeat(128), prices: [{ label: 'x', amount: 1_000_000 }] })).status).toBe(200);
  });
});

describe('a payment', () => {
  it('is made when the bot agrees, and the bot is told all it needs', async () => {
    const { sim, tom, bill } = await simWithTom();
    const heard = await agreeing(sim);
    await bill();
    const outcome = await tom.pays();
    expect(outcome).toMatchObject({ outcome: 'paid' });
    const charge_id = 'charge_id' in outcome ? outcome.charge_id : '';
    const message = tom.messages().at(-1)!;
    expect(message).toMatchObject({ from: 'cat', kind: 'successful_payment', payment: { currency: 'EUR', total_amount: 9500, charge_id } });
    expect(tom.messages().at(-2)).toMatchObject({ invoice: { paid: true }, edited: false });
    await until(() => heard.length > 0);
    expect(heard).toMatchObject([
      {
        message_id: message.id,
        from: { id: tom.id },
        successful_payment: {
          currency: 'EUR',
          total_amount: 9500,
          invoice_payload: 'invoice:4',
          telegram_payment_charge_id: charge_id,
          provider_payment_charge_id: expect.any(String) as string,
        },
      },
    ]);
    expect(await tom.pays(tom.messages().at(-2))).toEqual({ outcome: 'refused', reason: 'INVOICE_ALREADY_PAID' });
  });

  it('asks the bot first, and is refused in the words of the bot', async () => {
    const { sim, tom, bill } = await simWithTom();
    await bill();
    const paying = tom.pays();
    const query = await (async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return waiting<{ id: string }>(sim, 'pre_checkout_query');
    })();
    expect(query).toEqual({ id: query.id, from: { id: tom.id, is_bot: false, first_name: 'Tom', language_code: 'ru' }, currency: 'EUR', total_amount: 9500, invoice_payload: 'invoice:4' });
    const answer = (body: object) => call(sim, 'answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ...body });
    expect((await answer({ ok: false })).body.description).toBe('Bad Request: parameter "error_message" is required');
    expect((await answer({ ok: false, error_message: 'Already paid by card' })).body.result).toBe(true);
    expect(await paying).toEqual({ outcome: 'refused', reason: 'Already paid by card' });
    expect((await answer({ ok: true })).body.description).toMatch(/query is too old/);
    expect(tom.messages().at(-1)).toMatchObject({ kind: 'invoice', invoice: { paid: false } });
  });

  it('fails when the bot takes more than 10 s, and agreeing later changes nothing', async () => {
    const clock = new HandClock(FRIDAY);
    const { sim, tom, bill } = await simWithTom({ realNow: clock.read });
    await bill();
    const paying = tom.pays();
    await new Promise((resolve) => setImmediate(resolve));
    const query = await waiting<{ id: string }>(sim, 'pre_checkout_query');
    clock.advance(10_001);
    const late = await call(sim, 'answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true });
    expect(late.body.description).toMatch(/query is too old and response timeout expired/);
    expect(await paying).toEqual({ outcome: 'refused', reason: 'BOT_PRECHECKOUT_TIMEOUT' });
    expect(tom.messages().at(-1)).toMatchObject({ kind: 'invoice', invoice: { paid: false } });
  });

  it('fails when nobody answers, once time runs out', async () => {
    const { sim, tom, bill } = await simWithTom();
    await bill();
    const paying = tom.pays();
    await new Promise((resolve) => setImmediate(resolve));
    sim.payments.expire();
    expect(await paying).toEqual({ outcome: 'refused', reason: 'BOT_PRECHECKOUT_TIMEOUT' });
  });

  it('is told of twice in mode double: the same payment, a new update', async () => {
    const { sim, tom, bill } = await simWithTom();
    const heard = await agreeing(sim);
    sim.payments.setMode('double', 1);
    await bill();
    expect(await tom.pays()).toMatchObject({ outcome: 'paid' });
    await until(() => heard.length > 1);
    const [first, second] = heard as { update: number; message_id: number; successful_payment: object }[];
    expect(second).toEqual({ ...first, update: first!.update + 1 });
  });

  it.each([
    ['late', true, 'BOT_PRECHECKOUT_TIMEOUT'],
    ['never', false, 'BOT_PRECHECKOUT_TIMEOUT'],
  ] as const)('in mode %s fails though the bot was asked: %s', async (mode, asked, reason) => {
    const { sim, tom, bill } = await simWithTom();
    await bill();
    sim.payments.setMode(mode, 1);
    expect(await tom.pays()).toEqual({ outcome: 'refused', reason });
    const query = await waiting<{ id: string } | undefined>(sim, 'pre_checkout_query');
    expect(query !== undefined).toBe(asked);
    if (query) expect((await call(sim, 'answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true })).status).toBe(400);
    expect(sim.payments.mode).toBe('ok');
  });

  it('in mode decline fails after the bot agreed, and may be tried again', async () => {
    const { sim, tom, bill } = await simWithTom();
    await agreeing(sim);
    await bill();
    sim.payments.setMode('decline', 1);
    expect(await tom.pays()).toEqual({ outcome: 'refused', reason: 'PAYMENT_FAILED' });
    expect(await tom.pays()).toMatchObject({ outcome: 'paid' });
  });

  it('is made once for an invoice that is paid from two devices at the same time', async () => {
    const { sim, tom, bill } = await simWithTom();
    await agreeing(sim);
    await bill();
    const invoice = tom.messages().at(-1);
    const outcomes = await Promise.all([tom.pays(invoice), tom.pays(invoice)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['paid', 'refused']);
  });

  it('needs an invoice, and a cat that did not block the bot', async () => {
    const { tom, bill } = await simWithTom();
    await expect(tom.pays(undefined, { within_ms: 0 })).rejects.toThrow('Tom waited to find an invoice to pay');
    await expect(tom.pays(tom.messages()[0])).rejects.toThrow('Message 1 is no invoice');
    await bill();
    tom.blocks();
    await expect(tom.pays()).rejects.toThrow("Tom has blocked the bot and can't pay it");
  });
});
