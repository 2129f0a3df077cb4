import type { DirectoryKey, StoredItem } from '@privateline/tenancy';
import type { Directory } from '../../../packages/router/src/leased-directory.ts';

/** The directory as a map, which can be put out of reach. */
export interface FakeDirectory extends Directory {
  readonly items: Map<DirectoryKey, StoredItem>;
  /** Every key that was asked for, in order. */
  readonly asked: DirectoryKey[];
  down: boolean;
}

export const createFakeDirectory = (): FakeDirectory => ({
  items: new Map(),
  asked: [],
  down: false,
  async get(key) {
    this.asked.push(key);
    if (this.down) throw new Error('the table is out of reach');
    return this.items.get(key);
  },
});
