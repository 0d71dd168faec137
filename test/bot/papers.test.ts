import { sendFile } from '../../src/bot/reply';
import { correctWorker, creditInvoice, grantBonus, recordPayment, recordPaymentOnAccount, refundClient, reopenInvoice, reversePayment, runBilling, voidInvoice, writeOffInvoice } from '../../src/domain/billing';
import { SYSTEM } from '../../src/domain/shared/work';
import { whoWrites } from '../../src/domain/users';
import type { Cat, MessageView } from '../../src/simulator';
import { describeOnBoth } from '../support/databases';
import { readPdf } from '../documents/papers/read';
import { openMoneyWorld, said, sunday } from './money-support';
import { closeWorlds } from './support';

afterEach(closeWorlds);

const HOSTILE = '<b>Bar</b>&amp;sik \u202etxt 🐱';

test('a file of which nobody knows whether it arrived is not sent again by itself', async () => {
  let posts = 0;
  const talk = { toast: '', language: 'en', chatId: 1, deps: { api: { post: () => Promise.reject(new Error(`timeout ${++posts}`)) } } };
  await sendFile(talk as never, { name: 'x.pdf', bytes: Buffer.alloc(1) });
  expect({ posts, toast: talk.toast }).toEqual({ posts: 1, toast: "We don't know whether it arrived. If not, press again." });
});

/** What a file says, its spaces as one. */
async function paperOf(cat: Cat, message: MessageView | undefined): Promise<string> {
  if (!message) throw new Error('no message');
  return (await readPdf(await cat.opens(message))).lines.join('\n').replace(/\s+/g, ' ');
}

const papers = (cat: Cat) => cat.messages().filter(({ document }) => document).map(({ document }) => document?.name);

describeOnBoth('papers and what is told of money', (databases) => {
  test.each([
    ['en', 'Pay', 'PDF', 'Bank details in the PDF.', 'By bank transfer; put 2026-000001 as the reference:\nCat Bank', 'to be paid, still open 50.00 CU', ['2026-000001: received 40.00 CU. Thank you! Still open 60.00 CU.', '2026-000001: received 10.00 CU. Thank you! Still open 50.00 CU.', '2026-000001: received 50.00 CU. Thank you! 30.00 CU more is your credit: it pays what comes next.'], /Invoice 2026-000001.*100\.00 CU.*Cat Bank.*account 40702 810.*No discount: you had paid 0\.00 CU by then, and it starts once you have paid more than 10,000\.00 CU\. Tariff 1\./],
    ['ru', 'Оплатить', 'PDF', 'Реквизиты в PDF.', 'Переводом; в назначении укажите 2026-000001:\nCat Bank', 'ждёт оплаты, осталось 50,00 к.е.', ['2026-000001: получено 40,00 к.е. Спасибо! Осталось 60,00 к.е.', '2026-000001: получено 10,00 к.е. Спасибо! Осталось 50,00 к.е.', '2026-000001: получено 50,00 к.е. Спасибо! Ещё 30,00 к.е. — ваш остаток: он оплатит следующее.'], /Счёт 2026-000001.*100,00 к\.е\..*Cat Bank.*account 40702 810.*Скидки не было: к тому времени вы оплатили 0,00 к\.е\., а она начинается, когда оплачено больше 10 000,00 к\.е\. Тариф 1\./],
  ] as const)('an invoice comes with its paper, and is paid by hand in parts (%s)', async (language, pay, pdf, bank, ways, rest, received, paper) => {
    const t = await openMoneyWorld(databases);
    const barsik = await t.client(HOSTILE, language);
    const { cat } = barsik;
    await t.owes(barsik);
    await t.at(sunday());
    const issued = await cat.sees('2026-000001');
    expect(issued).toMatchObject({ kind: 'document', document: { name: 'invoice-2026-000001.pdf', mime: 'application/pdf' } });
    expect(issued.caption).toContain(bank);
    expect(await paperOf(cat, issued)).toMatch(paper);
    await cat.presses(pay);
    const card = await cat.sees(said(ways));
    await cat.presses(pdf, { on: card });
    const again = await cat.sees('invoice-2026-000001.pdf');
    expect(again.id).not.toBe(issued.id);
    t.clock.advance(60);
    await t.app.run(t.boss, (w) => recordPayment(w, { invoice: '2026-000001', amount: 4_000, reference: 'bank 1' }));
    await t.app.run(t.boss, (w) => recordPayment(w, { invoice: '2026-000001', amount: 1_000, reference: 'bank 1b' }));
    await t.settle();
    for (const part of received.slice(0, 2)) await cat.sees(said(part));
    t.clock.advance(60);
    await cat.says('/money');
    await cat.presses(language === 'en' ? '2026-000001 · 100.00\u00a0CU · to be paid' : '2026-000001 · 100,00\u00a0к.е. · ждёт оплаты');
    await cat.sees(said(rest));
    await t.app.run(t.boss, (w) => recordPayment(w, { invoice: '2026-000001', amount: 8_000, reference: 'bank 2' }));
    await t.settle();
    await cat.sees(said(received[2]));
    expect(cat.messages().filter(({ text }) => /received|получено/.test(text))).toHaveLength(3);
  });

  test.each([
    ['en', 'Pay', '2026-000001: received 40.00 CU. Thank you! Still open 60.00 CU.', 'Credit note CN-2026-000001: invoice 2026-000001 is 10.00 CU less', 'Invoice 2026-000001: the 50.00 CU still open is written off, nothing to pay.', 'Invoice 2026-000001 is open again: 50.00 CU to pay.', 'written off\nTotal 100.00 CU, paid 40.00 CU, credit notes 10.00 CU, written off 50.00 CU, owed 0.00 CU.', /Total 100\.00 CU.*-40\.00 CU.*-10\.00 CU.* Written off -50\.00 CU To pay 0\.00 CU/],
    ['ru', 'Оплатить', '2026-000001: получено 40,00 к.е. Спасибо! Осталось 60,00 к.е.', 'Кредит-нота CN-2026-000001: счёт 2026-000001 меньше на 10,00 к.е.', 'Счёт 2026-000001: остаток 50,00 к.е. списан, платить не нужно.', 'Счёт 2026-000001 снова открыт: к оплате 50,00 к.е.', 'списан\nВсего 100,00 к.е., оплачено 40,00 к.е., кредит-ноты 10,00 к.е., списано 50,00 к.е., к оплате 0,00 к.е.', /Итого 100,00 к\.е\..*-40,00 к\.е\..*-10,00 к\.е\..* Списано -50,00 к\.е\. К оплате 0,00 к\.е\./],
  ] as const)('a write-off is told of, the open card asks for nothing any more, and card and paper add up (%s)', async (language, pay, part, note, gone, reopened, card, paper) => {
    const t = await openMoneyWorld(databases);
    const barsik = await t.client('Barsik', language);
    const { cat } = barsik;
    await t.owes(barsik);
    await t.at(sunday());
    await cat.sees('2026-000001');
    await cat.presses(pay);
    const ways = await cat.sees('Cat Bank');
    t.clock.advance(5);
    await t.app.run(t.boss, (w) => recordPayment(w, { invoice: '2026-000001', amount: 4_000, reference: 'bank 1' }));
    await t.settle();
    await cat.sees(said(part));
    t.clock.advance(5);
    await t.app.run(t.boss, (w) => creditInvoice(w, { invoice: '2026-000001', amount: 1_000, reason: 'sorry' }));
    await t.app.run(t.boss, (w) => writeOffInvoice(w, { invoice: '2026-000001', reason: 'moved away' }));
    await t.settle();
    await cat.sees(said(note));
    await cat.sees(said(gone));
    const shown = await cat.sees(said(card));
    expect(shown.id).toBe(ways.id);
    expect(shown.buttons.flat()).not.toContain(pay);
    await cat.presses('PDF', { on: shown });
    const again = await cat.sees('invoice-2026-000001.pdf');
    expect(await paperOf(cat, again)).toMatch(paper);
    await t.app.run(t.boss, (w) => reopenInvoice(w, { invoice: '2026-000001', reason: 'found again' }));
    await t.settle();
    const open = await cat.sees(said(reopened));
    expect(open.buttons.flat()).toContain(pay);
    expect(t.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test.each([
    ['en', 'Pay', 'void\nTotal 100.00 CU, voided 100.00 CU, owed 0.00 CU.', 'PDF', /Total 100\.00 CU Void, not charged -100\.00 CU To pay 0\.00 CU/],
    ['ru', 'Оплатить', 'аннулирован\nВсего 100,00 к.е., аннулировано 100,00 к.е., к оплате 0,00 к.е.', 'PDF', /Итого 100,00 к\.е\. Аннулировано -100,00 к\.е\. К оплате 0,00 к\.е\./],
  ] as const)('the open card of a voided invoice asks for nothing any more, and card and paper add up (%s)', async (language, pay, card, pdf, paper) => {
    const t = await openMoneyWorld(databases);
    const barsik = await t.client('Barsik', language);
    const { cat } = barsik;
    await t.owes(barsik);
    await t.at(sunday());
    await cat.sees('2026-000001');
    await cat.presses(pay);
    const ways = await cat.sees('Cat Bank');
    await t.app.run(t.boss, (w) => voidInvoice(w, { invoice: '2026-000001', reason: 'the wrong cat' }));
    await t.settle();
    const shown = await cat.sees(said(card));
    expect(shown.id).toBe(ways.id);
    expect(shown.buttons.flat()).not.toContain(pay);
    await cat.presses(pdf, { on: shown });
    expect(await paperOf(cat, await cat.sees('invoice-2026-000001.pdf'))).toMatch(paper);
  });

  test.each([
    ['en', 'Pay', 'A payment of 100.00 CU is taken back, «not yours». What it had paid is owed again.', 'payment taken back, «not yours»: 100.00 CU', 'History'],
    ['ru', 'Оплатить', 'Платёж 100,00 к.е. отменён: «not yours». Оплаченное им снова к оплате.', 'платёж отменён, «not yours»: 100,00 к.е.', 'История'],
  ] as const)('a payment that is taken back is told of, and its invoice may be paid again (%s)', async (language, pay, told, entry, history) => {
    const t = await openMoneyWorld(databases);
    const { cat, person } = await t.client('Barsik', language);
    await t.owes({ cat, person });
    await t.at(sunday());
    await cat.sees('2026-000001');
    await cat.presses(pay);
    const ways = await cat.sees('Cat Bank');
    t.clock.advance(5);
    await t.app.run(t.boss, (w) => recordPayment(w, { invoice: '2026-000001', amount: 10_000, reference: 'bank 1' }));
    await t.settle();
    const paid = await cat.sees(/paid$|оплачен$/);
    expect([paid.id, paid.buttons.flat().includes(pay)]).toEqual([ways.id, false]);
    t.clock.advance(5);
    await t.app.run(t.boss, (w) => reversePayment(w, { payment: 'bank 1', reason: 'not yours' }));
    await t.settle();
    await cat.sees(said(told));
    const open = await cat.sees(/to be paid|ждёт оплаты/);
    expect([open.id, open.buttons.flat().includes(pay)]).toEqual([ways.id, true]);
    await cat.says('/money');
    await cat.presses(history);
    await cat.sees(said(entry));
  });

  test.each([
    ['en', 'Sent back to you: 30.00 CU, «paid twice».'],
    ['ru', 'Вернули вам 30,00 к.е.: «paid twice».'],
  ] as const)('money that goes back is told of (%s)', async (language, told) => {
    const t = await openMoneyWorld(databases);
    const { cat, person } = await t.client('Barsik', language);
    await t.app.run(t.boss, (w) => recordPaymentOnAccount(w, { client: person.id, amount: 10_000, reference: 'early' }));
    await t.app.run(t.boss, (w) => refundClient(w, { client: person.id, amount: 3_000, reason: 'paid twice' }));
    await t.settle();
    await cat.sees(said(told));
  });

  test('hostile words and names arrive as they were written, in captions and on papers', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await t.client('Barsik');
    const { cat, tom } = { cat: barsik.cat, tom: t.tom };
    await t.owes(barsik);
    await t.at(sunday());
    t.clock.advance(5);
    await t.app.run(t.boss, (w) => creditInvoice(w, { invoice: '2026-000001', amount: 1_000, reason: HOSTILE }));
    await t.settle();
    const note = await cat.sees('CN-2026-000001');
    expect(note.document?.name).toBe('credit-note-2026-000001.pdf');
    expect(note.caption).toMatch(said('Credit note CN-2026-000001: invoice 2026-000001 is 10.00 CU less, «<b>Bar</b>&amp;sik txt 🐱», Boss. Still open 90.00 CU.'));
    expect(await paperOf(cat, note)).toMatch(/CN-2026-000001.*<b>Bar<\/b>&amp;sik.*90\.00 CU/);
    const worker = await t.app.query(SYSTEM, (w) => whoWrites(w, tom.id));
    await t.app.run(t.boss, (w) => grantBonus(w, { worker: worker?.id ?? '', amount: 1_000, reason: HOSTILE }));
    await t.app.run(t.boss, (w) => correctWorker(w, { worker: worker?.id ?? '', amount: -300, reason: HOSTILE }));
    await t.settle();
    await tom.sees(said('Bonus 10.00 CU: «<b>Bar</b>&amp;sik txt 🐱», Boss.'));
    await tom.sees(said('Correction -3.00 CU: «<b>Bar</b>&amp;sik txt 🐱», Boss.'));
    await t.at('2026-03-31T17:00:00Z');
    const slip = await tom.sees(said('bonuses 10.00 CU, corrections -3.00 CU, carried 0.00 CU.\nTo pay 7.00 CU:'));
    expect(slip.document?.name).toMatch(/^payslip-C-\d{6}-2026-03\.pdf$/);
    expect(await paperOf(tom, slip)).toMatch(/March 2026.*Bonuses.*Boss 10\.00 CU.*Corrections.*-3\.00 CU.*7\.00 CU/);
    await tom.presses('Why this sum?', { on: slip });
    const why = await tom.sees(said('Correction, Sun 8 Mar: -3.00 CU, «<b>Bar</b>&amp;sik txt 🐱», Boss\nTotal 7.00 CU: sent.'));
    await tom.presses('PDF', { on: why });
    await tom.sees(/payslip-C-\d{6}-2026-03\.pdf/);
    await tom.presses('Back', { on: why });
    const pay = await tom.sees(said('Due to you: 0.00 CU'));
    expect(pay.buttons.flat()).toEqual(['March 2026 · 7.00\u00a0CU · sent', 'My ratings']);
    await tom.presses('March 2026 · 7.00\u00a0CU · sent');
    await tom.sees('March 2026: 0 jobs');
    expect(t.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('an invoice that was voided before it was told of is told of as that alone; the one in its place names it', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await t.client('Barsik', 'ru');
    const { cat } = barsik;
    await t.owes(barsik);
    t.clock.set(sunday());
    await runBilling(t.app, SYSTEM, {});
    await t.app.run(t.boss, (w) => voidInvoice(w, { invoice: '2026-000001', reason: 'не тот кот', reissue: true }));
    await t.dispatch();
    await cat.sees('Счёт 2026-000001 аннулирован, платить по нему не нужно.\nВместо него счёт 2026-000002.');
    await cat.sees(said('Счёт 2026-000002: 1 заказ, 100,00 к.е., по вс 8 марта, 20:00.\nВместо счёта 2026-000001.\nРеквизиты в PDF.'));
    expect(papers(cat)).toEqual(['invoice-2026-000002.pdf']);
    await cat.presses('Почему такая сумма?', { on: cat.messages().find(({ text }) => text.includes('аннулирован')) });
    await cat.sees('Счёт аннулирован, платить по нему не нужно: «не тот кот».');
  });

  test('an invoice that credit paid at once asks for nothing, and a card that is open says what became of it', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await t.client('Barsik');
    const { cat } = barsik;
    await t.app.run(t.boss, (w) => recordPaymentOnAccount(w, { client: barsik.person.id, amount: 10_000, reference: 'early' }));
    await t.owes(barsik);
    await t.at(sunday());
    const issued = await cat.sees('2026-000001');
    expect(issued.caption).toMatch(said('Invoice 2026-000001: 1 order, 100.00 CU, up to Sun 8 Mar, 20:00.\npaid'));
    expect(issued.buttons).toEqual([['Why this sum?']]);
    await cat.sees(said('2026-000001: paid from your credit, 100.00 CU.'));
    await t.owes(barsik);
    await t.at(sunday(1));
    await cat.sees('2026-000002');
    await t.app.run(t.boss, (w) => creditInvoice(w, { invoice: '2026-000002', amount: 10_000, reason: 'sorry' }));
    await t.settle();
    await cat.sees(said('Credit note CN-2026-000001: invoice 2026-000002 is 100.00 CU less, «sorry», Boss. Nothing to pay.'));
    await cat.sees('2026-000002: settled by a credit note, nothing to pay.');
    t.clock.advance(5);
    await t.app.run(t.boss, (w) => creditInvoice(w, { invoice: '2026-000001', amount: 3_000, reason: 'a glass' }));
    await t.settle();
    await cat.sees(said('Credit note CN-2026-000002: invoice 2026-000001 is 30.00 CU less, «a glass», Boss. Nothing to pay.\nWhat you had paid, 30.00 CU, is back in your credit.'));
    await t.owes(barsik);
    await t.at(sunday(2));
    t.clock.advance(5);
    await t.app.run(t.boss, (w) => voidInvoice(w, { invoice: '2026-000003', reason: 'the wrong cat' }));
    await t.settle();
    await cat.sees(said('Invoice 2026-000003 is void: nothing to pay on it.\nWhat you had paid, 30.00 CU, is back in your credit.'));
  });

  test('a paper of whom it does not concern is shown to nobody', async () => {
    const t = await openMoneyWorld(databases);
    const [barsik, murka] = [await t.client('Barsik'), await t.client('Murka')];
    await t.owes(barsik);
    await t.at(sunday());
    const issued = await barsik.cat.sees('2026-000001');
    const data = issued.keyboard.flat().map((button) => button.data ?? '');
    const actions = ['show', 'why', 'pay', 'here', 'pdf'].map((action) => (data[0] ?? '').replace(/:(pay|why):/, `:${action}:`));
    for (const cat of [murka.cat, t.tom]) {
      for (const press of actions) {
        await cat.pressesData(press);
        await cat.hears('No access');
      }
      expect(cat.transcript()).not.toContain('2026-000001');
    }
  });
});
