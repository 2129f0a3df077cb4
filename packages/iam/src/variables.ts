import { type GlobPart, parseGlob } from './glob.ts';
import type { Context } from './request.ts';

const VARIABLE = /\$\{([^}]*)\}/;
const WITH_DEFAULT = /^\s*([^,\s]+)\s*,\s*'([^']*)'\s*$/;

/** `${*}`, `${?}` and `${$}` spell the characters themselves. */
const LITERALS: Readonly<Record<string, string>> = { '*': '*', '?': '?', $: '$' };

/** The value of one policy variable. A key with several values, or none, is no value. */
const lookUp = (spelled: string, context: Context): string | undefined => {
  const literal = LITERALS[spelled];
  if (literal !== undefined) return literal;
  const [, key = spelled, fallback] = WITH_DEFAULT.exec(spelled) ?? [];
  const values = context.get(key.trim().toLowerCase());
  return values?.length === 1 ? values[0] : fallback;
};

/**
 * Fills in a pattern's policy variables. What a variable holds is text: a `*` inside it is not wild.
 *
 * @returns undefined if a variable has no value: then the pattern matches nothing at all.
 */
export const fillIn = (pattern: string, context: Context): readonly GlobPart[] | undefined => {
  const parts: GlobPart[] = [];
  for (const [index, piece] of pattern.split(VARIABLE).entries()) {
    if (index % 2 === 0) {
      parts.push(...parseGlob(piece));
      continue;
    }
    const text = lookUp(piece, context);
    if (text === undefined) return undefined;
    parts.push({ kind: 'text', text });
  }
  return parts;
};

/** Fills in the variables of a value that is compared whole, where `*` and `?` are ordinary characters. */
export const fillInText = (value: string, context: Context): string | undefined => {
  const pieces = value
    .split(VARIABLE)
    .map((piece, index) => (index % 2 === 0 ? piece : lookUp(piece, context)));
  return pieces.includes(undefined) ? undefined : pieces.join('');
};
