/** One item as the directory table holds it: names and values, nothing known of them yet. */
export type StoredItem = Readonly<Record<string, unknown>>;

/** The directory holds something that the control plane never writes. It is a fault of ours, never of a caller. */
export class CorruptItem extends Error {
  override readonly name = 'CorruptItem';
}

/**
 * Reads one attribute as text.
 *
 * @throws CorruptItem if it is missing or something else.
 */
export const text = (item: StoredItem, attribute: string): string => {
  const value = item[attribute];
  if (typeof value !== 'string' || value === '')
    throw new CorruptItem(`the attribute ${attribute} is not text`);
  return value;
};

/**
 * Reads one attribute as a list of text with at least one member.
 *
 * @throws CorruptItem if it is missing, empty or something else: an empty list of checks is never "nothing to check".
 */
export const texts = (item: StoredItem, attribute: string): readonly string[] => {
  const value = item[attribute];
  const found = Array.isArray(value)
    ? value.filter((member) => typeof member === 'string' && member !== '')
    : [];
  if (!Array.isArray(value) || found.length === 0 || found.length < value.length)
    throw new CorruptItem(`the attribute ${attribute} is not a list of text`);
  return found;
};

/**
 * Reads one attribute as a nested item.
 *
 * @throws CorruptItem if it is missing or something else.
 */
export const nested = (item: StoredItem, attribute: string): StoredItem => {
  const value = item[attribute];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CorruptItem(`the attribute ${attribute} is not a map`);
  return { ...value };
};
