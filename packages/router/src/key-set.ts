import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import type { Clock } from './clock.ts';
import { createLease } from './lease.ts';
import { type Refusal, refuse } from './refusal.ts';

/** An issuer's published keys (RFC 7517), unread. Rejects when they cannot be fetched. */
export interface KeySets {
  fetch(url: string): Promise<unknown>;
}

/** An issuer's keys, ready to verify with. */
export interface KeySet {
  readonly resolve: JWTVerifyGetKey;
}

/** Issuers' keys by the URL that the directory gives for them. */
export interface KeySetSource {
  /** `renewed` asks the issuer again, for a key that the held set lacks, but at most twice a minute. */
  get(url: string, freshness: 'held' | 'renewed'): Promise<KeySet | Refusal>;
}

const FRESH_MS = 5 * 60_000;
const USABLE_MS = 60 * 60_000;
const RENEWAL_PAUSE_MS = 30_000;

const isKeyList = (keys: unknown): keys is { kty: string }[] =>
  Array.isArray(keys) &&
  keys.every((key) => typeof key === 'object' && key !== null && typeof key.kty === 'string');

const read = async (keySets: KeySets, url: string): Promise<KeySet | Refusal> => {
  try {
    const set = await keySets.fetch(url);
    if (typeof set !== 'object' || set === null || !('keys' in set) || !isKeyList(set.keys))
      return refuse('keys_unavailable');
    return { resolve: createLocalJWKSet({ keys: set.keys }) };
  } catch {
    return refuse('keys_unavailable');
  }
};

/** Holds issuers' keys: rotated in within minutes or at the first token that needs it, used for an hour if the issuer is out of reach. */
export const createKeySetSource = (keySets: KeySets, clock: Clock): KeySetSource => {
  const lease = createLease<KeySet>(
    {
      freshUntilMs: (_, readAtMs) => readAtMs + FRESH_MS,
      usableUntilMs: (_, readAtMs) => readAtMs + USABLE_MS,
      retryAfterMs: 5_000,
      capacity: 1_000,
    },
    clock,
  );
  return {
    async get(url, freshness) {
      if (freshness === 'renewed') lease.expire(url, clock() - RENEWAL_PAUSE_MS);
      return lease.get(url, () => read(keySets, url));
    },
  };
};
