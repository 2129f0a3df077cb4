/** Scores each document, in their order, against the terms of a query; 0 where a document is no answer. */
export type Scorer = (query: readonly string[]) => readonly number[];

type Document = { readonly counts: ReadonlyMap<string, number>; readonly size: number };
type Weights = ReadonlyMap<string, number>;

/** The usual constant of BM25, and a small one for length: sentences are much alike. */
const saturation = 1.2;
const lengthWeight = 0.3;

/** Below this share of the query's weight, a match is a coincidence and not an answer. */
const leastCoverage = 0.25;

const documentOf = (terms: readonly string[]): Document => {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { counts, size: terms.length };
};

const sum = (numbers: Iterable<number>): number => Iterator.from(numbers).reduce((a, b) => a + b, 0);

const covers = ({ counts }: Document, weights: Weights): boolean => {
  const met = sum(weights.entries().map(([term, weight]) => (counts.has(term) ? weight : 0)));
  return met > 0 && met / sum(weights.values()) >= leastCoverage;
};

const scoreOf = ({ counts, size }: Document, weights: Weights, meanSize: number): number => {
  const length = saturation * (1 - lengthWeight + (lengthWeight * size) / meanSize);
  return sum(
    weights.entries().map(([term, weight]) => {
      const count = counts.get(term) ?? 0;
      return (weight * count * (saturation + 1)) / (count + length);
    }),
  );
};

/**
 * Okapi BM25 (Robertson and Zaragoza, 2009) over documents given as their terms. A term that no document holds weighs
 * most, so a document must cover enough of what was asked to count at all.
 */
export const bm25 = (collection: readonly (readonly string[])[]): Scorer => {
  const documents = collection.map(documentOf);
  const meanSize = sum(documents.map(({ size }) => size)) / documents.length;
  const rarity = (term: string): number => {
    const holding = documents.filter(({ counts }) => counts.has(term)).length;
    return Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
  };
  return (query) => {
    const weights = new Map(query.map((term) => [term, rarity(term)]));
    return documents.map((document) =>
      covers(document, weights) ? scoreOf(document, weights, meanSize) : 0,
    );
  };
};
