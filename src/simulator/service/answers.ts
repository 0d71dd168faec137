/** What a simulated service answers: an object goes as JSON, a text as it is. `hang` means that no answer ever comes. */
export type Answer = { code: number; body: object; raw?: string } | 'hang';

/** An error in the service itself. */
export const FAILURE: Answer = { code: 500, body: { error: 'internal_error' } };

/** A request that can't be understood. */
export const invalid = (message: string): Answer => ({ code: 422, body: { error: 'invalid', message } });

const HTML = '<!doctype html><title>Welcome</title><p>It works!</p>';

/** The answer as it arrives when something between the service and its caller is wrong; itself in any other mode. */
export function garbled(mode: string, answer: Answer): Answer {
  if (answer === 'hang') return answer;
  const { code, body } = answer;
  if (mode === 'wrong_key' && 'key' in body) return { code, body: { ...body, key: `${String(body.key)}:other` } };
  if (mode === 'wrong_amount' && 'amount_minor' in body) return { code, body: { ...body, amount_minor: Number(body.amount_minor) + 1 } };
  if (mode === 'wrong_html') return { code, body, raw: HTML };
  if (mode === 'wrong_json') return { code, body, raw: JSON.stringify(body).slice(0, -2) };
  return answer;
}
