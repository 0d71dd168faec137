import { get, listen } from './api.js';
import { CardGateway } from './card-gateway.js';
import { Clock } from './clock.js';
import { Cookies } from './cookies.js';
import { h, iconButton } from './dom.js';
import { GoldHat } from './gold-hat.js';
import { Payments } from './payments.js';
import { Phone } from './phone.js';
import { addCat, addGroup, railItem } from './rail.js';

const OPEN_KEY = 'open-chats';
const OPEN_AT_FIRST = 3;
const READ_DELAY_MS = 60;

const at = (id) => document.getElementById(id);
const owners = new Map();
const phones = new Map();
const unread = new Map();
const lasts = new Map();
const world = { zone: undefined, samples: [], view: openPhoto };
let clock;
let goldHat;
let card;
let cookies;
let payments;
let stateReads = 0;
let readTimer;

/** Shows a problem that belongs to no phone. */
function report(error) {
  at('status').textContent = error.message;
}

/** Reads who exists, opens what was open, and shows everything anew. */
async function readState() {
  const reading = ++stateReads;
  const state = await get('/state');
  if (reading !== stateReads) return;
  for (const cat of state.cats) owners.set(cat.id, cat);
  for (const { id, title, members } of state.groups) {
    owners.set(id, { id, name: title, group: true, members: members.map((member) => owners.get(member)) });
  }
  for (const [id, phone] of phones) phone.refresh(owners.get(id));
  drawRail();
  return state;
}

/** Many changes at once become one reading. */
function readStateSoon() {
  readTimer ??= setTimeout(() => {
    readTimer = undefined;
    void readState().catch(report);
  }, READ_DELAY_MS);
}

async function begin() {
  const state = await readState();
  if (!state) return;
  // Only at a (re)connection: later the events tell, and what they bring first is new.
  for (const [id, message] of Object.entries(state.lasts)) lasts.set(Number(id), message);
  world.zone = state.clock_zone ?? undefined;
  world.samples = await get('/samples');
  if (state.clock_zone && !clock) clock = new Clock(at('clock'), state.clock_zone, report);
  goldHat ??= new GoldHat(at('gold-hat'), world.zone, report);
  card ??= new CardGateway(at('card'), world.zone, report);
  cookies ??= new Cookies(at('cookies'), world.zone, report);
  payments ??= new Payments(at('payments'), report);
  await Promise.all([clock?.read(), goldHat.read(), card.read(), cookies.read(), payments.read()]);
  if (phones.size === 0) for (const id of rememberedChats()) openPhone(id, false);
  await Promise.all([...phones.values()].map((phone) => phone.load()));
  drawRail();
  drawEmpty();
  at('status').textContent = `@${state.bot.username}, simulated`;
}

function rememberedChats() {
  const remembered = JSON.parse(localStorage.getItem(OPEN_KEY) ?? 'null');
  const known = (remembered ?? []).filter((id) => owners.has(id));
  return known.length > 0 || remembered?.length === 0 ? known : [...owners.keys()].slice(0, OPEN_AT_FIRST);
}

function openPhone(id, show = true) {
  let phone = phones.get(id);
  if (!phone) {
    phone = new Phone(owners.get(id), world, () => closePhone(id));
    phones.set(id, phone);
    at('phones').append(phone.element);
    if (show) void phone.load().catch(report);
  }
  unread.delete(id);
  if (show) {
    document.body.classList.add('chatting');
    phone.element.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    // What was loaded while no phone was in sight begins at its end all the same.
    phone.scrollToEnd();
    phone.element.querySelector('.big, textarea')?.focus({ preventScroll: true });
  }
  remember();
}

function closePhone(id) {
  phones.get(id)?.element.remove();
  phones.delete(id);
  document.body.classList.remove('chatting');
  remember();
}

function remember() {
  localStorage.setItem(OPEN_KEY, JSON.stringify([...phones.keys()]));
  drawRail();
  drawEmpty();
}

function drawRail() {
  const focused = document.activeElement?.closest('#cats li');
  const index = focused ? [...at('cats').children].indexOf(focused) : -1;
  at('cats').replaceChildren(
    ...[...owners.values()].map((owner) => {
      const { id } = owner;
      const view = { open: phones.has(id), unread: unread.get(id) ?? 0, last: snippet(lasts.get(id)) };
      return railItem(owner, view, () => openPhone(id));
    }),
  );
  at('cats').children[index]?.querySelector('button')?.focus({ preventScroll: true });
  at('add-group').hidden = owners.size < 2;
  const total = [...unread.values()].reduce((sum, count) => sum + count, 0);
  document.title = `${total > 0 ? `(${total}) ` : ''}Make Cats Free · simulator`;
}

function drawEmpty() {
  at('phones').querySelector('.empty')?.remove();
  if (phones.size > 0) return;
  const first = owners.size === 0;
  at('phones').append(
    h('div', { class: 'empty' }, h('img', { src: '/sim/samples/door', alt: '', width: '320', height: '240' }), h('h2', {}, first ? 'Nobody is here yet' : 'All phones are closed'), h('p', {}, first ? 'Add a cat: with an invitation code it becomes a client, a worker or staff.' : 'Choose a cat from the list.')),
  );
}

function snippet(message) {
  if (!message) return undefined;
  return (message.text || message.caption || message.invoice?.title || (message.payment && 'Paid') || message.kind).slice(0, 80);
}

function onMessage(chatId, message) {
  const phone = phones.get(chatId);
  const before = lasts.get(chatId);
  if (!before || message.id >= before.id) lasts.set(chatId, message);
  const isNew = !before || message.id > before.id;
  phone?.put(message);
  if (isNew && message.from === 'bot' && !inSight(phone)) unread.set(chatId, (unread.get(chatId) ?? 0) + 1);
  drawRail();
  // The letters of a reply keyboard come and go with messages.
  if (owners.get(chatId)?.letters?.length || !owners.get(chatId)?.started || message.from === 'bot') readStateSoon();
}

function inSight(phone) {
  if (!phone || document.hidden) return false;
  const { left, right } = phone.element.getBoundingClientRect();
  const middle = (left + right) / 2;
  return right > left && middle > 0 && middle < window.innerWidth;
}

/** What comes into sight is read. */
function markRead() {
  const read = [...phones].filter(([id, phone]) => unread.has(id) && inSight(phone));
  for (const [id] of read) unread.delete(id);
  if (read.length > 0) drawRail();
}

function onChange(change) {
  const phone = phones.get(change.chatId);
  if (change.type === 'message') onMessage(change.chatId, change.message);
  else if (change.type === 'deleted') phone?.remove(change.messageId);
  else if (change.type === 'toast') phone?.showToast(change.toast);
  else if (change.type === 'answered') phone?.answered(change.messageId);
  else if (change.type === 'typing') phone?.showTyping(true);
  else if (change.type === 'gold_hat') void goldHat?.read();
  else if (change.type === 'card') void card?.read();
  else if (change.type === 'payments') void payments?.read();
  else if (change.type === 'cookies') void cookies?.read();
  else if (change.type === 'clock') void Promise.all([clock?.read(), cookies?.read()]);
  else readStateSoon();
}

function openPhoto(fileId) {
  const viewer = at('viewer');
  viewer.replaceChildren(iconButton('close', 'Close the photo', () => viewer.close()), h('img', { src: `/sim/files/${fileId}`, alt: 'Photo, large' }));
  viewer.onclick = (event) => event.target === viewer && viewer.close();
  viewer.showModal();
}

async function added(asking) {
  try {
    const owner = await asking;
    if (!owner) return;
    await readState();
    openPhone(owner.id);
  } catch (error) {
    report(error);
  }
}

at('add-cat').addEventListener('click', () => void added(addCat()));
at('add-group').addEventListener('click', () => void added(addGroup([...owners.values()].filter((owner) => !owner.group))));
at('phones').addEventListener('scroll', markRead);
document.addEventListener('visibilitychange', markRead);
listen(onChange, () => void begin().catch(report), () => report(new Error('connection lost, trying again…')));
