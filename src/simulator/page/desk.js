import { get, post } from './api.js';
import { h } from './dom.js';
import { momentOf } from './time.js';

const SHOWN = 50;
const DELAY_S = 15;

/** What can go wrong with any service; `made` says what it makes. */
const faults = (made) => [
  ['ok', 'works'],
  ['timeout_before', `no answer, no ${made}`],
  ['timeout_after', `no answer, ${made} made`],
  ['error_500_before', `error 500, no ${made}`],
  ['error_500_after', `error 500, ${made} made`],
  ['delay', `answers ${DELAY_S} s late, ${made} made then`],
  ['wrong_key', `answers for another key, ${made} made`],
  ['wrong_amount', `answers with another amount, ${made} made`],
  ['wrong_html', `answers with a web page, ${made} made`],
  ['wrong_json', `answer cut off, ${made} made`],
];

const amountOf = (minor) => `${(minor / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })} CU`;

/** A service on the page: its switch, and the book of what it made. */
export class Desk {
  constructor(element, { title, path, made, modes }, zone, report) {
    this.element = element;
    this.path = path;
    this.made = made;
    this.zone = zone;
    this.report = report;
    this.modes = [...faults(made).filter(([mode]) => this.canFail(mode)), ...modes];
    this.mode = h('select', { 'aria-label': `How ${title} behaves`, onchange: () => this.change() }, this.modes.map(([mode, label]) => h('option', { value: mode }, label)));
    this.once = h('input', { type: 'checkbox', onchange: () => this.change() });
    this.note = h('small', { class: 'note', role: 'status' });
    this.count = h('span', { class: 'count' });
    this.list = h('ul', { class: 'transfers', tabindex: '0', 'aria-label': `${title}, latest first` });
    element.replaceChildren(
      h('div', { class: 'card-head' }, h('h2', {}, title), this.count),
      h('div', { class: 'switch' }, this.mode, h('div', { class: 'switch-row' }, h('label', { class: 'check' }, this.once, 'next request only'), this.aside())),
      this.note,
      ...this.extras(),
      this.list,
    );
  }

  /** Whether a fault can happen to this service. */
  canFail() {
    return true;
  }

  /** What stands beside the switch. */
  aside() {
    return h('button', { type: 'button', class: 'small', title: `Forgets the keys of every ${this.made} so far`, onclick: () => this.send('/expire') }, 'Forget keys');
  }

  /** What else this service can be told. */
  extras() {
    return [];
  }

  /** What the service made, oldest first. */
  book() {
    return [];
  }

  /** Reads switch and book anew. */
  async read() {
    try {
      this.draw(await get(this.path));
    } catch (error) {
      this.report(error);
    }
  }

  change() {
    const mode = this.mode.value;
    return this.send('', { mode, ...(this.once.checked && { times: 1 }), ...(mode === 'delay' && { delay_ms: DELAY_S * 1000 }) });
  }

  /** Tells the service something and shows what came of it. */
  async send(what, body) {
    try {
      await post(`${this.path}${what}`, body);
    } catch (error) {
      this.report(error);
    }
    await this.read();
  }

  draw(state) {
    const { mode, next } = state;
    const [upcoming] = next;
    this.mode.value = upcoming ?? mode;
    this.once.checked = upcoming !== undefined;
    this.element.classList.toggle('troubled', (upcoming ?? mode) !== 'ok');
    const after = this.modes.find(([key]) => key === mode)?.[1];
    this.note.textContent = upcoming ? `then again: ${after}` : '';
    const book = this.book(state);
    this.count.textContent = book.length === 1 ? `1 ${this.made}` : `${book.length} ${this.made}s`;
    this.list.hidden = book.length === 0;
    this.list.replaceChildren(...book.slice(-SHOWN).reverse().map((entry) => this.row(entry)));
  }

  /** One line of the book. */
  line({ who, amount_minor, worth = amountOf(amount_minor), about, created_at, title, mark = '' }, ...more) {
    return h('li', { title, class: mark }, h('span', { class: 'to' }, who), h('b', {}, worth), h('small', {}, about), h('small', {}, momentOf(created_at, this.zone)), ...more);
  }
}
