import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';

import { runDirectory } from '../support/run-once';

/** A program of one line, laid out as the build lays out the real one. */
const PROGRAM = `exports.run = ([word]) => console.log('ran ' + word);\n`;

describe('bin/run.js', () => {
  let root: string;
  const mcf = (...args: string[]) => spawnSync(process.execPath, [join(root, 'bin/run.js'), ...args], { encoding: 'utf8' });
  const caches = () => readdirSync(join(root, 'dist/cache')).map((name) => join(root, 'dist/cache', name));

  beforeEach(() => {
    root = mkdtempSync(join(runDirectory(), 'program-'));
    cpSync(join(__dirname, '../../bin'), join(root, 'bin'), { recursive: true });
    mkdirSync(join(root, 'dist'));
    writeFileSync(join(root, 'dist/main.js'), Module.wrap(PROGRAM));
    writeFileSync(join(root, 'dist/hashes.json'), '{"main":"1234"}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('leaves a code cache for the next run, named after content, version and machine', () => {
    expect(mcf('once').stdout).toBe('ran once\n');
    expect(caches()).toEqual([join(root, `dist/cache/main-1234-${process.version}-${process.arch}`)]);
    expect(mcf('twice').stdout).toBe('ran twice\n');
  });

  test.each([0, 10, 200])('compiles anew when only %d bytes of the cache are left', (length) => {
    mcf('once');
    const whole = readFileSync(caches()[0] ?? '').length;
    truncateSync(caches()[0] ?? '', length);
    expect(mcf('again')).toMatchObject({ status: 0, stdout: 'ran again\n' });
    expect(readFileSync(caches()[0] ?? '').length).toBe(whole);
  });

  test('compiles anew when V8 was given other flags', () => {
    mcf('once');
    const other = spawnSync(process.execPath, ['--no-opt', join(root, 'bin/run.js'), 'otherwise'], { encoding: 'utf8' });
    expect(other).toMatchObject({ status: 0, stdout: 'ran otherwise\n' });
  });

  test('runs where no cache can be written', () => {
    writeFileSync(join(root, 'dist/cache'), 'a file where the directory should be');
    expect(mcf('anyway')).toMatchObject({ status: 0, stdout: 'ran anyway\n' });
  });

  test('says how to build what is not built', () => {
    rmSync(join(root, 'dist'), { recursive: true });
    expect(mcf('nothing')).toMatchObject({ status: 1, stderr: 'mcf is not built yet.\n→ npm run build\n' });
  });
});
