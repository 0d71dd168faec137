import { badRequest } from './api-error';
import { parseMultipart, type UploadedFile } from './multipart';

/** A call's parameters, however they travelled: query string, JSON, form or multipart. */
export class Params {
  constructor(
    private readonly values: Record<string, unknown>,
    readonly files = new Map<string, UploadedFile>(),
  ) {}

  /** A text; undefined if absent. */
  text(name: string): string | undefined {
    const value = this.values[name];
    if (typeof value === 'string') return value;
    return typeof value === 'number' ? String(value) : undefined;
  }

  /** A whole number; undefined if absent or not a number. */
  int(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || !/^-?\d+$/.test(value)) return undefined;
    return Number(value);
  }

  /** Whether a flag is set. */
  flag(name: string): boolean {
    return ['true', '1', true].includes(this.values[name] as string | boolean);
  }

  /** A structure, which forms carry as JSON text; undefined if absent. */
  json(name: string): unknown {
    const value = this.values[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value.trim() === '') return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw badRequest(`can't parse ${name.replace('_', ' ')} JSON object`);
    }
  }
}

/** Reads a call's parameters from its HTTP request. */
export function readParams(query: unknown, contentType: string | undefined, body: unknown): Params {
  const fromQuery = query as Record<string, unknown>;
  if (!Buffer.isBuffer(body) || body.length === 0) return new Params(fromQuery);
  const type = contentType ?? '';
  if (type.startsWith('multipart/form-data')) {
    const { fields, files } = parseMultipart(type, body);
    return new Params({ ...fromQuery, ...fields }, files);
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return new Params({ ...fromQuery, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) });
  }
  if (!type.startsWith('application/json')) return new Params(fromQuery);
  return new Params({ ...fromQuery, ...parseJsonObject(body) });
}

function parseJsonObject(body: Buffer): Record<string, unknown> {
  try {
    const value = JSON.parse(body.toString('utf8')) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // The same answer as for JSON that is no object.
  }
  throw badRequest("can't parse request: JSON object expected");
}
