import { changeTariff, collectDue, runBilling } from '../../src/domain/billing';
import { cancelOrder, placeOrder } from '../../src/domain/orders';
import { SYSTEM, type Language } from '../../src/domain/shared/work';
import { whoWrites, type Person } from '../../src/domain/users';
import type { Cat } from '../../src/simulator';
import type { Databases } from '../support/databases';
import { offer } from '../support/app';
import { openBotWorld, type BotWorld } from './support';

/** A cat in the chat, and its account. */
export interface Client {
  cat: Cat;
  person: Person;
}

/** The company with its bot, and short words for what happens to money. */
export interface MoneyWorld extends BotWorld {
  /** The worker of every order. */
  tom: Cat;
  /** Adds a client who has opened the chat. */
  client(name: string, language?: Language): Promise<Client>;
  /** Orders and cancels, which costs 100.00 (O7). */
  owes(client: Client, orders?: number): Promise<void>;
  /** Moves the clock there, and does all that is due: invoices, payouts, charges, messages. */
  at(instant: string): Promise<void>;
  /** Does all that is due, and handles every update. */
  settle(): Promise<void>;
  /** Offers payments in the chat: 10 roubles for 1.00. */
  offerChatPayments(): Promise<void>;
}

/** A Sunday's cut-off in Moscow, so many weeks after the first. */
export const sunday = (weeks = 0): string => new Date(Date.parse('2026-03-08T17:00:00Z') + weeks * 7 * 86_400_000).toISOString();

/** A pattern for this very text, in which a space also stands for the no-break space that amounts are written with. */
export const said = (text: string): RegExp => new RegExp(text.replace(/[.?()[\]«»+*]/g, '\\$&').replaceAll(' ', '[ \\u00a0]'));

/** Opens it all; the worker is there already. */
export async function openMoneyWorld(databases: Databases, options: Parameters<typeof openBotWorld>[1] = {}): Promise<MoneyWorld> {
  const t = await openBotWorld(databases, options);
  await offer(t);
  const tom = await t.hire('Tom');
  await tom.start();
  await tom.sees('Hello, Tom');
  const settle = async () => {
    await t.bot.idle();
    await runBilling(t.app, SYSTEM, {});
    await collectDue(t.app, SYSTEM);
    await t.dispatch();
  };
  return Object.assign(t, {
    tom,
    settle,
    client: async (name: string, language: Language = 'en') => {
      const cat = await t.invite(name, ['client'], language);
      await cat.start();
      await cat.sees(/Hello|Здравствуйте/);
      const person = await t.app.query(SYSTEM, (w) => whoWrites(w, cat.id));
      if (!person) throw new Error(`${name} is not known`);
      return { cat, person };
    },
    owes: async ({ person }: Client, orders = 1) => {
      for (let at = 0; at < orders; at++) {
        const id = t.app.newId();
        const when = new Date(t.clock.now().getTime() + (2 + at) * 3_600_000);
        await placeOrder(t.app, t.boss, { id, client: person.id, service: 'Glass dropping', place: 'Sofa', at: when });
        await t.app.run(t.boss, (w) => cancelOrder(w, { order: id, reason: 'plans_changed' }));
      }
      await t.dispatch();
    },
    at: async (instant: string) => {
      t.clock.set(instant);
      await settle();
    },
    offerChatPayments: async () => {
      await t.app.run(t.boss, (w) => changeTariff(w, { from: w.now, change: { telegram: { currency: 'RUB', rateMinor: 1_000 } } }));
    },
  });
}
