import { Desk } from './desk.js';

/** Gold Hat's switch and its book of transfers. */
export class GoldHat extends Desk {
  constructor(element, zone, report) {
    const modes = [
      ['reject', 'rejects the recipient'],
      ['duplicate', 'gets everything twice, answers the second time'],
    ];
    super(element, { title: 'Gold Hat', path: '/gold-hat', made: 'transfer', modes }, zone, report);
  }

  book({ transfers }) {
    return transfers;
  }

  row({ recipient, amount_minor, created_at, key, reference }) {
    return this.line({ who: recipient, amount_minor, created_at, about: reference || key, title: `${key}\n${reference}` });
  }
}
