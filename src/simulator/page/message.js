import { h, icon, iconButton } from './dom.js';
import { moneyOf } from './money.js';
import { clockOf } from './time.js';

const TAGS = { bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre', blockquote: 'blockquote' };
/** The kinds of images that browsers draw; others stay files to be downloaded. */
const SHOWN = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
const SAFE_LINK = /^(https?|tg):/i;

/** Draws a message. `acts` = {send, press, open, start, edit, pay}. */
export function bubble(message, zone, acts) {
  const own = message.from === 'cat' && (acts.ownId === undefined || message.sender_id === acts.ownId);
  const body = h(
    'div',
    { class: `bubble ${message.kind}` },
    acts.group && !own && h('span', { class: 'sender' }, message.sender),
    message.forwarded_from && h('span', { class: 'forwarded' }, `Forwarded from ${message.forwarded_from}`),
    media(message, acts),
    bill(message),
    text(message, acts),
    h('span', { class: 'meta' }, message.edited ? 'edited ' : '', clockOf(message.at, zone)),
  );
  const editable = own && message.kind === 'text' && acts.edit;
  return h(
    'li',
    { class: `message ${own ? 'own' : 'bot'}`, 'data-id': message.id },
    h('div', { class: 'line' }, editable && iconButton('pencil', 'Edit this message', () => acts.edit(message), { class: 'icon-button edit' }), body),
    keyboard(message, acts),
  );
}

function text(message, acts) {
  const source = message.text || message.caption || '';
  return source ? h('div', { class: 'text' }, ...marked(source, message.entities, 0, source.length, acts)) : null;
}

function marked(source, entities, from, to, acts) {
  const nodes = [];
  let at = from;
  entities.forEach((entity, index) => {
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || entity.offset >= to) return;
    nodes.push(source.slice(at, entity.offset));
    const inner = entities.slice(index + 1).filter((other) => other.offset + other.length <= end);
    nodes.push(wrap(entity, source.slice(entity.offset, end), marked(source, inner, entity.offset, end, acts), acts));
    at = end;
  });
  nodes.push(source.slice(at, to));
  return nodes.filter((node) => node !== '');
}

function wrap(entity, part, children, acts) {
  if (entity.type === 'bot_command') {
    return h('button', { type: 'button', class: 'link', onclick: () => acts.send(part) }, part);
  }
  if (entity.type === 'url') return link(/^t\.me/.test(part) ? `https://${part}` : part, children, acts);
  if (entity.type === 'text_link') return link(entity.url, children, acts);
  if (entity.type === 'spoiler') return h('span', { class: 'spoiler', tabindex: '0' }, ...children);
  return h(TAGS[entity.type] ?? 'span', {}, ...children);
}

function link(url, children, acts) {
  const invitation = /^(?:https?:\/\/t\.me\/\w+|tg:\/\/resolve\?domain=\w+)[?&]start=([\w-]{1,64})$/.exec(url ?? '');
  if (invitation) return h('button', { type: 'button', class: 'link', onclick: () => acts.start(invitation[1]) }, ...children);
  if (!SAFE_LINK.test(url ?? '')) return h('span', {}, ...children);
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

function media(message, acts) {
  const { photo, document: file, sticker, voice, contact } = message;
  if (photo) return picture(photo, message.caption || 'Photo', acts);
  if (file && SHOWN.includes(file.mime)) return h('div', { class: 'file picture' }, picture(file, file.name, acts), h('small', {}, `${file.name}, ${sizeOf(file.size)}`));
  if (sticker) return h('img', { class: 'sticker-image', src: `/sim/files/${sticker.file_id}`, alt: `Sticker ${sticker.emoji}` });
  if (file) {
    return h('a', { class: 'file', href: `/sim/files/${file.file_id}`, target: '_blank', rel: 'noopener' }, h('span', { class: 'disc' }, icon('file')), h('span', {}, h('b', {}, file.name), h('small', {}, sizeOf(file.size))));
  }
  if (voice) return h('div', { class: 'file' }, h('span', { class: 'disc' }, icon('voice')), h('span', {}, h('span', { class: 'wave' }), h('small', {}, `0:0${voice.seconds}`)));
  if (contact) return h('div', { class: 'file' }, h('span', { class: 'disc' }, icon('person')), h('span', {}, h('b', {}, contact.name), h('small', {}, contact.phone)));
  return null;
}

function picture({ file_id: id, width, height }, alt, acts) {
  const image = h('img', { src: `/sim/files/${id}`, alt, width, height, loading: 'lazy' });
  return h('button', { type: 'button', class: 'photo-button', 'aria-label': 'Open photo', onclick: () => acts.open(id) }, image);
}

function bill({ invoice, payment }) {
  if (payment) return h('div', { class: 'text' }, `You paid ${moneyOf(payment.total_amount, payment.currency)}`);
  if (!invoice) return null;
  return h('div', { class: 'bill' }, h('b', {}, invoice.title), h('p', {}, invoice.description), h('span', { class: 'total' }, moneyOf(invoice.total_amount, invoice.currency), invoice.paid && h('small', {}, 'paid')));
}

function keyboard(message, acts) {
  if (message.keyboard.length === 0) return null;
  return h('div', { class: 'keyboard' }, message.keyboard.map((row) => h('div', { class: 'row' }, row.map((button) => key(message, button, acts)))));
}

function key(message, button, acts) {
  if (button.url !== undefined) {
    const inner = link(button.url, [button.text, icon('open')], acts);
    inner.classList.add('key');
    return inner;
  }
  if (button.pay) {
    const { paid } = message.invoice ?? {};
    return h('button', { type: 'button', class: 'key pay', disabled: paid, onclick: () => acts.pay(message) }, paid ? 'Paid' : button.text);
  }
  return h('button', { type: 'button', class: 'key', onclick: (event) => acts.press(message, button, event.currentTarget) }, button.text);
}

function sizeOf(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
