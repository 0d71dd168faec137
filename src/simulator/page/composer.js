import { base64Of } from './api.js';
import { ask, h, icon, iconButton, togglePopover } from './dom.js';

/** From this height on, in pixels, a long text scrolls. */
const MAX_HEIGHT = 140;

/** The lower end of a phone: Start, the letters, or what replaces them. */
export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.element = h('footer', { class: 'composer' });
    this.input = h('textarea', {
      rows: '1',
      placeholder: 'Message',
      'aria-label': `Message of ${phone.owner.name}`,
      oninput: () => this.grow(),
      onkeydown: (event) => this.onKey(event),
    });
    this.banner = h('div', { class: 'editing', hidden: true });
    this.sender = phone.owner.group ? h('select', { 'aria-label': 'Who writes' }) : null;
    this.bar = this.buildBar();
  }

  /** Shows what fits the owner's state; what is the same stays, and keeps the focus. */
  refresh() {
    const { owner } = this.phone;
    const state = JSON.stringify([owner.blocked, owner.started, owner.letters, owner.menu?.length]);
    if (state === this.state) return;
    this.state = state;
    const big = owner.group ? null : this.bigButton(owner);
    if (big) return this.element.replaceChildren(big);
    if (this.sender && this.sender.options.length === 0) {
      this.sender.append(...owner.members.map(({ id, name }) => h('option', { value: id }, name)));
    }
    this.menuButton.hidden = !owner.menu?.length;
    const writing = document.activeElement === this.input;
    this.element.replaceChildren(this.banner, this.bar, ...(owner.letters?.length ? [this.letters(owner.letters)] : []));
    if (writing) this.input.focus();
  }

  /** Sends a text. */
  async say(text) {
    return this.phone.act('text', this.sender ? { cat: Number(this.sender.value), text } : { text });
  }

  /** Begins to change a text sent before. */
  edit(message) {
    this.editing = message.id;
    const stop = () => {
      this.editing = undefined;
      this.banner.hidden = true;
      this.fill('');
    };
    this.banner.replaceChildren(icon('pencil'), h('span', {}, 'Editing a message'), iconButton('close', 'Stop editing', stop));
    this.banner.hidden = false;
    this.fill(message.text);
    this.input.focus();
  }

  bigButton(owner) {
    const russian = owner.language_code === 'ru';
    const big = (label, act) => h('button', { type: 'button', class: 'big', onclick: act }, label);
    if (owner.blocked) return big(russian ? 'Разблокировать' : 'Unblock', () => this.phone.act('unblock'));
    if (!owner.started) return big(russian ? 'Начать' : 'Start', () => this.phone.act('start'));
    return null;
  }

  buildBar() {
    const { owner } = this.phone;
    this.menuBox = h('div', { class: 'popover menu-box', hidden: true });
    this.attachBox = h('div', { class: 'popover attach-box', hidden: true });
    this.menuButton = iconButton('menu', `Commands for ${owner.name}`, () => this.openMenu(), { 'aria-expanded': 'false' });
    const attach = iconButton('clip', `Send a photo or file as ${owner.name}`, () => {
      if (this.attachBox.childElementCount === 0) this.attachBox.append(...this.attachments());
      togglePopover(attach, this.attachBox);
    }, { 'aria-expanded': 'false' });
    const send = iconButton('send', `Send as ${owner.name}`, () => this.submit(), { class: 'icon-button send' });
    const left = owner.group ? [this.sender] : [this.menuButton, attach];
    return h('div', { class: 'bar' }, this.menuBox, this.attachBox, ...left, this.input, send);
  }

  openMenu() {
    const items = this.phone.owner.menu.map(({ command, description }) =>
      h('button', { type: 'button', onclick: () => (this.menuBox.closePopover(), this.say(`/${command}`)) }, h('span', {}, description), h('code', {}, `/${command}`)),
    );
    this.menuBox.replaceChildren(...items);
    togglePopover(this.menuButton, this.menuBox);
  }

  attachments() {
    const same = h('input', { type: 'checkbox' });
    const close = () => this.attachBox.closePopover();
    const photos = this.phone.world.samples.map((sample) =>
      h('button', { type: 'button', class: 'sample', 'aria-label': `Send the photo: ${sample}`, onclick: () => (close(), this.act('photo', { sample, ...(same.checked && { same: 'page' }) })) },
        h('img', { src: `/sim/samples/${sample}`, alt: sample, width: '96', height: '72' })),
    );
    const item = (name, label, act) => h('button', { type: 'button', onclick: () => (close(), act()) }, icon(name), label);
    return [
      h('div', { class: 'samples' }, photos),
      h('label', { class: 'check' }, same, 'the very same file each time'),
      h('div', { class: 'kinds' },
        item('image', 'Photo from disk', () => this.fromDisk(true)),
        item('file', 'File from disk', () => this.fromDisk(false)),
        item('image', 'Photo as a file', () => this.act('document', { sample: 'form' })),
        item('album', 'Album of three', () => this.act('album', { count: 3 })),
        item('voice', 'Voice', () => this.act('voice')),
        item('paw', 'Sticker', () => this.act('sticker')),
        item('person', 'My contact', () => this.act('contact')),
        item('forward', 'Forward a text', () => this.forward())),
    ];
  }

  act(what, body) {
    return this.phone.act(what, body);
  }

  fromDisk(asPhoto) {
    const picker = h('input', { type: 'file', ...(asPhoto && { accept: 'image/*' }) });
    picker.onchange = async () => {
      const [file] = picker.files;
      if (!file) return;
      const base64 = await base64Of(file);
      const details = asPhoto ? {} : { file_name: file.name, mime_type: file.type || 'application/octet-stream' };
      await this.act(asPhoto ? 'photo' : 'document', { base64, ...details });
    };
    picker.click();
  }

  async forward() {
    const values = await ask('Forward a text', [{ name: 'text', label: 'Text', required: true }, { name: 'from', label: 'Written by', value: 'Somebody', required: true }], 'Forward');
    if (values) await this.act('forward', values);
  }

  letters(rows) {
    const press = (label) => this.act('press', { label });
    return h('div', { class: 'letters' }, rows.map((row) => h('div', { class: 'row' }, row.map((label) => h('button', { type: 'button', class: 'key', onclick: () => press(label) }, label)))));
  }

  async submit() {
    const text = this.input.value;
    if (!text.trim()) return;
    const editing = this.editing;
    this.editing = undefined;
    this.banner.hidden = true;
    this.fill('');
    const sent = editing === undefined ? await this.say(text) : await this.phone.change(editing, text);
    if (!sent) this.fill(text);
  }

  onKey(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.submit();
  }

  fill(text) {
    this.input.value = text;
    this.grow();
  }

  grow() {
    const { input } = this;
    input.style.height = 'auto';
    // The height counts the borders, which the text's own height does not.
    const borders = input.offsetHeight - input.clientHeight;
    input.style.height = `${Math.min(input.scrollHeight + borders, MAX_HEIGHT)}px`;
    input.style.overflowY = input.scrollHeight + borders > MAX_HEIGHT ? 'auto' : 'hidden';
  }
}
