import type { DirectoryKey, StoredItem } from '@privateline/tenancy';
import type { Clock } from './clock.ts';
import { createLease } from './lease.ts';
import { Refusal, refuse } from './refusal.ts';

/** The directory table: one key in, at most one item out. Rejects when the table cannot be reached. */
export interface Directory {
  get(key: DirectoryKey): Promise<StoredItem | undefined>;
}

/** How old the directory's word may be, in milliseconds. */
export interface DirectoryLease {
  /** A pause, a revocation, a deletion and a moved number are in force after at most this long. */
  readonly freshMs: number;
  /** If the table cannot be reached, its last word serves for at most this long. */
  readonly usableMs: number;
  readonly capacity: number;
}

export const DIRECTORY_LEASE: DirectoryLease = { freshMs: 5_000, usableMs: 60_000, capacity: 20_000 };

/** The directory as the rooms see it: an item, nothing, or a refusal because the table is out of reach. */
export interface LeasedDirectory {
  get(key: DirectoryKey): Promise<StoredItem | undefined | Refusal>;
}

/** Leases the directory's items. Callers and tenants share one lease, so a number that moved never rings at its former owner. */
export const leaseDirectory = (
  directory: Directory,
  terms: DirectoryLease,
  clock: Clock,
): LeasedDirectory => {
  const lease = createLease<{ readonly item: StoredItem | undefined }>(
    {
      freshUntilMs: (_, readAtMs) => readAtMs + terms.freshMs,
      usableUntilMs: (_, readAtMs) => readAtMs + terms.usableMs,
      retryAfterMs: 1_000,
      capacity: terms.capacity,
    },
    clock,
  );
  const read = async (key: DirectoryKey): Promise<{ readonly item: StoredItem | undefined } | Refusal> => {
    try {
      return { item: await directory.get(key) };
    } catch {
      return refuse('directory_unavailable');
    }
  };
  return {
    async get(key) {
      const answer = await lease.get(key, () => read(key));
      return answer instanceof Refusal ? answer : answer.item;
    },
  };
};
