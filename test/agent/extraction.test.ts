import { describe, expect, it } from 'vitest';
import { extractiveModel } from '../../packages/agent/src/extractive.ts';
import { indexNotes } from '../../packages/agent/src/note-index.ts';
import { recallIn, toldIn } from '../../packages/agent/src/recollection.ts';
import { smallTalkIn } from '../../packages/agent/src/small-talk.ts';

describe('search over notes', () => {
  const index = indexNotes([
    { title: 'Opening hours', text: 'We are open from 9 a.m. to 5 p.m. on weekdays. We rest on Sundays.' },
    { title: 'Bread', text: 'A loaf costs 4 dollars. Our bread is baked at night.' },
    { title: 'Cakes', text: 'A cake costs 30 dollars and wants two days of notice.' },
  ]);
  const best = (question: string) => index.search(question, 5)[0]?.sentence;

  it.each([
    ['When do you close?', 'We are open from 9 a.m. to 5 p.m. on weekdays.'],
    ['Habt ihr am Sonntag geöffnet?', 'We rest on Sundays.'],
    ['how much are cakes', 'A cake costs 30 dollars and wants two days of notice.'],
    ['Was kosten loaves? A loaf?', 'A loaf costs 4 dollars.'],
    ['What is the price of a bicycle pump?', undefined],
    ['', undefined],
  ])('finds for "%s": %s', (question, expected) => {
    expect(best(question)).toBe(expected);
  });

  it('finds nothing in nothing', () => {
    expect(indexNotes([]).search('When do you close?', 5)).toEqual([]);
  });

  it('ranks no more than it is asked for, the best first', () => {
    const scores = index.search('bread loaf cost', 2).map(({ score }) => score);
    expect(scores.length).toBe(2);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});

describe('small talk', () => {
  it.each([
    ['Hi there!', 'greeting'],
    ['Schönen guten Tag', 'greeting'],
    ['Thank you very much', 'thanks'],
    ['Vielen Dank, auf Wiederhören', 'farewell'],
    ['Good morning, do you sell bread?', undefined],
    ['When?', undefined],
  ])('"%s" is %s', (said, kind) => {
    expect(smallTalkIn(said)).toBe(kind);
  });
});

describe('what callers tell and ask back', () => {
  it.each([
    ['My name is Ada Lovelace, hello', { thing: 'name', value: 'Ada Lovelace' }],
    ['I am called Ada', { thing: 'name', value: 'Ada' }],
    ['my room number is 12', { thing: 'room number', value: '12' }],
    ['Ich heiße Jürgen', { thing: 'name', value: 'Jürgen' }],
    ['Meine Zimmernummer ist 12.', { thing: 'zimmernummer', value: '12' }],
    ['My, it is hot', undefined],
    ['Please call me back', undefined],
  ])('"%s" tells %o', (said, told) => {
    expect(toldIn(said)).toEqual(told);
  });

  it.each([
    ["What's my room number?", { kind: 'told', thing: 'room number' }],
    ['Who am I?', { kind: 'told', thing: 'name' }],
    ['Wie heiße ich?', { kind: 'told', thing: 'name' }],
    ['Wie lautet meine Zimmernummer?', { kind: 'told', thing: 'zimmernummer' }],
    ['Was habe ich gerade gesagt?', { kind: 'last words' }],
    ['What is your name?', undefined],
  ])('"%s" asks for %o', (said, recall) => {
    expect(recallIn(said)).toEqual(recall);
  });
});

it('an agent without notes still answers', async () => {
  const question = { said: 'When?', language: 'en', turns: [], passages: [], titles: [] } as const;
  let answer = '';
  for await (const words of extractiveModel.answer(question)) answer += words;
  expect(answer).toBe('I am not sure about that. I answer from our notes.');
});
