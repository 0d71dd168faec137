import { get, post } from './api.js';
import { h } from './dom.js';
import { clockOf, dayOf } from './time.js';

const MODES = [
  ['ok', 'works'],
  ['timeout_before', 'no answer, no transfer'],
  ['timeout_after', 'no answer, transfer made'],
  ['error_500_before', 'error 500, no transfer'],
  ['error_500_after', 'error 500, transfer made'],
  ['reject', 'rejects the recipient'],
];
const SHOWN = 50;

/** Gold Hat's switch and its book of transfers. */
export class GoldHat {
  constructor(element, zone, report) {
    this.zone = zone;
    this.report = report;
    this.mode = h('select', { 'aria-label': 'How Gold Hat behaves', onchange: () => this.change() }, MODES.map(([mode, label]) => h('option', { value: mode }, label)));
    this.once = h('input', { type: 'checkbox', onchange: () => this.change() });
    this.note = h('small', { class: 'note', role: 'status' });
    this.count = h('span', { class: 'count' });
    this.list = h('ul', { class: 'transfers' });
    element.replaceChildren(
      h('div', { class: 'card-head' }, h('h2', {}, 'Gold Hat'), this.count),
      h('div', { class: 'switch' }, this.mode, h('label', { class: 'check' }, this.once, 'next request only')),
      this.note,
      this.list,
    );
    this.element = element;
  }

  /** Reads switch and book anew. */
  async read() {
    try {
      this.draw(await get('/gold-hat'));
    } catch (error) {
      this.report(error);
    }
  }

  async change() {
    try {
      this.draw(await post('/gold-hat', { mode: this.mode.value, ...(this.once.checked && { times: 1 }) }));
    } catch (error) {
      this.report(error);
    }
  }

  draw({ mode, next, transfers }) {
    const [upcoming] = next;
    this.mode.value = upcoming ?? mode;
    this.once.checked = upcoming !== undefined;
    this.element.classList.toggle('troubled', (upcoming ?? mode) !== 'ok');
    const after = MODES.find(([key]) => key === mode)?.[1];
    this.note.textContent = upcoming ? `then again: ${after}` : '';
    this.count.textContent = transfers.length === 1 ? '1 transfer' : `${transfers.length} transfers`;
    this.list.replaceChildren(...transfers.slice(-SHOWN).reverse().map((transfer) => this.row(transfer)));
  }

  row({ recipient, amount_minor, created_at, key, reference }) {
    const amount = (amount_minor / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 });
    return h('li', { title: `${key}\n${reference}` }, h('span', { class: 'to' }, recipient), h('b', {}, `${amount} CU`), h('small', {}, reference || key), h('small', {}, `${dayOf(created_at, this.zone)} ${clockOf(created_at, this.zone)}`));
  }
}
