import { Desk } from './desk.js';
import { clockOf } from './time.js';

/** The cookie contractor's switch and its book of cookies. */
export class Cookies extends Desk {
  constructor(element, zone, report) {
    const modes = [
      ['late', 'promises it in 40 minutes instead of 10'],
      ['reject', 'has no cookie'],
    ];
    super(element, { title: 'Fortune cookies', path: '/cookies', made: 'cookie', modes }, zone, report);
  }

  /** A cookie has no amount. */
  canFail(fault) {
    return fault !== 'wrong_amount';
  }

  aside() {
    return null;
  }

  book({ cookies }) {
    return cookies;
  }

  row({ name, status, arrives_at, created_at, id, key }) {
    const worth = status === 'delivered' ? 'delivered' : `comes ${clockOf(arrives_at, this.zone)}`;
    return this.line({ who: name, worth, created_at, about: id, title: key, mark: status });
  }
}
