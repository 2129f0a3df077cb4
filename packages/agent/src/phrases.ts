import type { Language } from './language.ts';
import type { Told } from './recollection.ts';
import type { SmallTalk } from './small-talk.ts';

/** What the offline agent says in its own words; short, because most of it is heard over a telephone. */
type Phrases = Readonly<Record<SmallTalk, string>> & {
  /** How it says, once a session, that no language model is at work. */
  readonly source: string;
  readonly noted: (told: Told) => string;
  readonly recalled: (told: Told) => string;
  readonly notTold: (thing: string) => string;
  readonly lastWords: (said: string) => string;
  readonly nothingSaid: string;
  readonly unknown: string;
  readonly topics: (titles: string) => string;
};

/** A German noun is written with a capital letter. */
const noun = (thing: string): string => thing.charAt(0).toUpperCase() + thing.slice(1);

export const phrases: Record<Language, Phrases> = {
  en: {
    farewell: 'Goodbye, and thank you for calling.',
    thanks: 'You are welcome. Is there anything else?',
    greeting: 'Hello! How can I help you?',
    source: 'I answer from our notes.',
    noted: ({ thing, value }) => `Thank you, I will remember that your ${thing} is ${value}.`,
    recalled: ({ thing, value }) => `You told me that your ${thing} is ${value}.`,
    notTold: (thing) => `You have not told me your ${thing} yet.`,
    lastWords: (said) => `You said: ${said}`,
    nothingSaid: 'This is the first thing you have said to me.',
    unknown: 'I am not sure about that.',
    topics: (titles) => `You can ask me about: ${titles}.`,
  },
  de: {
    farewell: 'Auf Wiederhören und vielen Dank für Ihren Anruf.',
    thanks: 'Sehr gern. Kann ich sonst noch etwas für Sie tun?',
    greeting: 'Guten Tag! Wie kann ich Ihnen helfen?',
    source: 'Ich antworte aus unseren Notizen.',
    noted: ({ thing, value }) => `Danke, ich merke mir: ${noun(thing)}, ${value}.`,
    recalled: ({ thing, value }) => `Sie haben mir gesagt: ${noun(thing)}, ${value}.`,
    notTold: (thing) => `Das haben Sie mir noch nicht gesagt: ${noun(thing)}.`,
    lastWords: (said) => `Sie sagten: ${said}`,
    nothingSaid: 'Das ist das Erste, was Sie mir sagen.',
    unknown: 'Da bin ich nicht sicher.',
    topics: (titles) => `Fragen Sie mich gern nach: ${titles}.`,
  },
};
