import { conceptOf } from './concepts.ts';
import { isFunctionWord, spellings } from './language.ts';

const ending = /^(.{3,}?)(?:ings?|ern|em|en|er|es|ed|e|s)$/;

/** Cuts a frequent English or German ending, so that "repairs" and "repair" are one term. */
const stem = (word: string): string => ending.exec(word)?.[1] ?? word;

/** The search terms of a text, with repetitions: the concept of each pair or word that names one, else the word's stem. */
export const termsOf = (text: string): readonly string[] => {
  const words = spellings(text);
  const pairAt = (at: number): string | undefined => conceptOf(`${words[at] ?? ''} ${words[at + 1] ?? ''}`);
  return words.flatMap((word, at) => {
    const pair = pairAt(at);
    if (pair !== undefined) return [`=${pair}`];
    if (pairAt(at - 1) !== undefined || isFunctionWord(word)) return [];
    const concept = conceptOf(word);
    return [concept === undefined ? stem(word) : `=${concept}`];
  });
};
