import type { ProgramOutcome, ProgramRequest } from '../../domain/staffing';

/** The only protocol there is so far. */
const PROTOCOL = 1;
const LONGEST_REASON = 200;
const LONGEST_EXCERPT = 60;
const UNPRINTABLE = /[\s\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]+/gu;

/** The lines that a program reads: the question, a line for each worker, the end. */
export function* questionLines({ program, params, reference, samples, seed }: ProgramRequest): Generator<string> {
  yield line({ mcf: `step/${PROTOCOL}`, step: program, params, order: reference, seed, samples: samples.length });
  for (const sample of samples) yield line(sample);
  yield line({ end: true });
}

/** What the lines that a program wrote come to; whatever is not in the protocol makes all of it worthless. */
export function readAnswer(output: string, request: ProgramRequest): ProgramOutcome {
  const lines = output.split('\n').map((text, index) => ({ text, number: index + 1 })).filter(({ text }) => text.trim() !== '');
  const [first, ...rest] = lines;
  const version = handshake(first?.text, request.program);
  if (typeof version !== 'string') return { ok: false, fault: 'handshake', detail: version.wrong };
  const answer: Extract<ProgramOutcome, { ok: true }> = { ok: true, version, dropped: [], values: {} };
  const unheard = new Map(request.samples.map((sample) => [String(sample.worker), true]));
  const bad = (number: number, what: string): ProgramOutcome => ({ ok: false, fault: 'bad_answer', detail: `line ${number}: ${what}` });
  for (const [index, { text, number }] of rest.entries()) {
    const said = objectOf(text);
    if (!said) return bad(number, `no JSON object: ${plain(text, LONGEST_EXCERPT)}`);
    if (said.end === true) return index === rest.length - 1 ? answer : bad(number + 1, 'more after the end');
    const wrong = take(said, answer, unheard);
    if (wrong !== undefined) return bad(number, wrong);
  }
  return { ok: false, fault: 'bad_answer', detail: 'the last line is not {"end":true}' };
}

/** A text of a program's on one line, without what could play tricks on a terminal. */
export function plain(text: string, longest = LONGEST_REASON): string {
  const clean = text.replace(UNPRINTABLE, ' ').trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/** The version that a handshake tells, or what is wrong with it. */
function handshake(text: string | undefined, program: string): string | { wrong: string } {
  if (text === undefined) return { wrong: 'it said nothing' };
  const said = objectOf(text);
  if (!said || !('protocol' in said)) return { wrong: `the first line is no handshake: ${plain(text, LONGEST_EXCERPT)}` };
  if (said.protocol !== PROTOCOL) return { wrong: `it speaks protocol ${plain(JSON.stringify(said.protocol), LONGEST_EXCERPT)}, not ${PROTOCOL}` };
  if (said.step !== program) return { wrong: `it is ${plain(JSON.stringify(said.step ?? null), LONGEST_EXCERPT)}, not "${program}"` };
  if (typeof said.version !== 'string' || said.version === '' || plain(said.version) !== said.version) return { wrong: 'its version is no short text' };
  return said.version;
}

/** Notes what a line says of a worker; returns what is wrong with it. */
function take(said: Record<string, unknown>, answer: Extract<ProgramOutcome, { ok: true }>, unheard: Map<string, boolean>): string | undefined {
  const { worker, value, drop, ...more } = said;
  const [stray] = Object.keys(more);
  if (stray !== undefined) return `nobody knows “${plain(stray, LONGEST_EXCERPT)}”`;
  if (typeof worker !== 'string' || !unheard.has(worker)) return `nobody asked about worker ${plain(JSON.stringify(worker ?? null), LONGEST_EXCERPT)}`;
  if (!unheard.get(worker)) return `worker ${worker} is named twice`;
  unheard.set(worker, false);
  if ((value === undefined) === (drop === undefined)) return `worker ${worker} needs either a value or a drop`;
  if (drop !== undefined) {
    if (typeof drop !== 'string' || plain(drop) === '') return `the drop of worker ${worker} is no reason`;
    answer.dropped.push({ worker, why: plain(drop) });
    return undefined;
  }
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) return `the value of worker ${worker} is no number from 0 to 1: ${plain(JSON.stringify(value), LONGEST_EXCERPT)}`;
  answer.values[worker] = value;
  return undefined;
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
