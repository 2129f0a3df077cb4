import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoTenants } from '../../packages/demo/src/tenants/index.ts';
import { type FakeAws, startFakeAws } from './fake-aws.ts';
import { type RunningAgent, startAgent } from './running-agent.ts';

let aws: FakeAws;
const agents = new Map<string, RunningAgent>();

const agentOf = (name: string): RunningAgent => {
  const agent = agents.get(name);
  if (agent === undefined) throw new Error(`No agent of ${name}.`);
  return agent;
};

beforeAll(async () => {
  aws = await startFakeAws();
  for (const { displayName, knowledge } of demoTenants) {
    aws.tables.set(displayName, knowledge);
    agents.set(displayName, await startAgent(aws, { KNOWLEDGE_TABLE: displayName }));
  }
});

afterAll(async () => {
  for (const agent of agents.values()) await agent.stop();
  await aws[Symbol.asyncDispose]();
});

describe('an agent answers from its own table', () => {
  it.each([
    ['Maple Street Dental', 'What are your opening hours?', 'Monday to Thursday from 8 a.m. to 5 p.m.'],
    ['Chain & Bell Cycles', 'What are your opening hours?', 'Tuesday to Saturday from 10 in the morning'],
    ['Hotel Lindenhof', 'What are your opening hours?', 'täglich von 7 bis 22 Uhr'],
    ['Maple Street Dental', 'How much does parking cost?', 'free for patients'],
    ['Chain & Bell Cycles', 'How much does parking cost?', 'no car park'],
    ['Hotel Lindenhof', 'How much does parking cost?', '12 Euro'],
    ['Maple Street Dental', 'How much is a crown?', '950 dollars'],
    ['Chain & Bell Cycles', 'Can you fix a flat tyre?', '12 pounds'],
    ['Hotel Lindenhof', 'Was kostet ein Doppelzimmer?', '129 Euro'],
    ['Hotel Lindenhof', 'Sind Hunde erlaubt?', '10 Euro die Nacht'],
  ])('%s, asked "%s"', async (name, question, expected) => {
    expect(await agentOf(name).say('knowledge', question)).toContain(expected);
  });

  it.each([
    ['Chain & Bell Cycles', 'How much is a crown?'],
    ['Maple Street Dental', 'How much does a space shuttle cost?'],
  ])('%s does not guess, asked "%s"', async (name, question) => {
    const answer = await agentOf(name).say('guess', question);
    expect(answer).toContain('I am not sure about that. You can ask me about: Opening hours');
  });

  it('speaks the language of its notes unless it is asked for another', async () => {
    const hotel = agentOf('Hotel Lindenhof');
    expect(await hotel.say('language', 'Hallo')).toContain('Guten Tag');
    const english = await hotel.invoke({ body: { prompt: 'Hello', locale: 'en-GB' } });
    expect(await english.json()).toEqual({ text: 'Hello! How can I help you? I answer from our notes.' });
    const dutch = await hotel.invoke({ body: { prompt: 'Hallo', locale: 'nl-NL' } });
    expect(await dutch.json()).toEqual({ text: 'Guten Tag! Wie kann ich Ihnen helfen?' });
  });

  it('reads with the credentials of its container, all pages, once for many questions', async () => {
    await using fresh = await startAgent(aws, { KNOWLEDGE_TABLE: 'Hotel Lindenhof' });
    const before = aws.calls.length;
    expect(await fresh.say('pages', 'Fahrräder?')).toContain('15 Euro');
    expect(await fresh.say('pages', 'Hunde?')).toContain('10 Euro');
    expect(aws.calls.slice(before)).toEqual(Array(4).fill('Query by ASIAOFTHISAGENT'));
  });
});

describe('an agent remembers a session and only that session', () => {
  it('tells a caller what this caller told', async () => {
    const agent = agentOf('Maple Street Dental');
    expect(await agent.say('ada', 'My name is Ada.')).toContain('your name is Ada');
    await agent.say('ben', 'My name is Ben, when are you open?');
    expect(await agent.say('ada', 'What is my name?')).toBe('You told me that your name is Ada.');
    expect(await agent.say('ben', 'Who am I?')).toBe('You told me that your name is Ben.');
    expect(await agent.say('eve', 'What is my name?')).toContain('You have not told me your name yet.');
    expect(await agent.say('ben', 'What did I say?')).toBe('You said: Who am I?');
    expect(await agent.say('mallory', 'What did I say?')).toContain('the first thing you have said');
  });

  it('says once a session that its answers come from notes', async () => {
    const agent = agentOf('Chain & Bell Cycles');
    expect(await agent.say('once', 'Hello!')).toContain('I answer from our notes.');
    expect(await agent.say('once', 'Hello!')).not.toContain('notes');
    expect(await agent.say('another', 'Hello!')).toContain('I answer from our notes.');
  });
});
