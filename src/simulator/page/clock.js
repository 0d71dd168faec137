import { get, post } from './api.js';
import { ask, h, iconButton } from './dom.js';
import { clockOf, dayOf, nextSundayEvening, wallOf } from './time.js';

const REREAD_MS = 15_000;
/** While time passes it is looked at so often. */
const RUNNING_MS = 250;
const BACKWARDS = 'What has happened keeps its time. Orders, messages and money of later hours then lie in the future, and what is done next is told before them: billing and lists may look odd.';

/** The company's clock: shows business time and moves it. */
export class Clock {
  constructor(element, zone, report) {
    this.element = element;
    this.zone = zone;
    this.report = report;
    this.time = h('time', { class: 'time' });
    this.day = h('span', { class: 'date' });
    const move = (label, title, act) => h('button', { type: 'button', class: 'small', title, onclick: act }, label);
    const by = (minutes) => () => this.move({ by_minutes: minutes });
    element.replaceChildren(
      h('div', { class: 'face' }, this.time, h('div', {}, this.day, h('small', {}, zone)), iconButton('pencil', 'Set the clock', () => this.choose())),
      h('div', { class: 'moves', role: 'group', 'aria-label': 'Move the clock' },
        move('+15 min', 'Quarter of an hour later', by(15)),
        move('+1 h', 'An hour later', by(60)),
        move('+1 day', 'A day later', by(24 * 60)),
        move('Sun 20:00', 'Next Sunday, 20:00', () => this.move({ to: nextSundayEvening(wallOf(this.now(), zone)) }))),
    );
    element.hidden = false;
    setInterval(() => this.draw(), 1000);
    setInterval(() => this.read(), REREAD_MS);
  }

  /** Reads the clock anew. */
  async read() {
    try {
      this.set(await get('/clock'));
    } catch (error) {
      this.report(error);
    }
  }

  now() {
    return this.base + (performance.now() - this.readAt);
  }

  set({ now }) {
    this.base = Date.parse(now);
    this.readAt = performance.now();
    this.draw();
  }

  /** Lets time pass, and shows how far it has come; one move at a time. */
  async move(to) {
    if (this.isMoving) return;
    this.isMoving = true;
    this.element.setAttribute('aria-busy', 'true');
    const running = setInterval(() => this.read(), RUNNING_MS);
    try {
      this.set(await post('/clock', to));
    } catch (error) {
      this.report(error);
    } finally {
      clearInterval(running);
      this.isMoving = false;
      this.element.removeAttribute('aria-busy');
    }
  }

  async choose() {
    const field = { name: 'to', label: `Company time, ${this.zone}`, type: 'datetime-local', value: wallOf(this.now(), this.zone), required: true };
    const values = await ask('Move the clock', [field], 'Move');
    if (!values) return;
    const isBack = values.to < wallOf(this.now(), this.zone);
    if (isBack && !(await ask('Move the clock back?', [], 'Move it back', BACKWARDS))) return;
    await this.move({ to: values.to });
  }

  draw() {
    if (this.base === undefined) return;
    this.time.textContent = clockOf(this.now(), this.zone);
    this.day.textContent = dayOf(this.now(), this.zone);
  }
}
