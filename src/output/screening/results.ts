import type { BatteryItem } from '../../domain/staffing';
import type { Prompts } from '../ask';

/** A result as it is recorded. */
export interface Result {
  test: string;
  value: number;
}

/** Asks for one result by its unit and range, which are checked at once; none where it is left open. What was typed before is offered again. */
export async function askResult(prompts: Prompts, item: BatteryItem, typed: number | undefined): Promise<Result[]> {
  const value = item.type === 'pass_fail' ? await askPassed(prompts, item, typed) : await askNumber(prompts, item, typed);
  return value === null ? [] : [{ test: item.test, value }];
}

/** Takes back what was typed before, where Enter would take it again. */
const LEAVE_OPEN = '-';

async function askNumber(prompts: Prompts, item: BatteryItem, typed: number | undefined): Promise<number | null> {
  const check = (text: string) => (typed !== undefined && text.trim() === LEAVE_OPEN) || (wrongWith(text, item) ?? true);
  const again = typed === undefined ? {} : { preset: String(typed) };
  return numberOf(await prompts.text(`${messageOf(item)}${typed === undefined ? '' : `, ${LEAVE_OPEN} leaves it open`}`, { check, ...again }));
}

function askPassed(prompts: Prompts, { test }: BatteryItem, typed: number | undefined): Promise<number | null> {
  const choices = [{ name: 'pass', value: 1 }, { name: 'fail', value: 0 }, { name: 'leave open', value: null }];
  const first = choices.filter(({ value }) => value === typed);
  return prompts.pick<number | null>(test, [...first, ...choices.filter((choice) => !first.includes(choice))]);
}

/** `jump (cm)`; a test that is taken in the chat says so, since nobody has to enter it. */
function messageOf({ test, type, unit, max }: BatteryItem): string {
  if (type === 'choice') return `${test} (right of ${max}; the chat asks, Enter leaves it open)`;
  const measure = unit || (type === 'points' ? 'points' : '');
  return measure === '' ? test : `${test} (${measure})`;
}

const NUMBER = /^[+-]?\d+([.,]\d+)?$/;

/** What is wrong with a typed result; undefined where nothing is. */
function wrongWith(text: string, { type, min, max, unit }: BatteryItem): string | undefined {
  const value = numberOf(text);
  const whole = type === 'points' || type === 'choice';
  const wanted = `${whole ? 'A whole number' : 'A number'} from ${min} to ${max} ${unit}`.trimEnd();
  if (value === null) return text.trim() === '' ? undefined : wanted;
  return value < min || value > max || (whole && !Number.isInteger(value)) ? wanted : undefined;
}

function numberOf(text: string): number | null {
  return NUMBER.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null;
}
