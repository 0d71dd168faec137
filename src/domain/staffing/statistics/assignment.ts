import { createHash } from 'node:crypto';

/** A candidate's place in [0, 1) in one trial: the first 48 bits of sha256(salt, NUL, candidate number such as `C-000042`). */
export function assignmentBucket(salt: string, candidate: string): number {
  return createHash('sha256').update(`${salt}\0${candidate}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
