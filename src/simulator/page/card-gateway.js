import { Desk } from './desk.js';
import { h } from './dom.js';

const SETTLE_MS = 20_000;

/** The card gateway's switch, its book of charges, and what is not settled yet. */
export class CardGateway extends Desk {
  constructor(element, zone, report) {
    const modes = [
      ['decline', 'declines'],
      ['pending', 'settles charges later'],
      ['duplicate', 'sends each webhook twice'],
    ];
    super(element, { title: 'Card gateway', path: '/card', made: 'charge', modes }, zone, report);
  }

  extras() {
    const box = (change) => h('input', { type: 'checkbox', onchange: change });
    this.alone = box(() => this.send('', { settle_after_ms: this.alone.checked ? SETTLE_MS : null }));
    this.holding = box(() => this.send('', { holding: this.holding.checked }));
    this.deliver = h('button', { type: 'button', class: 'small', onclick: () => this.send('/deliver') }, 'Deliver');
    return [
      h('label', { class: 'check' }, this.alone, `pending ones settle after ${SETTLE_MS / 1000} s`),
      h('div', { class: 'switch-row' }, h('label', { class: 'check' }, this.holding, 'hold webhooks'), this.deliver),
    ];
  }

  book({ charges }) {
    return charges;
  }

  draw(state) {
    super.draw(state);
    this.alone.checked = state.settle_after_ms !== null;
    this.holding.checked = state.holding;
    this.deliver.hidden = state.held.length === 0;
    this.deliver.textContent = `Deliver ${state.held.length}`;
  }

  row({ key, status, amount_minor, last4, reference, message, created_at }) {
    const settle = (outcome, label) => h('button', { type: 'button', class: 'small', 'aria-label': `${label} ${reference || key}`, onclick: () => this.send('/settle', { key, outcome }) }, label);
    const buttons = status === 'pending' && h('div', { class: 'settle' }, settle('paid', 'Pay'), settle('declined', 'Decline'));
    return this.line({ who: reference || key, amount_minor, created_at, about: `•• ${last4} ${message ?? status}`, title: `${key}\n${reference}`, mark: status }, buttons);
  }
}
