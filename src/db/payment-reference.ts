import { createHash } from 'node:crypto';

/**
 * What is kept of a payment's reference, by which it is known again: its hash. What people type is taken without regard to case and spaces, so
 * that one transfer is not booked twice; what a gateway gives is taken as it is.
 */
export function referenceHash(method: string, reference: string): string {
  const known = method === 'manual' ? reference.normalize('NFKC').toLowerCase().replace(/\s+/g, '') : reference;
  return exactHash(known);
}

/** The hash of a text as it stands. */
export const exactHash = (text: string): string => createHash('sha256').update(text).digest('hex');
