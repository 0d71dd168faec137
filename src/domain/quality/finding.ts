import type { ReviewFinding } from '../staffing';

/** What the first word of a verdict says; a verdict is free text, and other words are for people. */
const WORDS: Record<string, ReviewFinding> = {
  worker: 'worker',
  defect: 'worker',
  исполнитель: 'worker',
  брак: 'worker',
  client: 'others',
  supplies: 'others',
  company: 'others',
  клиент: 'others',
  снабжение: 'others',
  компания: 'others',
  nobody: 'nobody',
  none: 'nobody',
  никто: 'nobody',
  ok: 'ok',
  success: 'ok',
  ок: 'ok',
  успех: 'ok',
};

/** Reads a verdict for the statistics by its first word: "worker at fault", "client was out", "nobody at fault", "ok". */
export function findingOf(verdict: string): ReviewFinding {
  const first = /\p{L}+/u.exec(verdict.toLowerCase())?.[0] ?? '';
  return WORDS[first] ?? 'unclear';
}
