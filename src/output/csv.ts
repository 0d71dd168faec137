import { plainMoney } from '../domain/shared/money';

/** What may stand in a JSON document. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/** Rows as RFC 4180, named as in JSON: `client.name` is a field within a field, amounts are `10240.00`, lists are joined by `; `. */
export function csv(rows: readonly Json[], names: readonly string[]): string {
  const lines = [names.map(quote), ...rows.map((row) => names.map((name) => quote(cell(at(row, name)))))];
  return lines.map((line) => line.join(',')).join('\r\n');
}

function at(value: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((found, name) => (isObject(found) ? found[name] : undefined), value);
}

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function cell(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return guarded(value);
  if (Array.isArray(value)) return guarded(value.map((part: Json) => (isObject(part) ? JSON.stringify(part) : cell(part))).join('; '));
  if (!isObject(value)) return JSON.stringify(value);
  return typeof value.minor === 'number' ? plainMoney(value.minor) : guarded(JSON.stringify(value));
}

/** A spreadsheet must not take a cat's words for a formula. */
const guarded = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
