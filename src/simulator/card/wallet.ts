import { randomBytes } from 'node:crypto';
import type { World } from '../world/world';
import type { CardSession, KeptCard } from './types';

const DECLINES = '4000000000000002';
const DECLINES_LATER = '4000000000000341';

/** Cards on file, and how clients enter them. */
export class Wallet {
  constructor(
    private readonly world: World,
    private readonly changed: () => void,
  ) {}

  /** Lets a customer enter a card. */
  begin(customer: string): CardSession {
    const id = `cs_${randomBytes(15).toString('base64url')}`;
    const session = { id, customer, created_at: this.world.deps.now().toISOString(), token: null };
    this.state.sessions[id] = session;
    this.world.saveNow();
    this.changed();
    return session;
  }

  /** The session with this id. */
  session(id: string): CardSession | undefined {
    return Object.hasOwn(this.state.sessions, id) ? this.state.sessions[id] : undefined;
  }

  /** The card with this token. */
  card(token: string): KeptCard | undefined {
    return Object.hasOwn(this.state.cards, token) ? this.state.cards[token] : undefined;
  }

  /** All sessions, oldest first. */
  sessions(): CardSession[] {
    return Object.values(this.state.sessions);
  }

  /** Keeps the card that was entered; throws where there is nothing to enter it for, or it is no card number. */
  keep(sessionId: string, number: string): KeptCard {
    const session = this.session(sessionId);
    if (!session) throw new Error(`There is no card session ${sessionId}`);
    if (session.token !== null) throw new Error('A card was kept here before: ask for a new link');
    const digits = number.replace(/[\s-]/g, '');
    if (!/^\d{12,19}$/.test(digits)) throw new Error('A card number has 12 to 19 digits');
    const token = `card_${randomBytes(15).toString('base64url')}`;
    const card: KeptCard = { token, last4: digits.slice(-4), customer: session.customer, temper: temperOf(digits) };
    this.state.cards[token] = card;
    session.token = token;
    this.world.saveNow();
    this.changed();
    return card;
  }

  private get state() {
    return this.world.state.card;
  }
}

function temperOf(digits: string): KeptCard['temper'] {
  if (digits === DECLINES) return 'declines';
  return digits === DECLINES_LATER ? 'declines_later' : 'approves';
}
