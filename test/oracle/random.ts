/** A deterministic source of chance: the same seed writes the same vectors. */
export interface Random {
  /** A number from 0 up to, and without, 1. */
  next(): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Some of the items in their order: at least one. */
  some<Item>(items: readonly [Item, ...Item[]]): Item[];
}

/** Mulberry32: small, and good enough to spread test cases. */
export const createRandom = (seed: number): Random => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
    items[Math.floor(next() * items.length)] ?? items[0];
  return {
    next,
    pick,
    chance: (probability) => next() < probability,
    some(items) {
      const chosen = items.filter(() => next() < 0.4);
      return chosen.length > 0 ? chosen : [pick(items)];
    },
  };
};
