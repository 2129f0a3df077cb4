import type { Turn } from './conversation.ts';
import type { Language } from './language.ts';
import type { Passage } from './note.ts';

/** All that an answer may be made of. */
export type Question = {
  readonly said: string;
  /** The language for words that stand in no note. */
  readonly language: Language;
  /** Earlier turns of this session, the oldest first. */
  readonly turns: readonly Turn[];
  /** Sentences of the notes that bear on the question, the best first. */
  readonly passages: readonly Passage[];
  /** What the notes are about at all. */
  readonly titles: readonly string[];
};

/** Makes an answer from a question, a few words at a time. It may throw before or between words, never after the last. */
export type Model = { readonly answer: (question: Question) => AsyncIterable<string> };
