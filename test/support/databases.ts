import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { openDatabase } from '../../src/db/connection';
import { migrate } from '../../src/db/migrations';
import type { Language } from '../../src/domain/shared/work';
import { createDatabase, dropDatabase } from './postgres';
import { once, runDirectory } from './run-once';

/** The two databases that every store must behave the same on. */
export type Dialect = 'sqlite' | 'postgres';

/** Fresh databases for one block of tests; they go when it ends. */
export interface Databases {
  readonly dialect: Dialect;
  /** The URL of a new, migrated database. */
  url(): Promise<string>;
  /** The URL of a new database without any table. */
  emptyUrl(): Promise<string>;
}

/** Long blocks leave many databases behind, and a busy server takes its time to drop each. */
const DROPPING_MS = 120_000;

/** Describes the same tests on SQLite and on PostgreSQL; `npx jest -t sqlite` runs but the former, and starts no server. */
export function describeOnBoth(name: string, tests: (db: Databases) => void): void {
  describe(`${name} (sqlite)`, () => tests(sqlite()));
  describe(`${name} (postgres)`, () => tests(postgres()));
}

/** The languages that a story of the chat is told in: what is said does not depend on the database, so that both are heard on SQLite alone. */
export const languagesOn = ({ dialect }: Pick<Databases, 'dialect'>): readonly Language[] => (dialect === 'sqlite' ? ['en', 'ru'] : ['en']);

function sqlite(): Databases {
  let home: Promise<string> | undefined;
  let made = 0;
  afterAll(async () => home && rm(await home, { force: true, recursive: true }));
  const file = async () => {
    home ??= mkdtemp(join(runDirectory(), 'sqlite-'));
    return join(await home, `${++made}.db`);
  };
  return {
    dialect: 'sqlite',
    emptyUrl: async () => `sqlite:${await file()}`,
    url: async () => {
      const target = await file();
      await copyFile(await once('sqlite-template', migratedFile), target);
      return `sqlite:${target}`;
    },
  };
}

function postgres(): Databases {
  const urls: string[] = [];
  afterAll(async () => {
    for (const url of urls) await dropDatabase(url);
  }, DROPPING_MS);
  const kept = async (url: Promise<string>) => {
    urls.push(await url);
    return url;
  };
  return { dialect: 'postgres', emptyUrl: () => kept(createDatabase()), url: () => kept(createDatabase(migrated)) };
}

async function migratedFile(): Promise<string> {
  const file = join(runDirectory(), 'template.db');
  await migrated(`sqlite:${file}`);
  return file;
}

async function migrated(url: string): Promise<void> {
  const database = openDatabase(url);
  await migrate(database).finally(() => database.close());
}
