import { get, patch, post } from './api.js';
import { checkout } from './checkout.js';
import { Composer } from './composer.js';
import { ask, avatar, h, iconButton, togglePopover } from './dom.js';
import { bubble } from './message.js';
import { dayOf } from './time.js';

const TOAST_MS = 3500;
const TYPING_MS = 5000;

/** One cat's phone (or a group's): a chat with the bot. */
export class Phone {
  constructor(owner, world, onClose) {
    this.owner = owner;
    this.world = world;
    this.onClose = onClose;
    this.messages = new Map();
    this.list = h('ol', { class: 'messages', tabindex: '0', 'aria-label': `Messages of ${owner.name}` });
    this.toast = h('div', { class: 'toast', role: 'status', hidden: true });
    this.subtitle = h('small');
    this.footer = new Composer(this);
    this.element = h('article', { class: 'phone', 'aria-label': `${owner.name}'s phone`, 'data-chat': owner.id }, this.header(), h('div', { class: 'screen' }, this.list, this.toast), this.footer.element);
    this.refresh();
  }

  /** The path of the chat's control API. */
  get path() {
    return this.owner.group ? `/groups/${this.owner.id}` : `/cats/${this.owner.id}`;
  }

  /** Does something as this cat and shows what went wrong, if anything. */
  async act(what, body, send = post) {
    try {
      return await send(`${this.path}/${what}`, body);
    } catch (error) {
      this.showToast({ text: error.message, alert: false }, 'problem');
      return null;
    }
  }

  /** Reads the chat anew. */
  async load() {
    const messages = await get(`/chats/${this.owner.id}/messages`);
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.draw();
  }

  /** Shows a new or edited message. */
  put(message) {
    const isNew = !this.messages.has(message.id);
    const atEnd = this.atEnd();
    this.messages.set(message.id, message);
    if (isNew) this.append(message);
    else this.list.querySelector(`[data-id="${message.id}"]`)?.replaceWith(this.bubbleOf(message));
    if (atEnd || (isNew && message.from === 'cat')) this.scrollToEnd();
    if (message.from === 'bot') this.showTyping(false);
  }

  /** Takes a message away. */
  remove(id) {
    this.messages.delete(id);
    this.draw();
  }

  /** Ends the waiting look of pressed buttons. */
  answered(messageId) {
    for (const key of this.list.querySelectorAll(`[data-id="${messageId}"] .waiting`)) key.classList.remove('waiting');
  }

  /** Shows what answerCallbackQuery said. */
  showToast({ text, alert }, kind = '') {
    clearTimeout(this.toastTimer);
    const hide = () => (this.toast.hidden = true);
    this.toast.className = `toast ${kind} ${alert ? 'alert' : ''}`;
    this.toast.replaceChildren(h('span', {}, text), ...(alert ? [h('button', { type: 'button', onclick: hide }, 'OK')] : []));
    this.toast.hidden = false;
    if (!alert) this.toastTimer = setTimeout(hide, TOAST_MS);
  }

  /** Shows or hides "typing…". */
  showTyping(typing) {
    clearTimeout(this.typingTimer);
    this.typing = typing;
    if (typing) this.typingTimer = setTimeout(() => this.showTyping(false), TYPING_MS);
    this.refresh();
  }

  /** Shows the owner's state anew: blocked, started, keyboards. */
  refresh(owner = this.owner) {
    this.owner = owner;
    const about = [owner.note, owner.language_code?.toUpperCase(), owner.blocked && 'bot blocked'].filter(Boolean).join(' · ');
    this.subtitle.textContent = this.typing ? 'the bot is typing…' : about || 'chat with the bot';
    this.element.classList.toggle('blocked', Boolean(owner.blocked));
    this.footer.refresh();
  }

  header() {
    const { owner } = this;
    const box = h('div', { class: 'popover actions-box', hidden: true });
    const item = (label, act) => h('button', { type: 'button', onclick: () => (box.closePopover(), act()) }, label);
    const more = iconButton('more', `More for ${owner.name}`, () => {
      box.replaceChildren(
        item(this.owner.blocked ? 'Unblock the bot' : 'Block the bot', () => this.act(this.owner.blocked ? 'unblock' : 'block')),
        item('Press a forged button…', () => this.pressForged()),
        item('Close this phone', () => this.onClose()),
      );
      togglePopover(more, box);
    });
    return h(
      'header',
      { class: 'phone-head' },
      iconButton('back', 'Back to the list', () => document.body.classList.remove('chatting'), { class: 'icon-button only-narrow' }),
      avatar(owner.id, owner.name, owner.group ? 'group' : ''),
      h('div', { class: 'who' }, h('h2', {}, owner.name), this.subtitle),
      owner.group ? null : h('div', { class: 'anchor' }, more, box),
      iconButton('close', `Close ${owner.name}'s phone`, () => this.onClose()),
    );
  }

  async pressForged() {
    const values = await ask('Press a forged button', [{ name: 'data', label: 'Callback data', required: true, hint: 'Sent as if a button of the last message carried it.' }], 'Press');
    if (values) await this.act('press', { data: values.data });
  }

  draw() {
    this.list.replaceChildren();
    this.lastDay = undefined;
    for (const message of this.messages.values()) this.append(message);
    this.scrollToEnd();
  }

  append(message) {
    const day = dayOf(message.at, this.world.zone);
    if (day !== this.lastDay) this.list.append(h('li', { class: 'day' }, day));
    this.lastDay = day;
    this.list.append(this.bubbleOf(message));
  }

  bubbleOf(message) {
    const { owner } = this;
    return bubble(message, this.world.zone, {
      group: owner.group,
      send: (text) => this.footer.say(text),
      start: (code) => this.act('start', { code }),
      open: (fileId) => this.world.view(fileId),
      edit: owner.group ? undefined : (chosen) => this.footer.edit(chosen),
      pay: (invoice) => this.pay(invoice),
      press: (from, button, key) => this.press(from, button, key),
    });
  }

  async press(message, button, key) {
    if (button.data === undefined || this.owner.group) return;
    key.classList.add('waiting');
    const pressed = await this.act('press', { data: button.data, message_id: message.id });
    if (!pressed) key.classList.remove('waiting');
  }

  pay(message) {
    checkout(this.list.parentElement, message, () => this.act('pay', { message_id: message.id }));
  }

  /** Changes a text sent before. */
  async change(id, text) {
    return this.act(`messages/${id}`, { text }, patch);
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
  }

  scrollToEnd() {
    this.list.scrollTop = this.list.scrollHeight;
  }
}
