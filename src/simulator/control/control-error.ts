import { z } from 'zod';

/** A control request that can't be carried out; its message says why. */
export class ControlError extends Error {
  constructor(
    readonly code: 400 | 404,
    readonly key: string,
    message: string,
  ) {
    super(message);
  }
}

/** Reads a body by its schema or refuses it with a readable reason. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (!parsed.success) throw new ControlError(400, 'invalid', z.prettifyError(parsed.error));
  return parsed.data;
}
