import type { App } from './app';
import type { Config } from './config';
import { addService } from './domain/orders';
import type { Language, Role } from './domain/shared/work';
import { addCandidate, overrideDecision } from './domain/staffing';
import { actorOf, addUser, type Invitation } from './domain/users';
import { prepareSession, protectDatabase, writeSession } from './output/session';

/** A cat to play in the simulator's page, with the code that opens its account. */
export interface Newcomer {
  name: string;
  language: Language;
  role: Role;
  code: string;
}

/** The page opens the first of them. */
const SHOWN: readonly Role[] = ['client', 'supplies', 'worker', 'manager', 'admin'];

/** Makes a company to try everything with: an admin who is signed in here, one person a role, and two services; all through the use cases. */
export async function makeFirstCompany(app: App, config: Config, zone: string): Promise<Newcomer[]> {
  prepareSession(config.sessionFile);
  const keep = (token: string) => writeSession(config.sessionFile, token);
  const { admin, invitation } = await app.init({ zone, name: 'Boss', language: 'en', keep });
  protectDatabase(config.databaseUrl);
  const boss = actorOf(admin, 'cli');
  const newcomers: Newcomer[] = [];
  const welcome = (name: string, language: Language, role: Role, { code }: Invitation) => newcomers.push({ name, language, role, code });
  for (const [name, language, role] of [
    ['Barsik', 'en', 'client'],
    ['Ann', 'en', 'supplies'],
    ['Мурка', 'ru', 'manager'],
  ] as const) {
    const added = await app.run(boss, (w) => addUser(w, { name, language, roles: [role] }));
    welcome(name, language, role, added.invitation);
  }
  await app.run(boss, async (w) => {
    const { candidate, invitation: code } = await addCandidate(w, { name: 'Tom', vacancy: 'courier', breed: 'Siamese', age: 3, language: 'en' });
    await overrideDecision(w, { candidate: candidate.id, accept: true, reason: 'the first worker of the company' });
    welcome('Tom', 'en', 'worker', code);
    await addService(w, { nameEn: 'Scratching', nameRu: 'Царапание', minutes: 30, kit: ['scratching board'] });
    await addService(w, { nameEn: 'Glass dropping', nameRu: 'Стаканы', minutes: 60, kit: ['2 glasses', 'broom'] });
  });
  welcome('Boss', 'en', 'admin', invitation);
  return newcomers.sort((one, other) => SHOWN.indexOf(one.role) - SHOWN.indexOf(other.role));
}
