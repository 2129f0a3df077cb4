import { timingSafeEqual } from 'node:crypto';

/** Compares two digests in constant time. */
export const equalDigests = (expected: Uint8Array, claimed: Uint8Array): boolean =>
  expected.byteLength === claimed.byteLength && timingSafeEqual(expected, claimed);
