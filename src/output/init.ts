import { homedir } from 'node:os';

import type { App } from '../app';
import type { Config } from '../config';
import { isZone } from '../domain/shared/time';
import type { Language } from '../domain/shared/work';
import { requiredText, type Person } from '../domain/users';
import { readRuntime } from '../runtime';
import type { Question } from './ask';
import { invitation } from './people';
import { makeHome, prepareSession, protectDatabase, writeSession } from './session';
import { badValue } from './usage';

interface Given {
  admin?: string | undefined;
  language?: Language | undefined;
  'time-zone'?: string | undefined;
}

/** What a new company needs; only the admin's name has no answer of its own. */
export function askForCompany(given: Given, settings: Config, askAll: boolean) {
  const zone = settings.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const admin: Question<string> = { name: '--admin', given: given.admin, ask: (prompts) => prompts.text('Your name') };
  const language: Question<Language> = {
    name: '--language',
    given: given.language ?? (askAll ? undefined : 'en'),
    ask: (prompts) => prompts.pick('Language', [{ name: 'English', value: 'en' } as const, { name: 'Русский', value: 'ru' } as const]),
  };
  const timeZone: Question<string> = {
    name: '--time-zone',
    given: given['time-zone'] ?? (askAll ? undefined : zone),
    ask: (prompts) => prompts.text('Company time zone', { preset: zone, check: (text) => isZone(text) || 'A name such as Europe/Moscow' }),
  };
  return { admin, language, timeZone };
}

/** Whether there is a company already, so that nobody answers questions for nothing. */
export const isSetUp = (app: App): Promise<boolean> => app.company().then(() => true, () => false);

/** Makes home, database, company and admin, and signs this machine in. */
export async function makeCompany(app: App, settings: Config, input: { admin: string; language: Language; timeZone: string }) {
  if (!isZone(input.timeZone)) throw badValue('--time-zone', input.timeZone, 'Europe/Moscow');
  const name = requiredText('name', input.admin, 100);
  makeHome(settings.home);
  prepareSession(settings.sessionFile);
  const keep = (token: string) => writeSession(settings.sessionFile, token);
  const made = await app.init({ zone: input.timeZone, name, language: input.language, keep });
  protectDatabase(settings.databaseUrl);
  const admin: Person = made.admin;
  return { admin, invite: invitation(made.invitation, readRuntime(settings)) };
}

/** A database's address for people: no password, and the home directory as `~`. */
export function tidyPath(databaseUrl: string): string {
  if (databaseUrl.startsWith('postgres')) return databaseUrl.replace(/\/\/[^@/]*@/, '//');
  return databaseUrl.replace(/^sqlite:/, '').replace(homedir(), '~');
}
