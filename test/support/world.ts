import { inspect } from 'node:util';

import { createApp, type App } from '../../src/app';
import { startBot, type Bot } from '../../src/bot';
import { letterRenderer } from '../../src/bot/letters';
import { moveClock } from '../../src/clock';
import { addService, placeOrder } from '../../src/domain/orders';
import { SYSTEM, type Actor, type Language, type Role } from '../../src/domain/shared/work';
import { addCandidate, overrideDecision } from '../../src/domain/staffing';
import { actorOf, addUser, findPerson, type Person } from '../../src/domain/users';
import { cookiesOver } from '../../src/gateways/cookies';
import { goldHatOver } from '../../src/gateways/gold-hat';
import { telegramSender } from '../../src/gateways/telegram-sender';
import { runJob } from '../../src/jobs';
import { jobs } from '../../src/jobs/jobs';
import { startSimulator, type Cat, type Simulator } from '../../src/simulator';
import { MONDAY } from './app';
import { hearingAll } from './heard';

/** A cat in the chat together with its account. */
export interface Player {
  person: Person;
  cat: Cat;
}

/** The whole company on one database: real telegraf over HTTP against the simulator, Gold Hat over HTTP, a clock that is moved. */
export interface World {
  app: App;
  boss: Actor;
  sim: Simulator;
  bot: Bot;
  /** Moves business time, then does all that has fallen due. */
  moveTo(at: string): Promise<void>;
  /** Handles every update that was sent, and does all that is due, until nothing is left to do. */
  settle(): Promise<void>;
  /** Adds a client or staff, who open their invitation in the chat. */
  join(name: string, role: Role, language: Language): Promise<Player>;
  /** Adds a candidate, who opens the invitation and is accepted. */
  hire(name: string, language: Language): Promise<Player>;
  /** Places an order of a client for glasses dropped in the kitchen, and does all that follows; returns its id. */
  place(client: Player, at: Date): Promise<string>;
  close(): Promise<void>;
}

const FAST = { perSecond: 100_000, perChatPerSecond: 100_000, perGroupPerMinute: 100_000 };

/** Sending waits for the reader's messages; everything else runs until it finds nothing to do. */
const ROUND = ['reactions', 'matching', 'no-shows', 'kits', 'reminders', 'cookies', 'billing', 'outbox'] as const;

/** Opens the world on a database that has its tables, on a Monday noon in Moscow. */
export async function openWorld(databaseUrl: string): Promise<World> {
  const faults: string[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (data: object, message: string) => void faults.push(`${message} ${inspect(data, { depth: 4 })}`) };
  let offsetMs = MONDAY.getTime() - Date.now();
  const now = () => new Date(Date.now() + offsetMs);
  const sim = await startSimulator({ port: 0, now, limits: FAST });
  const connection = { token: sim.botToken, apiRoot: sim.telegramApiRoot };
  const messenger = telegramSender({ ...connection, render: letterRenderer(() => app), limits: FAST });
  const app: App = createApp({ databaseUrl, goldHat: goldHatOver(sim.goldHatUrl, { timeoutMs: 500 }), cookies: cookiesOver(sim.cookiesUrl, { timeoutMs: 500 }), messenger });
  const { admin } = await app.init({ zone: 'Europe/Moscow', name: 'Boss', language: 'en' });
  offsetMs = await moveClock(app, MONDAY);
  const boss = actorOf(admin, 'cli');
  await app.run(boss, (w) => addService(w, { nameEn: 'Glass dropping', nameRu: 'Стаканы', minutes: 60, kit: ['2 glasses'] }));
  const bot = hearingAll(await startBot({ app, log, intake: { apartMs: 0 }, ...connection }), sim);

  const settle = async () => {
    for (let did = 1; did > 0; ) {
      await bot.idle();
      did = 0;
      for (const job of ROUND) if (await app.query(SYSTEM, jobs[job].due)) did += (await runJob(app, SYSTEM, job)).done;
    }
  };
  const open = async (name: string, language: Language, code: string): Promise<Cat> => {
    const cat = await sim.cats.add({ name, language, startCode: code });
    await cat.start();
    await cat.sees(/./);
    return cat;
  };
  return {
    app,
    boss,
    sim,
    bot,
    settle,
    moveTo: async (at) => {
      offsetMs = await moveClock(app, new Date(at));
      await settle();
    },
    join: async (name, role, language) => {
      const { person, invitation } = await app.run(boss, (w) => addUser(w, { name, roles: [role], language }));
      return { person, cat: await open(name, language, invitation.code) };
    },
    hire: async (name, language) => {
      const { candidate, invitation } = await app.run(boss, (w) => addCandidate(w, { name, vacancy: 'courier', language }));
      const cat = await open(name, language, invitation.code);
      await app.run(boss, (w) => overrideDecision(w, { candidate: candidate.id, accept: true, reason: 'known well' }));
      return { person: await app.query(boss, (w) => findPerson(w, candidate.id)), cat };
    },
    place: async ({ person }, at) => {
      const { id } = await placeOrder(app, actorOf(person, 'bot'), { id: app.newId(), client: person.id, service: 'Glass dropping', place: 'Kitchen', at });
      await settle();
      return id;
    },
    close: async () => {
      await bot.stop();
      await app.close();
      await sim.close();
      // What the bot did not expect: a cat reads only a number of it.
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  };
}
