import { isFunctionWord, spellings } from './language.ts';

export type SmallTalk = 'farewell' | 'thanks' | 'greeting';

/** "Thank you, goodbye" is a farewell: the first kind in this order that is spoken of decides. */
const signals: readonly (readonly [SmallTalk, ReadonlySet<string>])[] = [
  ['farewell', new Set(['bye', 'goodbye', 'tschuss', 'wiederhoren', 'wiedersehen', 'ciao'])],
  ['thanks', new Set(['thanks', 'thank', 'thx', 'danke', 'dank'])],
  ['greeting', new Set(['hello', 'hi', 'hey', 'good', 'hallo', 'moin', 'servus', 'guten', 'grussgott'])],
];

const fillers: ReadonlySet<string> = new Set([
  ...[
    'there',
    'day',
    'morning',
    'afternoon',
    'evening',
    'very',
    'much',
    'so',
    'lot',
    'all',
    'ok',
    'okay',
    'great',
  ],
  ...['tag', 'morgen', 'abend', 'vielen', 'schonen', 'schon', 'sehr', 'alles', 'super'],
]);

const mayStand = (word: string): boolean =>
  fillers.has(word) || isFunctionWord(word) || signals.some(([, words]) => words.has(word));

/** The kind of small talk that an utterance is, or undefined as soon as it holds a word of substance. */
export const smallTalkIn = (said: string): SmallTalk | undefined => {
  const words = spellings(said);
  if (!words.every(mayStand)) return undefined;
  return signals.find(([, signal]) => words.some((word) => signal.has(word)))?.[0];
};
