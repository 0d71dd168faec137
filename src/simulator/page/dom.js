const SVG = 'http://www.w3.org/2000/svg';

/** Builds an element. Texts become text nodes, so nothing a cat writes can become markup. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'hue') element.style.setProperty('--hue', value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** One of the page's drawn icons. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#${name}`);
  svg.append(use);
  return svg;
}

/** A button with an icon and a name for those who can't see it. */
export function iconButton(name, label, onclick, extra = {}) {
  return h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...extra }, icon(name));
}

/** A cat's round head with ears, coloured by its id. */
export function avatar(id, name, extra = '') {
  const hue = String((Math.abs(id) * 47) % 360);
  return h('span', { class: `avatar ${extra}`, hue, 'aria-hidden': 'true' }, h('b', {}, [...name][0] ?? '?'));
}

/** Asks for a few values in a dialog, which `note` may explain; resolves with them, or with null when it is dismissed. */
export function ask(title, fields, confirm, note) {
  const dialog = document.getElementById('ask');
  const inputs = fields.map((field) => h('label', {}, h('span', {}, field.label), inputOf(field), field.hint && h('small', {}, field.hint)));
  const cancel = h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel');
  const form = h('form', { method: 'dialog' }, h('h2', {}, title), note && h('p', {}, note), ...inputs, h('div', { class: 'actions' }, cancel, h('button', { class: 'primary', value: 'ok' }, confirm)));
  dialog.replaceChildren(form);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      const values = fields.map((field) => [field.name, form.elements[field.name]]);
      resolve(dialog.returnValue === 'ok' ? Object.fromEntries(values.map(([name, input]) => [name, valueOf(input)])) : null);
    };
  });
}

function inputOf({ name, type = 'text', value = '', options, required, placeholder, pattern }) {
  if (type === 'cats') {
    return h('select', { name, multiple: true, size: '5', required }, options.map(([key, text]) => h('option', { value: key }, text)));
  }
  if (options) return h('select', { name }, options.map(([key, text]) => h('option', { value: key }, text)));
  return h('input', { name, type, value, required, placeholder, pattern, autocomplete: 'off' });
}

function valueOf(input) {
  return input.multiple ? [...input.selectedOptions].map((option) => option.value) : input.value.trim();
}

/** Opens a box that belongs to a button; Escape, a click elsewhere or the button again closes it. */
export function togglePopover(button, box) {
  const close = () => {
    box.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside);
    document.removeEventListener('keydown', escape);
  };
  const outside = (event) => {
    if (!box.contains(event.target) && !button.contains(event.target)) close();
  };
  const escape = (event) => {
    if (event.key !== 'Escape') return;
    close();
    button.focus();
  };
  if (!box.hidden) return close();
  box.hidden = false;
  box.closePopover = close;
  button.setAttribute('aria-expanded', 'true');
  document.addEventListener('pointerdown', outside);
  document.addEventListener('keydown', escape);
  box.querySelector('button, input, a')?.focus();
}
