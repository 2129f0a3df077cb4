/** What became of reading something: the thing itself, or a sentence that says what stood in the way. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string };

/** A document that is refused; the message names what is wrong with it. */
export class UnreadablePolicy extends Error {
  override readonly name = 'UnreadablePolicy';
}
