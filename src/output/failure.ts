import { DomainError, type ErrorKind, type Scalar } from '../domain/shared/errors';
import { parseMoney } from '../domain/shared/money';
import type { Language } from '../domain/shared/work';
import { hasText, text } from '../locales';
import { logUnexpected } from './log';
import { money } from './money';
import { paint, quoted, sign } from './style';
import { usageError } from './usage';

/** The exit code that answers each kind of error. */
export const EXIT_CODES: Record<ErrorKind, number> = { unexpected: 1, usage: 2, not_found: 3, invalid: 4, conflict: 4, forbidden: 5, unavailable: 6 };

/** Parameters that the program words itself; the others may be as long as people type. */
const OURS = ['detail', 'names', 'example', 'options', 'wanted', 'log', 'booked', 'ledger'];

/** Parameters that are sums: told as sums are, but in commands to copy, where they stay as they can be typed. */
const SUMS = ['left', 'credit', 'booked', 'ledger'];

/** Where to look for somebody whom nobody knows, by the command that asked for them. */
const PEOPLE: readonly [command: RegExp, list: string][] = [
  [/^mcf (candidates|explain|hypotheses|screen)\b/, 'mcf candidates list'],
  [/^mcf workers\b/, 'mcf workers list'],
];

/** An error as it is told: in JSON as it stands, on the terminal as message, code and hint. */
export interface Failure {
  code: string;
  kind: ErrorKind;
  message: string;
  params: Record<string, Scalar>;
  hint: string | null;
}

/** The commands that do what an order can do, in the order in which they are named. */
const DEEDS = {
  'assign-order': ['assign', ''],
  'match-again': ['match', ''],
  'start-order': ['start', ''],
  'complete-order': ['complete', ''],
  'fail-order': ['fail', ''],
  'take-back-start': ['start', ' --undo'],
  'cancel-order': ['cancel', ''],
  'repeat-order': ['repeat', ''],
} as const;

/** Tells any error in a language; what nobody expected is logged, and only its reference is shown. */
export function failureOf(error: unknown, where: { language: Language; home: string; command: string }): Failure {
  const known = error instanceof DomainError ? error : usageError(error);
  if (known && known.kind !== 'unexpected') return told(known, where.language, where.command);
  const { reference, log } = logUnexpected(where.home, where.command, error);
  const code = known?.code ?? 'machine.unexpected';
  return told(new DomainError(code, 'unexpected', { reference, ...(log === null ? {} : { log, problem: 'logged' }) }), where.language, where.command);
}

/** Tells what the domain refused on stderr, so that whoever sits there can go on. */
export function tellerOf(language: Language): (error: DomainError) => void {
  return (error) => {
    const { message, code } = told(error, language, 'mcf');
    process.stderr.write(`${paint('failed', sign.failed(), process.stderr)} ${message}\n  ${paint('secondary', code, process.stderr)}\n`);
  };
}

function told({ code, kind, params }: DomainError, language: Language, command: string): Failure {
  const known = hasText(language, `errors:${code}`) && kind !== 'unexpected';
  const cut = (name: string, value: Scalar) => (typeof value === 'string' ? quoted(value, OURS.includes(name) ? 300 : 60) : value);
  const shown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, cut(name, value)]));
  const people = PEOPLE.find(([asked]) => asked.test(command))?.[1] ?? 'mcf users list';
  const context = typeof params.problem === 'string' ? { context: params.problem } : {};
  const values = { people, file: '', ...shown, command: shown.command ?? command, ...context };
  const key = known ? code : 'machine.unexpected';
  const hint = hasText(language, `errors:${key}.hint`) ? text(language, `errors:${key}.hint`, values) : null;
  return { code, kind, message: text(language, `errors:${key}`, { ...values, ...sumsTold(shown) }), params, hint: waysOn(params) || hint || null };
}

/** The commands that are open to an order which refused another one, ready to copy; empty where the error is no such thing. */
function waysOn({ can, number }: Readonly<Record<string, Scalar>>): string {
  const open = typeof can === 'string' ? can.split(', ') : [];
  return Object.entries(DEEDS).flatMap(([deed, [command, flag]]) => (open.includes(deed) ? [`mcf orders ${command} ${number}${flag}`] : [])).join(' · ');
}

function sumsTold(params: Readonly<Record<string, Scalar>>): Record<string, string> {
  return Object.fromEntries(SUMS.flatMap((name) => {
    const sum = typeof params[name] === 'string' ? parseMoney(params[name]) : undefined;
    return sum === undefined ? [] : [[name, money(sum)]];
  }));
}
