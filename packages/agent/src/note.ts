/** One short entry of a tenant's knowledge, as it was written by the tenant. */
export type Note = { readonly title: string; readonly text: string };

/** A sentence of a note that bears on a question. */
export type Passage = {
  readonly title: string;
  readonly sentence: string;
  /** Its place in the reading order of all sentences. */
  readonly position: number;
  /** How well it fits, comparable within one search only. */
  readonly score: number;
};
