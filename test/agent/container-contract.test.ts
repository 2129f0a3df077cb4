import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeAws, startFakeAws } from './fake-aws.ts';
import { type RunningAgent, sessionHeader, sessionId, startAgent } from './running-agent.ts';
import { allEventsOf } from './server-sent-events.ts';

const events = 'text/event-stream';
let aws: FakeAws;
let agent: RunningAgent;

beforeAll(async () => {
  aws = await startFakeAws();
  aws.tables.set('notes', [
    { sk: '1', title: 'Opening hours', text: 'We are open from nine to five on every day of the week.' },
  ]);
  agent = await startAgent(aws, { KNOWLEDGE_TABLE: 'notes' });
});

afterAll(async () => {
  await agent.stop();
  await aws[Symbol.asyncDispose]();
});

describe("AgentCore's container contract", () => {
  it('answers a ping as healthy before it has read anything', async () => {
    await using idle = await startAgent(aws, { KNOWLEDGE_TABLE: 'notes' });
    const before = aws.calls.length;
    const response = await fetch(`${idle.url}/ping`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'Healthy' });
    expect(aws.calls.length).toBe(before);
  });

  it('answers one JSON document where no events are accepted', async () => {
    const response = await agent.invoke({ body: { prompt: 'When are you open?' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toEqual({ text: expect.stringContaining('from nine to five') });
  });

  it('streams a few words an event, which together are the whole answer', async () => {
    const headers = { [sessionHeader]: sessionId('stream') };
    const response = await agent.invoke({ body: { prompt: 'When are you open?' }, accept: events, headers });
    expect(response.headers.get('content-type')).toBe(events);
    const texts = (await allEventsOf(response)).map(({ data }) => Object(data).text);
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.every((text) => text.trim().split(' ').length <= 3)).toBe(true);
    expect(texts.join('')).toBe(
      'We are open from nine to five on every day of the week. I answer from our notes.',
    );
  });

  it.each([
    ['no JSON', 'prompt=hello', 'the body is not a JSON object'],
    ['nothing', '', 'the body is not a JSON object'],
    ['a JSON string', '"hello"', 'the body is not a JSON object'],
    ['no prompt', { message: 'hello' }, 'prompt is not a string'],
    ['a blank prompt', { prompt: ' ' }, 'prompt is empty'],
    ['a boundless prompt', { prompt: 'a'.repeat(8_001) }, 'prompt is longer than 8000 characters'],
    ['a strange locale', { prompt: 'hello', locale: 7 }, 'locale is not a string'],
  ])('refuses %s with 400 and says why', async (_, body, message) => {
    const response = await agent.invoke({ body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message });
  });

  it('takes the session from the header only', async () => {
    const response = await fetch(`${agent.url}/invocations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'hello', sessionId: sessionId('smuggled') }),
    });
    expect(response.status).toBe(400);
  });

  it('says in one sentence what is missing from its environment', async () => {
    await expect(startAgent(aws, {})).rejects.toThrow('KNOWLEDGE_TABLE must name the DynamoDB table');
    await expect(startAgent(aws, { KNOWLEDGE_TABLE: 'notes', PORT: '70000' })).rejects.toThrow('PORT');
  });

  it('logs nothing that was said', async () => {
    await using talkative = await startAgent(aws, { KNOWLEDGE_TABLE: 'notes' });
    expect((await talkative.invoke({ body: { prompt: 'My secret is a violet elephant' } })).status).toBe(200);
    expect((await talkative.invoke({ body: '{"prompt": "violet elephant' })).status).toBe(400);
    await talkative.stop();
    expect(talkative.log()).toContain('Server listening');
    expect(talkative.log()).not.toMatch(/violet|elephant|session-default/);
  });
});
