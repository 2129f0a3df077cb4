import { setImmediate as nextTick } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeAws, startFakeAws } from './fake-aws.ts';
import { type FakeBedrock, startFakeBedrock } from './fake-bedrock.ts';
import { type RunningAgent, sessionHeader, sessionId, startAgent } from './running-agent.ts';
import { eventsOf } from './server-sent-events.ts';

let aws: FakeAws;
let bedrock: FakeBedrock;
let agent: RunningAgent;

beforeAll(async () => {
  aws = await startFakeAws();
  aws.tables.set('notes', [{ sk: '1', title: 'Price', text: 'A haircut costs 30 dollars.' }]);
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
  await aws[Symbol.asyncDispose]();
});

const lastConversation = () => JSON.parse(bedrock.requests.at(-1) ?? '{}');

describe('an agent with a model of Bedrock', () => {
  it('passes on the first words before the model has made the next', async () => {
    const heard = Promise.withResolvers<void>();
    bedrock.converse = async function* () {
      yield { words: 'Thirty ' };
      await heard.promise;
      yield { words: 'dollars.' };
    };
    const response = await agent.invoke({ body: { prompt: 'How much?' }, accept: 'text/event-stream' });
    const texts: unknown[] = [];
    for await (const { data } of eventsOf(response)) {
      texts.push(data);
      heard.resolve();
    }
    expect(texts).toEqual([{ text: 'Thirty ' }, { text: 'dollars.' }]);
  });

  it('gives the model the passages and the turns of this session, and no other', async () => {
    bedrock.converse = async function* () {
      yield { words: 'Gladly.' };
    };
    await agent.say('model-ada', 'I would like a haircut.');
    await agent.say('model-ben', 'Something else.');
    await agent.say('model-ada', 'What does a haircut cost?');
    const { messages, system } = lastConversation();
    expect(system[0].text).toContain('Price: A haircut costs 30 dollars.');
    expect(messages).toEqual([
      { role: 'user', content: [{ text: 'I would like a haircut.' }] },
      { role: 'assistant', content: [{ text: 'Gladly.' }] },
      { role: 'user', content: [{ text: 'What does a haircut cost?' }] },
    ]);
  });

  it('ends the request to the model when the caller hangs up, and remembers what was said', async () => {
    const left = Promise.withResolvers<void>();
    bedrock.converse = async function* () {
      try {
        for (;;) {
          yield { words: 'and so on ' };
          await nextTick();
        }
      } finally {
        left.resolve();
      }
    };
    const call = new AbortController();
    const response = await agent.invoke({
      body: { prompt: 'Tell me everything.' },
      accept: 'text/event-stream',
      headers: { [sessionHeader]: sessionId('hung-up') },
      signal: call.signal,
    });
    await eventsOf(response).next();
    call.abort();
    await left.promise;
    bedrock.converse = async function* () {
      yield { words: 'Gladly.' };
    };
    await agent.say('hung-up', 'Again, please.');
    expect(lastConversation().messages[0]).toEqual({
      role: 'user',
      content: [{ text: 'Tell me everything.' }],
    });
  });
});
