import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { askAlong } from '../../src/domain/staffing/matching/match-order';
import { readPipeline } from '../../src/domain/staffing/matching/language/read-pipeline';
import { walk } from '../../src/domain/staffing/matching/engine/run';
import type { MatchInputs } from '../../src/domain/staffing/matching/engine/match';
import type { Sample } from '../../src/domain/staffing/matching/engine/sample';
import { ruleOf, stepNames } from '../../src/domain/staffing/matching/engine/steps';
import type { ProgramFault } from '../../src/domain/staffing';
import { programsOver } from '../../src/gateways/programs';
import { questionLines } from '../../src/gateways/programs/protocol';
import { runDirectory } from '../support/run-once';

const GUIDE = readFileSync('docs/matching.md', 'utf8');
const EXAMPLES = 'docs/examples/matching';

const blocks = (language: string) => [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, block]) => block ?? '');
const [PIPELINE = '', CONFIGURATION = ''] = blocks('yaml');

const sample = (worker: string, more: Partial<Sample>): Sample => ({
  ...{ worker, active: true, absent: false, bookedFor: null, strengths: [], weaknesses: [], booked: {} },
  ...{ results: { ok: 0, notOk: 0 }, withClient: { ok: 0, notOk: 0 }, ...more },
});

/** The order and the workers that the guide speaks of. */
const INPUTS: MatchInputs = {
  reference: { order: '0197a1c0', client: '0197a0b2', service: '0197a0c3', at: '2026-11-22T12:00:00.000Z', endsAt: '2026-11-22T13:00:00.000Z' },
  known: ['strengths', 'weaknesses', 'booked', 'results', 'withClient'],
  samples: [
    sample('0197a2d1', { strengths: ['gentle', 'quick'], booked: { '0': 1, '3': 2 }, results: { ok: 12, notOk: 1 }, withClient: { ok: 3, notOk: 0 } }),
    sample('0197a2d2', { strengths: ['quick'], weaknesses: ['loud'], results: { ok: 4, notOk: 2 }, withClient: { ok: 0, notOk: 2 } }),
    sample('0197a2d3', { strengths: ['gentle', 'quick'] }),
  ],
};

/** A pipeline of one program and a pick. */
const asking = (run: string) => ({
  version: 'example@1',
  steps: [{ step: 'program' as const, params: { run, on_failure: 'stop', timeout_ms: 30_000, weight: 1 }, with: { wanted: 'quick, gentle', most: 1 } }, { step: 'best' as const, params: {} }],
});

const SEED = '5f3a9c01';

describe('the page about matching', () => {
  test('shows a pipeline that is right as it stands', () => {
    const { file, problems } = readPipeline(PIPELINE, 'first', ['suited']);
    expect({ problems, steps: file?.steps.length }).toEqual({ problems: [], steps: 9 });
  });

  test('tells every step, with every parameter and its preset', () => {
    const table = GUIDE.slice(GUIDE.indexOf('## Steps'), GUIDE.indexOf('## A step in any language'));
    const rows = table.split('\n').filter((line) => line.startsWith('| `'));
    for (const step of stepNames) {
      const row = rows.find((line) => line.split('|')[1]?.includes(`\`${step}\``));
      const told = Object.entries(ruleOf(step).params).map(([name, rule]) => ('preset' in rule && rule.preset !== undefined ? `\`${name}\` (${rule.kind === 'choice' ? `\`${rule.preset}\`` : rule.preset})` : `\`${name}\``));
      expect(told.filter((words) => !row?.split('|')[3]?.includes(words))).toEqual([]);
    }
  });

  test('tells every fault', () => {
    const faults: Record<ProgramFault, true> = { not_configured: true, not_started: true, handshake: true, timeout: true, memory: true, crashed: true, bad_answer: true, too_much: true };
    expect([...GUIDE.matchAll(/^\| `(\w+)` \| [^|]+ \|$/gm)].map(([, fault]) => fault).filter((fault = '') => fault in faults)).toEqual(Object.keys(faults));
  });

  test('tells every key of a worker, and shows a question as matching asks it', () => {
    const asked = walk(asking('example'), INPUTS, SEED).next();
    if (asked.done) throw new Error('it asks nothing');
    expect([...questionLines(asked.value)].join('')).toBe(readFileSync(join(EXAMPLES, 'question.jsonl'), 'utf8'));
    const table = /\| key \| meaning \|\n([\s\S]*?)\n\n/.exec(GUIDE)?.[1] ?? '';
    const told = table.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, key]) => key));
    expect(told).toEqual(Object.keys(asked.value.samples[0] ?? {}));
  });

  test('shows what the examples really say', () => {
    const [change = '', ...commands] = (blocks('console')[0] ?? '').split(/^\$ /m).filter((part) => part !== '');
    expect([change, commands.length]).toEqual([`cd ${EXAMPLES}\n`, 2]);
    for (const command of commands) {
      const [line = '', ...answer] = command.split('\n');
      expect(execFileSync('/bin/bash', ['-c', line], { cwd: EXAMPLES, encoding: 'utf8' })).toBe(answer.join('\n'));
    }
  });
});

describe('the configured examples', () => {
  /** The guide's configuration, with its examples put where only their owner writes. */
  const programs = () => {
    const home = mkdtempSync(join(runDirectory(), 'examples-'));
    for (const name of ['suited.py', 'no-hard-feelings.sh']) {
      copyFileSync(join(EXAMPLES, name), join(home, name));
      chmodSync(join(home, name), 0o700);
    }
    const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
    const file = join(home, 'programs.yaml');
    const patient = CONFIGURATION.replaceAll('/opt/mcf', home).replace('/usr/bin/python3', python).replace('timeout_ms: 2000', 'timeout_ms: 30000');
    writeFileSync(file, patient.replace('.sh]}', '.sh], timeout_ms: 30000}'), { mode: 0o600 });
    return programsOver({ file, isNamed: true });
  };
  const match = async (run: string) => {
    const configured = programs();
    try {
      return await askAlong(configured, walk(asking(run), INPUTS, SEED));
    } finally {
      await configured.close();
    }
  };

  test('suited.py rates, and the best is picked', async () => {
    expect(await match('suited')).toMatchObject({
      picked: '0197a2d3',
      scores: { '0197a2d1': 0.5, '0197a2d2': 0.5, '0197a2d3': 1 },
      steps: [{ step: 'program', program: '2026.1', in: 3, out: 3 }, { step: 'best' }],
    });
  });

  test('no-hard-feelings.sh drops whoever let this client down too often', async () => {
    expect(await match('no-hard-feelings')).toMatchObject({
      steps: [{ program: '2026.1', in: 3, out: 2, dropped: [{ worker: '0197a2d2', why: 'let this client down 2 times' }] }, { step: 'best' }],
    });
  });
});
