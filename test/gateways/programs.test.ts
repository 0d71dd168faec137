import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import type { ProgramRequest } from '../../src/domain/staffing';
import { programsOver, type ProgramsGateway } from '../../src/gateways/programs';
import { serve } from '../../src/serve';
import { runDirectory } from '../support/run-once';

const PATIENT_MS = 30_000;
const HELLO = `echo '{"step":"pick","protocol":1,"version":"2026.1"}'`;
const END = `echo '{"end":true}'`;
/** Reads all that it is told, as a program should. */
const READ = 'cat > /dev/null';

const REQUEST: ProgramRequest = {
  program: 'pick',
  params: { most: 3, near: true, why: null },
  reference: { order: 'o-1', client: 'c-1' },
  samples: [{ worker: 'w-1', strengths: ['fast'] }, { worker: 'w-2', strengths: [] }, { worker: 'w-3', strengths: [] }],
  seed: '00c0ffee',
};

const opened: ProgramsGateway[] = [];
afterEach(() => Promise.all(opened.splice(0).map((programs) => programs.close())));

/** The gateway over a file with this text. */
function configured(text: string): { programs: ProgramsGateway; file: string } {
  const file = join(mkdtempSync(join(runDirectory(), 'programs-')), 'programs.yaml');
  writeFileSync(file, text);
  chmodSync(file, 0o600);
  const programs = programsOver({ file, isNamed: true });
  opened.push(programs);
  return { programs, file };
}

/** What comes of asking a program that is this shell script; further words are its arguments. */
function ask(script: string, { words = [], timeout_ms = PATIENT_MS, memory_mb = 256, ...changes }: Partial<ProgramRequest> & { words?: string[]; timeout_ms?: number; memory_mb?: number } = {}) {
  const { programs } = configured(JSON.stringify({ pick: { run: ['/bin/sh', '-c', script, ...words], timeout_ms, memory_mb } }));
  return programs.ask({ ...REQUEST, ...changes });
}

const answering = (...lines: string[]) => ask(`${READ}; ${HELLO}; cat <<'EOF'\n${lines.join('\n')}\nEOF`);
const failure = (fault: string, detail: unknown) => ({ ok: false, fault, detail });
const python = () => execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

describe('a program that keeps to the protocol', () => {
  test('says its version, whom it drops and what the others are worth; whom it does not name it keeps', async () => {
    const outcome = await answering('{"worker":"w-2","drop":" too\\tfar\\u202e "}', '{"worker":"w-1","value":0.75}', '{"end":true}');
    expect(outcome).toEqual({ ok: true, version: '2026.1', dropped: [{ worker: 'w-2', why: 'too far' }], values: { 'w-1': 0.75 } });
  });

  test('is told the order, its parameters, the seed, each worker, and the end', async () => {
    const kept = join(mkdtempSync(join(runDirectory(), 'told-')), 'input');
    await ask(`cat > "$0"; ${HELLO}; ${END}`, { words: [kept] });
    expect(readFileSync(kept, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual([
      { mcf: 'step/1', step: 'pick', params: REQUEST.params, order: REQUEST.reference, seed: REQUEST.seed, samples: 3 },
      ...REQUEST.samples,
      { end: true },
    ]);
  });

  test('may leave unread what it is told, however much that is', async () => {
    const samples = Array.from({ length: 20_000 }, (_, i) => ({ worker: `w-${i}`, strengths: ['fast', 'calm'] }));
    expect(await ask(`exec < /dev/null; ${HELLO}; ${END}`, { samples })).toEqual({ ok: true, version: '2026.1', dropped: [], values: {} });
  });

  test('gets its arguments as they are written: no shell looks at them', async () => {
    const words = ['$(touch hacked)', '; exit 3', '*', ''];
    const outcome = await ask(`${READ}; echo '{"step":"pick","protocol":1,"version":"'"$# $1 $2 $3 [$4]"'"}'; ${END}`, { words: ['name', ...words] });
    expect(outcome).toMatchObject({ ok: true, version: `4 ${words.join(' ')}[]` });
  });

  test('sees nothing of this process, and works in a directory of its own that is gone afterwards', async () => {
    process.env.MCF_CANARY = 'canary-7f3a';
    const kept = join(mkdtempSync(join(runDirectory(), 'seen-')), 'seen');
    try {
      await ask(`${READ}; { env; pwd; ls -A | wc -l; } > "$0"; touch left behind; ${HELLO}; ${END}`, { words: [kept] });
    } finally {
      delete process.env.MCF_CANARY;
    }
    const seen = readFileSync(kept, 'utf8');
    const names = [...seen.matchAll(/^(\w+)=/gm)].map(([, name]) => name ?? '');
    const [directory = '', files] = seen.trimEnd().split('\n').slice(-2);
    expect(seen).not.toContain('canary');
    expect(names.filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name)).sort()).toEqual(['HOME', 'LANG', 'PATH', 'TMPDIR']);
    expect(directory).toContain(join(tmpdir(), 'mcf-step-'));
    expect([Number(files), existsSync(directory)]).toEqual([0, false]);
  });
});

describe('what is not in the protocol', () => {
  const text = (part: string): unknown => expect.stringContaining(part);

  test.each([
    ['nothing at all', '', 'it said nothing'],
    ['no handshake', '{"worker":"w-1","value":1}', 'the first line is no handshake: {"worker":"w-1","value":1}'],
    ['no JSON', 'Traceback', 'the first line is no handshake: Traceback'],
    ['another protocol', '{"step":"pick","protocol":2,"version":"1"}', 'it speaks protocol 2, not 1'],
    ['another step', '{"step":"nearest","protocol":1,"version":"1"}', 'it is "nearest", not "pick"'],
    ['no version', '{"step":"pick","protocol":1}', 'its version is no short text'],
    ['a long version', `{"step":"pick","protocol":1,"version":"${'1'.repeat(300)}"}`, 'its version is no short text'],
  ])('a handshake that is %s is refused', async (_, line, detail) => {
    expect(await ask(`${READ}; cat <<'EOF'\n${line}\nEOF`)).toEqual(failure('handshake', detail));
  });

  test.each([
    ['no JSON', ['oops \u001b[31mred'], 'line 2: no JSON object: oops [31mred'],
    ['a list', ['[]'], 'line 2: no JSON object: []'],
    ['a worker nobody asked about', ['{"worker":"w-9","value":1}'], 'line 2: nobody asked about worker "w-9"'],
    ['no worker', ['{"value":1}'], 'line 2: nobody asked about worker null'],
    ['a worker twice', ['{"worker":"w-1","value":1}', '{"worker":"w-1","drop":"far"}'], 'line 3: worker w-1 is named twice'],
    ['both', ['{"worker":"w-1","value":1,"drop":"far"}'], 'line 2: worker w-1 needs either a value or a drop'],
    ['neither', ['{"worker":"w-1"}'], 'line 2: worker w-1 needs either a value or a drop'],
    ['no reason', ['{"worker":"w-1","drop":" "}'], 'line 2: the drop of worker w-1 is no reason'],
    ['too little', ['{"worker":"w-1","value":-0.01}'], 'from 0 to 1: -0.01'],
    ['too much', ['{"worker":"w-1","value":1.01}'], 'from 0 to 1: 1.01'],
    ['infinity', ['{"worker":"w-1","value":1e999}'], 'from 0 to 1'],
    ['a text for a number', ['{"worker":"w-1","value":"0.5"}'], 'from 0 to 1: "0.5"'],
    ['a word nobody knows', ['{"worker":"w-1","vlaue":1}'], 'line 2: nobody knows “vlaue”'],
    ['more after the end', ['{"end":true}', '{"worker":"w-1","value":1}'], 'line 3: more after the end'],
  ])('%s makes the whole answer worthless', async (_, lines, detail) => {
    expect(await answering(...lines, '{"end":true}')).toEqual(failure('bad_answer', text(detail)));
  });

  test('an answer without an end may be half of one', async () => {
    expect(await answering('{"worker":"w-1","value":1}')).toEqual(failure('bad_answer', 'the last line is not {"end":true}'));
  });
});

describe('limits', () => {
  /** Waits until nobody of a process group is left. */
  const gone = async (pid: string) => {
    for (;;) {
      const stat = (() => {
        try {
          return readFileSync(`/proc/${pid}/stat`, 'utf8');
        } catch {
          return undefined;
        }
      })();
      // Whom nobody waits for any more stays as a zombie until its new parent looks.
      if (stat === undefined || / Z /.test(stat)) return true;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const notes = () => join(mkdtempSync(join(runDirectory(), 'pids-')), 'pids');
  const noted = (file: string) => readFileSync(file, 'utf8').trim().split('\n');

  test('a program that is not done in time is killed, with all that it started', async () => {
    const file = notes();
    const outcome = await ask('(sleep 600 & echo $! >> "$0"; sleep 600) & echo $! >> "$0"; echo $$ >> "$0"; sleep 600', { words: [file], timeout_ms: 300 });
    expect(outcome).toEqual(failure('timeout', 'not done after 300 ms'));
    expect(await Promise.all(noted(file).map(gone))).toEqual(noted(file).map(() => true));
  });

  test('a step may allow less time than the configuration, and never more', async () => {
    expect(await ask('sleep 600', { timeoutMs: 50 })).toEqual(failure('timeout', 'not done after 50 ms'));
    expect(await ask('sleep 600', { timeout_ms: 60, timeoutMs: 5000 })).toEqual(failure('timeout', 'not done after 60 ms'));
  });

  test('children that a program leaves behind are killed when it ends, and hold up nothing', async () => {
    const file = notes();
    const outcome = await ask(`${READ}; sleep 600 & echo $! > "$0"; ${HELLO}; ${END}`, { words: [file] });
    expect(outcome).toMatchObject({ ok: true });
    expect(await gone(noted(file)[0] ?? '')).toBe(true);
  });

  test('one that multiplies without end is killed with all its kind', async () => {
    const file = notes();
    const outcome = await ask('breed() { echo $$ > "$0"; sleep 600 | sleep 600 & [ "$1" -gt 0 ] && breed $(($1 - 1)); wait; }; breed 20', { words: [file], timeout_ms: 300 });
    expect(outcome).toMatchObject({ ok: false, fault: 'timeout' });
    const [group = ''] = noted(file);
    await gone(group);
    const members = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && groupOf(pid) === group);
    expect(await Promise.all(members.map(gone))).toEqual(members.map(() => true));
  });

  test('one that wants more memory than it may have gets none', async () => {
    const script = 'x = bytearray(1 << 28)';
    const run = (memory_mb: number) =>
      configured(JSON.stringify({ pick: { run: [python(), '-c', script], timeout_ms: PATIENT_MS, memory_mb } })).programs.ask(REQUEST);
    expect(await run(128)).toEqual(failure('memory', 'exit code 1: MemoryError'));
    expect(await run(1024)).toEqual(failure('handshake', 'it said nothing'));
  });

  test.each([
    ['stdout', 'yes'],
    ['stderr', 'yes >&2'],
  ])('one that writes without end on %s is stopped', async (name, script) => {
    expect(await ask(script)).toEqual(failure('too_much', `more than 1048576 bytes on ${name}`));
  });

  test.each([
    ['fails', `${HELLO}; ${END}; echo first >&2; echo 'no \u001b[2Jmap' >&2; exit 3`, 'crashed', 'exit code 3: no [2Jmap'],
    ['ends at once', 'exit 1', 'crashed', 'exit code 1'],
    ['is killed by a signal', 'kill -SEGV $$', 'crashed', 'killed by SIGSEGV'],
    ['is killed by the kernel', 'kill -KILL $$', 'memory', 'killed by SIGKILL'],
  ])('one that %s has failed, whatever it said', async (_, script, fault, detail) => {
    expect(await ask(script)).toEqual(failure(fault, detail));
  });

  test('more than a few wait for their turn, and all get it', async () => {
    const { programs } = configured(JSON.stringify({ pick: { run: ['/bin/sh', '-c', `${READ}; ${HELLO}; ${END}`], timeout_ms: PATIENT_MS } }));
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => programs.ask(REQUEST)));
    expect(outcomes.map(({ ok }) => ok)).toEqual(Array<boolean>(10).fill(true));
  });

  test('the app kills what runs when it closes, and starts nothing any more', async () => {
    const file = notes();
    const { programs } = configured(JSON.stringify({ pick: { run: ['/bin/sh', '-c', 'echo $$ >> "$0"; sleep 600', file], timeout_ms: PATIENT_MS } }));
    const nobody = { outcome: 'not_sent', reason: '' } as const;
    const app = createApp({
      databaseUrl: `sqlite:${join(runDirectory(), 'unused.db')}`,
      goldHat: { send: () => Promise.resolve(nobody), ask: () => Promise.resolve(nobody) },
      messenger: { deliver: () => Promise.resolve({ outcome: 'sent', messageId: 1 }) },
      programs,
    });
    const asked = Array.from({ length: 6 }, () => app.programs.ask(REQUEST));
    while (!existsSync(file) || noted(file).length < 4) await new Promise((resolve) => setImmediate(resolve));
    await app.close();
    const closed = failure('crashed', 'stopped, since mcf was closed');
    expect(await Promise.all([...asked, app.programs.ask(REQUEST)])).toEqual(Array(7).fill(closed));
    expect(noted(file)).toHaveLength(4);
    expect(await Promise.all(noted(file).map(gone))).toEqual([true, true, true, true]);
  });
});

/** The process group of a process; undefined where it is gone. */
function groupOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
  } catch {
    return undefined;
  }
}

describe('configuration', () => {
  const refused = (text: string) => {
    const { programs, file } = configured(text);
    try {
      programs.names();
    } catch (error) {
      const { code, params } = error as { code: string; params: Record<string, string> };
      return { code, at: params.place?.replace(`${file}:`, ''), key: params.key, wanted: params.wanted };
    }
    throw new Error('it was taken');
  };
  const RUN = 'run: [/bin/true]';
  const LIST = 'a list of texts that begins with an absolute path, such as [/usr/bin/python3, /opt/mcf/nearest.py]';
  const KEYS = 'run, timeout_ms and memory_mb, and nothing else';

  test.each([
    ['a relative path', 'near:\n  run: [python3, x.py]', '2', 'near.run', LIST],
    ['a command line', 'near:\n  run: /bin/true', '2', 'near.run', LIST],
    ['a number as an argument', 'near:\n  timeout_ms: 100\n  run:\n    - /bin/true\n    - 5', '5', 'near.run', LIST],
    ['no path', 'near:\n  run: []', '2', 'near.run', LIST],
    ['nothing to run', 'near:\n  timeout_ms: 100', '1', 'near.run', LIST],
    ['too short a time', `near:\n  ${RUN}\n  timeout_ms: 10`, '3', 'near.timeout_ms', 'a whole number from 50 to 30000'],
    ['part of a number', `near:\n  ${RUN}\n  memory_mb: 64.5`, '3', 'near.memory_mb', 'a whole number from 16 to 65536'],
    ['a misspelt key', `near:\n  ${RUN}\n  timeout: 100`, '3', '“timeout”', KEYS],
    ['a name with capitals', `near:\n  ${RUN}\nFar:\n  ${RUN}`, '3', 'the name “Far”', 'a small Latin letter, then up to 39 of a-z, 0-9, _ and -'],
    ['a program twice', `near: {${RUN}}\nnear: {${RUN}}`, '2', 'the file', 'YAML (Map keys must be unique)'],
    ['a list', `- ${RUN}`, '1', 'the file', 'programs by their names'],
    ['an alias', `near: &a {${RUN}}\nfar: *a`, '1', 'the file', 'YAML without aliases'],
  ])('%s is refused by line and by what should stand there', (_, text, at, key, wanted) => {
    expect(refused(text)).toEqual({ code: 'machine.bad_programs', at, key, wanted });
  });

  test('names are told in the order of the file; an empty file names none', () => {
    expect(configured(`near: {${RUN}}\nfar: {${RUN}}`).programs.names()).toEqual(['near', 'far']);
    expect(configured('# none yet\n').programs.names()).toEqual([]);
  });

  test('a file, or a program, that others may write is refused', async () => {
    const { programs, file } = configured(`near: {${RUN}}`);
    chmodSync(file, 0o620);
    const refusal = (path: string) => expect.objectContaining({ code: 'machine.writable_by_others', params: { file: path } }) as Error;
    expect(() => programs.names()).toThrow(refusal(file));
    expect(await programs.ask({ ...REQUEST, program: 'near' })).toEqual(failure('not_configured', expect.stringContaining('machine.writable_by_others')));
    const script = join(mkdtempSync(join(runDirectory(), 'script-')), 'step.sh');
    writeFileSync(script, '');
    chmodSync(script, 0o702);
    expect(() => configured(`near: {run: [/bin/sh, ${script}]}`).programs.names()).toThrow(refusal(script));
    chmodSync(script, statSync(script).mode & ~0o022);
    expect(configured(`near: {run: [/bin/sh, ${script}]}`).programs.names()).toEqual(['near']);
  });

  test('a change of the file holds from the next use on', async () => {
    const { programs, file } = configured('');
    expect(await programs.ask(REQUEST)).toEqual(failure('not_configured', `${file} names no program pick`));
    writeFileSync(file, JSON.stringify({ pick: { run: ['/bin/sh', '-c', `${READ}; ${HELLO}; ${END}`] } }));
    expect(await programs.ask(REQUEST)).toMatchObject({ ok: true });
  });

  test('what cannot be run was not started', async () => {
    const { programs } = configured(`pick: {run: [/nowhere/at-all]}\ndir: {run: [/]}`);
    expect(await programs.ask(REQUEST)).toEqual(failure('not_started', expect.stringMatching(/^exit code 127: .*at-all/)));
    expect(await programs.ask({ ...REQUEST, program: 'dir' })).toEqual(failure('not_started', expect.stringMatching(/^exit code 126: /)));
  });

  test('mcf start stops at a file that is wrong, before it makes anything', async () => {
    const home = mkdtempSync(join(runDirectory(), 'home-'));
    writeFileSync(join(home, 'programs.yaml'), 'near: {run: near.sh}', { mode: 0o600 });
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    await expect(serve(readConfig({ MCF_HOME: home }), quiet, 0)).rejects.toMatchObject({ code: 'machine.bad_programs' });
    expect(readdirSync(home)).toEqual(['programs.yaml']);
  });

  test('the file lies in the home, or where MCF_PROGRAMS says; only then it must be there', () => {
    const home = mkdtempSync(join(runDirectory(), 'home-'));
    expect(readConfig({ MCF_HOME: home }).programs).toEqual({ file: join(home, 'programs.yaml'), isNamed: false });
    expect(programsOver(readConfig({ MCF_HOME: home }).programs).names()).toEqual([]);
    const named = readConfig({ MCF_HOME: home, MCF_PROGRAMS: join(home, 'steps.yaml') }).programs;
    const missing = expect.objectContaining({ code: 'machine.bad_config', params: expect.objectContaining({ variable: 'MCF_PROGRAMS' }) as object }) as Error;
    expect(() => programsOver(named).names()).toThrow(missing);
    expect(() => readConfig({ MCF_HOME: home, MCF_PROGRAMS: 'steps.yaml' })).toThrow(missing);
  });
});
