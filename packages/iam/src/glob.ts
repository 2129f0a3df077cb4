/** A pattern taken apart: exact text, any text (`*`), any one character (`?`). */
export type GlobPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' };

/** A pattern as a list of single characters, in which only the parts that were written as wildcards are wild. */
const unitsOf = (parts: readonly GlobPart[]): readonly (string | GlobPart)[] =>
  parts.flatMap((part): readonly (string | GlobPart)[] | GlobPart =>
    part.kind === 'text' ? [...part.text] : part,
  );

/**
 * Does the whole text match? Time is at most the product of both lengths: after a `*` the search only ever falls back to
 * the last one.
 */
export const matchesGlob = (parts: readonly GlobPart[], text: string): boolean => {
  const pattern = unitsOf(parts);
  const characters = [...text];
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < characters.length; ) {
    const unit = pattern[at];
    if (typeof unit === 'object' && unit.kind === 'any') {
      star = at;
      at += 1;
      resume = index;
    } else if (unit === characters[index] || (typeof unit === 'object' && unit.kind === 'one')) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  return pattern.slice(at).every((unit) => typeof unit === 'object' && unit.kind === 'any');
};

/** Takes a pattern without policy variables apart. */
export const parseGlob = (pattern: string): readonly GlobPart[] =>
  pattern.split(/([*?])/).flatMap((piece): GlobPart[] => {
    if (piece === '') return [];
    if (piece === '*') return [{ kind: 'any' }];
    return [piece === '?' ? { kind: 'one' } : { kind: 'text', text: piece }];
  });
