import type { Clock } from './clock.ts';
import { Refusal } from './refusal.ts';

/** How long something that was read may be used. */
export interface LeaseTerms<Value> {
  /** Until when it is used without asking again. */
  readonly freshUntilMs: (value: Value, readAtMs: number) => number;
  /** Until when it is used although asking again fails for a reason that may pass. */
  readonly usableUntilMs: (value: Value, readAtMs: number) => number;
  /** How long to leave a source alone that has just failed. */
  readonly retryAfterMs: number;
  /** How many values are held at most; the least recently used one goes first. */
  readonly capacity: number;
}

interface Held<Value> {
  readonly value: Value;
  readonly readAtMs: number;
  readonly freshUntilMs: number;
}

/** A read-through cache whose promise about age is exact. */
export interface Lease<Value> {
  /** The value under `key`, from the cache or from `read`. Simultaneous callers share one read. A refusal is never kept. */
  get(key: string, read: () => Promise<Value | Refusal>): Promise<Value | Refusal>;
  /** Ends the freshness of a value that was read before `readBeforeMs`. */
  expire(key: string, readBeforeMs: number): void;
}

/**
 * Leases values to the router: fresh for a while, usable a while longer if their source is out of reach, then refused.
 *
 * One mechanism serves the directory, issuers' keys and role credentials, so that the law "with lease L, a change takes
 * at most L, and an outage is survived for at most L" is written once.
 */
export const createLease = <Value>(terms: LeaseTerms<Value>, clock: Clock): Lease<Value> => {
  const held = new Map<string, Held<Value>>();
  const flights = new Map<string, Promise<Value | Refusal>>();

  const keep = (key: string, entry: Held<Value>): Value => {
    held.delete(key);
    held.set(key, entry);
    for (const oldest of held.keys()) {
      if (held.size <= terms.capacity) break;
      held.delete(oldest);
    }
    return entry.value;
  };

  const usable = (key: string): Held<Value> | undefined => {
    const found = held.get(key);
    return found !== undefined && clock() < terms.usableUntilMs(found.value, found.readAtMs)
      ? found
      : undefined;
  };

  const renew = async (key: string, read: () => Promise<Value | Refusal>): Promise<Value | Refusal> => {
    const answer = await read();
    const nowMs = clock();
    if (!(answer instanceof Refusal))
      return keep(key, { value: answer, readAtMs: nowMs, freshUntilMs: terms.freshUntilMs(answer, nowMs) });
    const former = answer.retryable ? usable(key) : undefined;
    if (former !== undefined) return keep(key, { ...former, freshUntilMs: nowMs + terms.retryAfterMs });
    held.delete(key);
    return answer;
  };

  return {
    async get(key, read) {
      const found = usable(key);
      if (found !== undefined && clock() < found.freshUntilMs) return keep(key, found);
      const flight = flights.get(key) ?? renew(key, read).finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
    expire(key, readBeforeMs) {
      const found = held.get(key);
      if (found !== undefined && found.readAtMs < readBeforeMs) held.set(key, { ...found, freshUntilMs: 0 });
    },
  };
};
