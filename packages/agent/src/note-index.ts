import { bm25 } from './bm25.ts';
import { type Language, languageOfText } from './language.ts';
import type { Note, Passage } from './note.ts';
import { termsOf } from './terms.ts';

/** Notes made ready for questions. */
export type NoteIndex = {
  /** The titles in the order in which the notes were read. */
  readonly titles: readonly string[];
  /** The language that the notes are written in. */
  readonly language: Language;
  /** At most `limit` sentences that bear on the question, the best first; none when most of it is unknown here. */
  readonly search: (question: string, limit: number) => readonly Passage[];
};

type Sentence = { readonly title: string; readonly sentence: string };

const sentencesOf = ({ title, text }: Note): readonly Sentence[] =>
  text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).map((sentence) => ({ title, sentence }));

/** An index over the sentences of notes, each found by its own words and, twice as surely, by its note's title. */
export const indexNotes = (notes: readonly Note[]): NoteIndex => {
  const sentences = notes.flatMap(sentencesOf);
  const score = bm25(sentences.map(({ title, sentence }) => termsOf(`${title}. ${title}. ${sentence}`)));
  return {
    titles: notes.map(({ title }) => title),
    language: languageOfText(notes.map(({ text }) => text).join(' ')),
    search: (question, limit) => {
      const scores = score(termsOf(question));
      return sentences
        .map((found, position) => ({ ...found, position, score: scores[position] ?? 0 }))
        .filter((passage) => passage.score > 0)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, limit);
    },
  };
};
