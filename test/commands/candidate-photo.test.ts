import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { applyForWork } from '../../src/domain/staffing';
import { screeningCompany } from './screening-support';
import { appOf, type Machine, TEXT } from './support';

const TOKEN = '123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 7]);
const STRANGER = { kind: 'stranger', personId: null, roles: [], channel: 'bot' } as const;
const cwd = process.cwd();

let here: Machine;
let telegram: Server;
/** What Telegram answers to getFile, and to the download. */
let answers: { file: object | string; bytes: Buffer | null };
let asked: string[];

/** Murka C-000002 applies in the chat, with a photo or without. */
async function applied(photoFileId: string | null): Promise<void> {
  const app = appOf(here);
  const form = { chatId: 77, vacancy: 'courier', name: 'Murka', age: 3, breed: null, colour: null, contact: '@murka', photoFileId, language: 'en' } as const;
  await app.run(STRANGER, (w) => applyForWork(w, form)).finally(() => app.close());
}

beforeEach(async () => {
  [here, asked] = [await screeningCompany(), []];
  answers = { file: { ok: true, result: { file_id: 'P1', file_unique_id: 'u', file_path: 'photos/1.jpg' } }, bytes: JPEG };
  telegram = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.endsWith('/getFile')) return void response.setHeader('content-type', 'application/json').end(typeof answers.file === 'string' ? answers.file : JSON.stringify(answers.file));
    if (answers.bytes === null) response.statusCode = 404;
    response.end(answers.bytes ?? 'gone');
  });
  await new Promise<void>((listening) => telegram.listen(0, '127.0.0.1', listening));
  process.env.MCF_BOT_TOKEN = TOKEN;
  process.env.MCF_TELEGRAM_API_ROOT = `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`;
});

afterEach(async () => {
  process.chdir(cwd);
  delete process.env.MCF_BOT_TOKEN;
  delete process.env.MCF_TELEGRAM_API_ROOT;
  telegram.closeAllConnections();
  await new Promise((closed) => telegram.close(closed));
});

test('candidates photo saves what Telegram keeps to a file that only its owner reads', async () => {
  await applied('P1');
  process.chdir(here.home);
  expect(await here.mcf('candidates', 'photo', 'C-2')).toMatchObject({ code: 0, out: '✔ photo of C-000002: candidate-C-000002.jpg\n' });
  const file = join(here.home, 'candidate-C-000002.jpg');
  expect(readFileSync(file)).toEqual(JPEG);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(asked).toEqual([`/bot${TOKEN}/getFile`, `/file/bot${TOKEN}/photos/1.jpg`]);
  expect(await here.json('candidates', 'photo', 'C-2', '--out', 'murka.jpg')).toEqual({ candidate: TEXT, number: 'C-000002', file: 'murka.jpg', bytes: 5 });
});

test('candidates photo replaces a file only with --force', async () => {
  await applied('P1');
  const file = join(here.home, 'murka.jpg');
  writeFileSync(file, 'mine');
  expect(await here.error('candidates', 'photo', 'C-2', '--out', file)).toMatchObject({ code: 2, error: { code: 'cli.usage', params: { problem: 'exists' }, hint: 'add --force to replace it, or --out with another name' } });
  expect([readFileSync(file, 'utf8'), asked]).toEqual(['mine', []]);
  expect((await here.mcf('candidates', 'photo', 'C-2', '--out', file, '--force')).code).toBe(0);
  expect(readFileSync(file)).toEqual(JPEG);
  expect(await here.error('candidates', 'photo', 'C-2', '--out', join(here.home, 'no/such/place.jpg'))).toMatchObject({ code: 2, error: { params: { problem: 'unwritable' } } });
});

test('candidates show says that there is a photo, and how to see it', async () => {
  await applied('P1');
  expect((await here.mcf('candidates', 'show', 'C-2')).out).toContain('  photo    with Telegram; to save it: mcf candidates photo C-000002\n');
  expect(await here.json('candidates', 'show', 'C-2')).toMatchObject({ photo: true });
});

test('without a photo, and after the purge, candidates photo says so', async () => {
  await applied(null);
  expect(await here.error('candidates', 'photo', 'C-2')).toMatchObject({ code: 3, error: { code: 'staffing.no_photo', message: 'C-000002 sent no photo.' } });
  await here.json('candidates', 'withdraw', 'C-2');
  here.clock = '2027-11-20T12:05:00Z';
  await here.json('jobs', 'run', 'purge');
  expect((await here.error('candidates', 'photo', 'C-2')).error.message).toBe('The photo of C-000002 is gone: its personal data was erased.');
  expect(asked).toEqual([]);
});

test('without a token candidates photo says what is missing', async () => {
  await applied('P1');
  delete process.env.MCF_BOT_TOKEN;
  expect(await here.error('candidates', 'photo', 'C-2')).toMatchObject({ code: 6, error: { code: 'cli.no_bot_token', kind: 'unavailable' } });
});

test.each([
  ['refuses the token', { ok: false, error_code: 401, description: 'Unauthorized' }, 2, 'machine.token_refused'],
  ['has lost the file', { ok: false, error_code: 400, description: 'Bad Request: wrong file_id' }, 6, 'cli.photo_refused'],
  ['is broken', { ok: false, error_code: 502, description: 'Bad Gateway' }, 6, 'cli.telegram_unreachable'],
  ['is only a proxy with a page of its own', '<html>', 6, 'cli.telegram_unreachable'],
])('where Telegram %s nothing is saved and the token is not told', async (_, file, exit, code) => {
  await applied('P1');
  answers.file = file;
  const out = join(here.home, 'murka.jpg');
  const { code: exited, error } = await here.error('candidates', 'photo', 'C-2', '--out', out);
  expect({ exited, code: error.code, saved: existsSync(out) }).toEqual({ exited: exit, code, saved: false });
  expect(JSON.stringify(error)).not.toContain(TOKEN.slice(7));
});

test('where the download fails, brings no picture, or nobody answers, nothing is saved', async () => {
  await applied('P1');
  const out = join(here.home, 'murka.jpg');
  answers.bytes = null;
  expect((await here.error('candidates', 'photo', 'C-2', '--out', out)).error).toMatchObject({ code: 'cli.photo_refused', message: 'Telegram does not hand out this photo: 404.' });
  answers.bytes = Buffer.from('<html>');
  expect((await here.error('candidates', 'photo', 'C-2', '--out', out)).error.code).toBe('orders.bad_photo');
  process.env.MCF_TELEGRAM_API_ROOT = 'http://127.0.0.1:1';
  expect(await here.error('candidates', 'photo', 'C-2', '--out', out)).toMatchObject({ code: 6, error: { code: 'cli.telegram_unreachable' } });
  expect(existsSync(out)).toBe(false);
});
