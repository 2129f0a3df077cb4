import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeAws, startFakeAws } from './fake-aws.ts';
import { type FakeBedrock, type ModelEvent, startFakeBedrock } from './fake-bedrock.ts';
import { type RunningAgent, sessionHeader, sessionId, startAgent } from './running-agent.ts';
import { allEventsOf } from './server-sent-events.ts';

const failed = { error: 'The agent could not answer.' };
const events = 'text/event-stream';
const greet = { prompt: 'hello' };
let aws: FakeAws;

beforeAll(async () => {
  aws = await startFakeAws();
});

afterAll(() => aws[Symbol.asyncDispose]());

describe('an agent whose table refuses', () => {
  beforeEach(() => {
    aws.tables.set('notes', 'denied');
  });

  it('answers 500 in JSON', async () => {
    await using agent = await startAgent(aws, { KNOWLEDGE_TABLE: 'notes' });
    const response = await agent.invoke({ body: greet });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual(failed);
  });

  it('answers 500 where events are accepted, and begins no stream', async () => {
    await using agent = await startAgent(aws, { KNOWLEDGE_TABLE: 'notes' });
    const response = await agent.invoke({ body: greet, accept: events });
    expect(response.status).toBe(500);
    expect(await allEventsOf(response)).toEqual([]);
  });

  it('names the fault in its log and nothing else of it', async () => {
    await using agent = await startAgent(aws, { KNOWLEDGE_TABLE: 'notes' });
    expect((await agent.invoke({ body: greet })).status).toBe(500);
    await agent.stop();
    expect(agent.log()).toContain('AccessDeniedException');
    expect(agent.log()).not.toContain('arn:');
  });

  it('answers as soon as the table does', async () => {
    await using agent = await startAgent(aws, { KNOWLEDGE_TABLE: 'notes' });
    expect((await agent.invoke({ body: greet })).status).toBe(500);
    aws.tables.set('notes', []);
    expect(await agent.say('default', 'hello')).toBe('Hello! How can I help you? I answer from our notes.');
  });
});

describe('an agent whose model fails', () => {
  let bedrock: FakeBedrock;
  let agent: RunningAgent;

  const answering = (...answer: readonly ModelEvent[]): void => {
    bedrock.converse = async function* () {
      yield* answer;
    };
  };

  beforeAll(async () => {
    aws.tables.set('notes', []);
    bedrock = await startFakeBedrock();
    agent = await startAgent(aws, {
      KNOWLEDGE_TABLE: 'notes',
      MODEL_ID: 'a-model',
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    });
  });

  afterAll(async () => {
    await agent.stop();
    await bedrock[Symbol.asyncDispose]();
  });

  it('answers 500 when it fails before the first words', async () => {
    answering({ exception: 'modelStreamErrorException' });
    const response = await agent.invoke({ body: greet, accept: events });
    expect(response.status).toBe(500);
    expect(await allEventsOf(response)).toEqual([]);
  });

  it('ends a stream that breaks half way with an error event', async () => {
    answering({ words: 'We are ' }, { exception: 'modelStreamErrorException' });
    const response = await agent.invoke({ body: greet, accept: events });
    expect(response.status).toBe(200);
    expect(await allEventsOf(response)).toEqual([
      { event: 'message', data: { text: 'We are ' } },
      { event: 'error', data: failed },
    ]);
  });

  it('answers 500 and no half answer where no events are accepted', async () => {
    answering({ words: 'We are ' }, { exception: 'modelStreamErrorException' });
    const response = await agent.invoke({ body: greet });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual(failed);
  });

  it('goes on in the same session afterwards, as if the failed turn had not been', async () => {
    const headers = { [sessionHeader]: sessionId('resumed') };
    answering({ exception: 'modelStreamErrorException' });
    expect((await agent.invoke({ body: greet, headers })).status).toBe(500);
    answering({ words: 'Here I am.' });
    expect(await agent.say('resumed', 'hello')).toBe('Here I am.');
    expect(JSON.parse(bedrock.requests.at(-1) ?? '').messages).toEqual([
      { role: 'user', content: [{ text: 'hello' }] },
    ]);
  });
});
