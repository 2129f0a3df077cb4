/** What a caller does in one turn of a conversation. */
export type Turn =
  /** A call was just picked up: nothing has been said. */
  { readonly kind: 'opening' } | { readonly kind: 'words'; readonly words: string };

/** The longest message that an agent is given, in UTF-16 code units. */
export const LONGEST_MESSAGE = 4_000;
