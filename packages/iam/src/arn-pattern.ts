import { type GlobPart, matchesGlob } from './glob.ts';

/** An ARN has six segments; the last one, the resource, may hold colons of its own. */
const SEGMENTS = 6;

/** Cuts a pattern at its first five colons. */
const segmentsOf = (parts: readonly GlobPart[]): readonly (readonly GlobPart[])[] => {
  const segments: GlobPart[][] = [[]];
  const put = (part: GlobPart): void => void segments.at(-1)?.push(part);
  for (const part of parts) {
    if (part.kind !== 'text') {
      put(part);
      continue;
    }
    const pieces = part.text.split(':');
    const cut = Math.min(pieces.length - 1, SEGMENTS - segments.length);
    for (const piece of pieces.slice(0, cut)) {
      put({ kind: 'text', text: piece });
      segments.push([]);
    }
    put({ kind: 'text', text: pieces.slice(cut).join(':') });
  }
  return segments;
};

const cutArn = (arn: string): readonly string[] => {
  const pieces = arn.split(':');
  return [...pieces.slice(0, SEGMENTS - 1), pieces.slice(SEGMENTS - 1).join(':')];
};

/**
 * Does a pattern match an ARN? Wildcards stay within a segment, except in the last one, where they cross `/` and `:`.
 * A pattern that is `*` alone matches everything, also what is no ARN.
 */
export const matchesArn = (parts: readonly GlobPart[], arn: string): boolean => {
  if (parts.length === 1 && parts[0]?.kind === 'any') return true;
  const patterns = segmentsOf(parts);
  const segments = cutArn(arn);
  return (
    patterns.length === segments.length &&
    patterns.every((pattern, index) => matchesGlob(pattern, segments[index] ?? ''))
  );
};
