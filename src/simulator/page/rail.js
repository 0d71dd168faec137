import { post } from './api.js';
import { ask, avatar, h } from './dom.js';

/** One line of the list of chats. */
export function railItem(owner, { open, unread, last }, onclick) {
  const about = owner.group ? 'group' : [owner.note, owner.language_code].filter(Boolean).join(' · ');
  return h(
    'li',
    {},
    h(
      'button',
      { type: 'button', class: `chat-item ${open ? 'open' : ''}`, 'aria-pressed': String(open), onclick },
      avatar(owner.id, owner.name, owner.group ? 'group' : ''),
      h('span', { class: 'who' }, h('b', {}, owner.name), h('small', {}, about)),
      h('span', { class: 'last' }, last ?? (owner.started || owner.group ? '' : 'not started yet')),
      unread > 0 && h('span', { class: 'badge', 'aria-label': `${unread} unread` }, String(unread)),
    ),
  );
}

/** Asks for a new cat and adds it; resolves with it, or null. */
export async function addCat() {
  const values = await ask(
    'New cat',
    [
      { name: 'name', label: 'Name', required: true, placeholder: 'Barsik' },
      { name: 'language_code', label: 'Language of its Telegram', options: [['ru', 'Русский'], ['en', 'English']] },
      { name: 'start_code', label: 'Invitation', hint: 'Its link, or what follows ?start= in it; may stay empty.' },
      { name: 'note', label: 'Note', placeholder: 'client', hint: 'For your eyes only.' },
    ],
    'Add',
  );
  if (!values) return null;
  const code = values.start_code.replace(/^.*[?&]start=/, '');
  const { name, language_code, note } = values;
  return post('/cats', { name, language_code, ...(code && { start_code: code }), ...(note && { note }) });
}

/** Asks for a new group and adds it; resolves with it, or null. */
export async function addGroup(cats) {
  const options = cats.map((cat) => [String(cat.id), cat.name]);
  const values = await ask('New group', [{ name: 'title', label: 'Name', required: true }, { name: 'cats', label: 'Members', type: 'cats', options, required: true }], 'Add');
  return values && post('/groups', { title: values.title, cats: values.cats.map(Number) });
}
