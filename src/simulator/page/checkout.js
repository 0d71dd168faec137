import { h, iconButton } from './dom.js';
import { moneyOf } from './money.js';

const WORDS = {
  BOT_PRECHECKOUT_TIMEOUT: 'The bot did not answer in time. Nothing was paid.',
  PAYMENT_FAILED: 'The bank declined the card. Nothing was paid.',
  INVOICE_ALREADY_PAID: 'This invoice is paid already.',
};

/** Opens the sheet on which a cat pays an invoice; `pay` promises the outcome, or null where it could not be asked for. */
export function checkout(screen, { invoice }, pay) {
  screen.querySelector('.sheet')?.remove();
  const total = moneyOf(invoice.total_amount, invoice.currency);
  const close = () => sheet.remove();
  const status = h('p', { class: 'outcome', role: 'status' });
  const button = h('button', { type: 'button', class: 'big', onclick: () => void confirm() }, `Pay ${total}`);
  const rows = invoice.prices.map(({ label, amount }) => h('div', {}, h('dt', {}, label), h('dd', {}, moneyOf(amount, invoice.currency))));
  const sheet = h(
    'section',
    { class: 'sheet', role: 'dialog', 'aria-label': `Checkout: ${invoice.title}`, onkeydown: (event) => event.key === 'Escape' && close() },
    h('header', {}, h('h3', {}, 'Checkout'), iconButton('close', 'Close the checkout', close)),
    h('b', {}, invoice.title),
    h('p', {}, invoice.description),
    h('dl', {}, rows, h('div', { class: 'total' }, h('dt', {}, 'Total'), h('dd', {}, total))),
    status,
    button,
  );
  const confirm = async () => {
    button.disabled = true;
    status.textContent = 'Asking the bot…';
    const answer = await pay();
    if (!answer) return close();
    const paid = answer.outcome === 'paid';
    status.textContent = paid ? 'Paid. Thank you!' : (WORDS[answer.reason] ?? answer.reason);
    sheet.classList.add(answer.outcome);
    button.replaceWith(h('button', { type: 'button', class: 'big', onclick: close }, 'Close'));
    sheet.querySelector('.big').focus();
  };
  screen.append(sheet);
  button.focus();
}
