import { get, post } from './api.js';
import { h } from './dom.js';

const MODES = [
  ['ok', 'work'],
  ['double', 'are told of twice'],
  ['late', 'fail: the bot agrees too late'],
  ['never', 'fail: the bot is never asked'],
  ['decline', 'fail: the bank declines'],
];

/** The switch of Telegram's payments. */
export class Payments {
  constructor(element, report) {
    this.element = element;
    this.report = report;
    this.mode = h('select', { 'aria-label': 'How payments in Telegram go', onchange: () => this.change() }, MODES.map(([mode, label]) => h('option', { value: mode }, label)));
    this.once = h('input', { type: 'checkbox', onchange: () => this.change() });
    element.replaceChildren(h('div', { class: 'card-head' }, h('h2', {}, 'Payments in Telegram')), h('div', { class: 'switch' }, this.mode, h('label', { class: 'check' }, this.once, 'next payment only')));
  }

  /** Reads the switch anew. */
  async read() {
    try {
      this.draw(await get('/payments'));
    } catch (error) {
      this.report(error);
    }
  }

  async change() {
    try {
      this.draw(await post('/payments', { mode: this.mode.value, ...(this.once.checked && { times: 1 }) }));
    } catch (error) {
      this.report(error);
    }
  }

  draw({ mode, next }) {
    const now = next[0] ?? mode;
    this.mode.value = now;
    this.once.checked = next.length > 0;
    this.element.classList.toggle('troubled', now !== 'ok');
  }
}
