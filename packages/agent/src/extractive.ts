import { setImmediate as nextTick } from 'node:timers/promises';
import type { Model, Question } from './model.ts';
import type { Passage } from './note.ts';
import { phrases } from './phrases.ts';
import { type Recall, recallIn, toldIn } from './recollection.ts';
import { smallTalkIn } from './small-talk.ts';

/** A second sentence is spoken too if it belongs to the best one's note and scores at least this share of it. */
const alsoWorthSaying = 0.6;

/** As many as a listener keeps in mind. */
const topicsOffered = 4;

const quote = ([best, ...others]: readonly Passage[]): string | undefined => {
  if (best === undefined) return undefined;
  const second = others.find(
    ({ title, score }) => title === best.title && score >= best.score * alsoWorthSaying,
  );
  const spoken = second === undefined ? [best] : [best, second];
  return spoken
    .toSorted((a, b) => a.position - b.position)
    .map(({ sentence }) => sentence)
    .join(' ');
};

const recollect = ({ turns, language }: Question, recall: Recall): string => {
  const say = phrases[language];
  if (recall.kind === 'last words') {
    const last = turns.at(-1);
    return last === undefined ? say.nothingSaid : say.lastWords(last.said);
  }
  const told = turns.map(({ said }) => toldIn(said)).findLast((one) => one?.thing === recall.thing);
  return told === undefined ? say.notTold(recall.thing) : say.recalled(told);
};

const noteDown = ({ said, language }: Question): string | undefined => {
  const told = toldIn(said);
  return told === undefined ? undefined : phrases[language].noted(told);
};

const offer = ({ titles, language }: Question): string => {
  const say = phrases[language];
  const topics = titles.slice(0, topicsOffered).join(', ');
  return topics === '' ? say.unknown : `${say.unknown} ${say.topics(topics)}`;
};

const reply = (question: Question): string => {
  const say = phrases[question.language];
  const recall = recallIn(question.said);
  if (recall !== undefined) return recollect(question, recall);
  const smallTalk = smallTalkIn(question.said);
  if (smallTalk !== undefined) return say[smallTalk];
  return quote(question.passages) ?? noteDown(question) ?? offer(question);
};

/**
 * Answers with sentences of the notes and with what was told in this session; it makes nothing up and needs no network.
 * The first answer of a session says so. Words come three at a time.
 */
export const extractiveModel: Model = {
  answer: async function* (question) {
    const source = question.turns.length === 0 ? ` ${phrases[question.language].source}` : '';
    for (const words of `${reply(question)}${source}`.match(/(?:\S+\s*){1,3}/g) ?? []) {
      yield words;
      // Lets the words just said leave the process before the next ones are made.
      await nextTick();
    }
  },
};
