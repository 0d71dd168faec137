import { createApp, type App, type AppOptions } from '../../src/app';
import type { CardCharge, CardGateway, ChargeAnswer, GoldHat, TransferAnswer } from '../../src/domain/billing';
import type { Letter, Messenger } from '../../src/domain/notifications';
import type { Actor, Language, Role } from '../../src/domain/shared/work';
import { addService, type Photo, type Service } from '../../src/domain/orders';
import { addCandidate, overrideDecision } from '../../src/domain/staffing';
import { actorOf, addUser, findPerson, redeemInvitation, type Person } from '../../src/domain/users';

/** Monday noon in Moscow, where every test company lives. */
export const MONDAY = new Date('2026-03-02T09:00:00.000Z');

/** A Gold Hat in memory that remembers what it was sent and answers as told. */
export interface TestGoldHat extends GoldHat {
  sent: { key: string; amount: number; recipient: string; reference: string }[];
  /** Answers to come, first in first out; afterwards every transfer succeeds. */
  answers: TransferAnswer[];
}

/** A card gateway in memory that charges once for a key, and otherwise does as told. */
export interface TestCards extends CardGateway {
  /** Every request for a charge, as it came. */
  charged: CardCharge[];
  /** Every key that was asked about. */
  asked: string[];
  /** What to do with the next charges, first in first out; `lost` and `thrown` charge the card and lose the answer. Afterwards every charge is paid. */
  answers: (ChargeAnswer | 'lost' | 'thrown')[];
  /** What to tell of the next charges that are asked about; afterwards the truth. */
  told: (ChargeAnswer | { outcome: 'absent' })[];
  /** What really became of each key. */
  book: Map<string, ChargeAnswer>;
  /** The cards that were entered, by session. */
  entered: Map<string, { token: string; last4: string }>;
  /** While true nobody answers about sessions. */
  isDown: boolean;
}

/** An app on a database of its own, with a clock that stands still until it is moved. */
export interface TestApp {
  app: App;
  boss: Actor;
  bossPerson: Person;
  clock: { now(): Date; set(at: Date | string): void; advance(minutes: number): void };
  goldHat: TestGoldHat;
  cards: TestCards;
  /** Every letter the messenger was given. */
  letters: Letter[];
}

/** Opens a database that has its tables and makes the company with its first admin, Boss. */
export async function openTestApp(databaseUrl: string, options: Partial<AppOptions> = {}): Promise<TestApp> {
  let now = MONDAY;
  const goldHat = testGoldHat();
  const cards = testCards();
  const letters: Letter[] = [];
  const messenger: Messenger = {
    deliver: (letter) => {
      letters.push(letter);
      return Promise.resolve({ outcome: 'sent', messageId: letters.length });
    },
  };
  const app = createApp({ databaseUrl, wall: () => now, clockOffsetMs: 0, goldHat, cards, messenger, ...options });
  const { admin } = await app.init({ zone: 'Europe/Moscow', name: 'Boss', language: 'en' });
  const clock = {
    now: () => now,
    set: (at: Date | string) => void (now = new Date(at)),
    advance: (minutes: number) => void (now = new Date(now.getTime() + minutes * 60_000)),
  };
  return { app, boss: actorOf(admin, 'cli'), bossPerson: admin, clock, goldHat, cards, letters };
}

/** Adds a person and links the chat `chatId`, as if the invitation had been opened in Telegram. */
export async function join(t: TestApp, name: string, roles: Role[], options: { language?: Language; chatId?: number } = {}): Promise<Person> {
  const { person, invitation } = await t.app.run(t.boss, (w) => addUser(w, { name, roles, language: options.language ?? 'en' }));
  return link(t, person, invitation.code, options.chatId);
}

/** Adds a worker by way of an application that staff accept. */
export async function hire(t: TestApp, name: string, options: { language?: Language; chatId?: number } = {}): Promise<Person> {
  const { candidate, invitation } = await t.app.run(t.boss, (w) => addCandidate(w, { name, vacancy: 'courier', language: options.language ?? 'en' }));
  const person = await t.app.query(t.boss, (w) => findPerson(w, candidate.id));
  await link(t, person, invitation.code, options.chatId);
  await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: candidate.id, accept: true, reason: 'known well' }));
  return t.app.query(t.boss, (w) => findPerson(w, candidate.id));
}

/** Adds the service "Glass dropping" of one hour. */
export function offer(t: TestApp, name = 'Glass dropping', minutes = 60): Promise<Service> {
  return t.app.run(t.boss, (w) => addService(w, { nameEn: name, nameRu: name === 'Glass dropping' ? 'Стаканы' : name, minutes, kit: ['2 glasses'] }));
}

/** A company with a client, a worker who is free, and a service of an hour. */
export async function openHousehold(databaseUrl: string): Promise<{ t: TestApp; client: Person; tom: Person }> {
  const t = await openTestApp(databaseUrl);
  const client = await join(t, 'Barsik', ['client']);
  const tom = await hire(t, 'Tom');
  await offer(t);
  return { t, client, tom };
}

/** What a person acts as in the chat. */
export const as = (person: Person): Actor => actorOf(person, 'bot');

/** A picture that differs with its name. */
export function photo(name: string): Photo {
  return { bytes: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(name)]), mime: 'image/jpeg' };
}

let nextChat = 1000;

async function link(t: TestApp, person: Person, code: string, chatId = nextChat++): Promise<Person> {
  const stranger: Actor = { kind: 'stranger', personId: null, roles: [], channel: 'bot' };
  await t.app.run(stranger, (w) => redeemInvitation(w, { code, chatId }));
  return { ...person, chatId };
}

function testGoldHat(): TestGoldHat {
  const sent: TestGoldHat['sent'] = [];
  const answers: TransferAnswer[] = [];
  const arrived = new Set<string>();
  return {
    sent,
    answers,
    send: (transfer) => {
      sent.push(transfer);
      const answer = answers.shift() ?? { outcome: 'sent' };
      if (answer.outcome === 'sent') arrived.add(transfer.key);
      return Promise.resolve(answer);
    },
    ask: ({ key }) => Promise.resolve(answers.shift() ?? (arrived.has(key) ? { outcome: 'sent' } : { outcome: 'absent' })),
  };
}

function testCards(): TestCards {
  let sessions = 0;
  const nobody = { outcome: 'unknown' as const, reason: 'no answer in time' };
  const cards: TestCards = {
    charged: [],
    asked: [],
    answers: [],
    told: [],
    book: new Map(),
    entered: new Map(),
    isDown: false,
    charge: async (charge) => {
      cards.charged.push(charge);
      const next = cards.answers.shift();
      const answer = cards.book.get(charge.key) ?? (typeof next === 'object' ? next : { outcome: 'paid' as const, id: `ch_${cards.book.size + 1}` });
      if (answer.outcome === 'paid' || answer.outcome === 'declined') cards.book.set(charge.key, answer);
      if (next === 'thrown') throw new Error('socket hang up');
      return next === 'lost' ? nobody : answer;
    },
    ask: async ({ key }) => {
      cards.asked.push(key);
      return cards.told.shift() ?? cards.book.get(key) ?? { outcome: 'absent' };
    },
    begin: async ({ customer }) => (cards.isDown ? nobody : { outcome: 'begun', session: `session-${++sessions}`, url: `https://cards.test/${customer}/session-${sessions}` }),
    card: async (session) => {
      const card = cards.entered.get(session);
      return cards.isDown ? nobody : card ? { outcome: 'kept', ...card } : { outcome: 'waiting' };
    },
  };
  return cards;
}
