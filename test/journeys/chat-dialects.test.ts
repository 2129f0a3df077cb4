import { HttpAgent } from '@ag-ui/client';
import { DefaultChatTransport, readUIMessageStream, type UIMessage } from 'ai';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fetchToken, postChat } from './chat-client.ts';
import { putOddAgent } from './odd-agent.ts';
import { type RunningSwitchboard, runSwitchboard, tenantNamed } from './running-switchboard.ts';

/** The clients that people really use, unmodified, each against the running switchboard. */
let switchboard: RunningSwitchboard;
let ada: string;
let emil: string;

beforeAll(async () => {
  switchboard = await runSwitchboard();
  ada = await fetchToken(switchboard, 'Ada');
  emil = await fetchToken(switchboard, 'Emil');
  putOddAgent(switchboard, tenantNamed(switchboard, 'Hotel Lindenhof'));
});
afterAll(() => switchboard.close());
beforeEach(() => {
  switchboard.invocations.length = 0;
});

const QUESTION = 'How much does a cleaning cost?';
const ANSWER = '120 dollars';

const reachedDentistOnly = () => {
  const { runtimeArn } = tenantNamed(switchboard, 'Maple Street Dental').serving.line;
  expect(new Set(switchboard.invocations.map((each) => each.runtimeArn))).toEqual(new Set([runtimeArn]));
};

describe('the AI SDK', () => {
  const transport = (token: string) =>
    new DefaultChatTransport<UIMessage>({
      api: `${switchboard.baseUrl}/chat/ai-sdk`,
      headers: { authorization: `Bearer ${token}` },
    });
  const user = (text: string): UIMessage => ({ id: 'm1', role: 'user', parts: [{ type: 'text', text }] });
  const send = (token: string, text: string, chatId = 'chat-1') =>
    transport(token).sendMessages({
      trigger: 'submit-message',
      chatId,
      messageId: undefined,
      messages: [{ id: 'm0', role: 'assistant', parts: [{ type: 'text', text: 'Earlier.' }] }, user(text)],
      abortSignal: undefined,
    });

  const finalText = async (token: string, text: string): Promise<string> => {
    let latest = '';
    for await (const { parts } of readUIMessageStream({ stream: await send(token, text) }))
      latest = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
    return latest;
  };

  test('reads the answer part by part, and goes on with its chat', async () => {
    const types: string[] = [];
    for await (const { type } of await send(ada, QUESTION)) types.push(type);
    expect([types[0], types[1], types.at(-2), types.at(-1)]).toEqual([
      'start',
      'text-start',
      'text-end',
      'finish',
    ]);
    expect(types.filter((type) => type === 'text-delta').length).toBeGreaterThan(2);
    expect(await finalText(ada, QUESTION)).toContain(ANSWER);
    expect(new Set(switchboard.invocations.map(({ sessionId }) => sessionId)).size).toBe(1);
    reachedDentistOnly();
  });

  test('hears of an answer that broke off, and of a refusal', async () => {
    const parts: { type: string; errorText?: string }[] = [];
    for await (const part of await send(emil, 'break off')) parts.push(part);
    expect(parts.at(-1)).toEqual({ type: 'error', errorText: 'The answer broke off' });
    await expect(send('forged', QUESTION)).rejects.toThrow('token_invalid');
  });
});

describe('AG-UI', () => {
  const agent = (token: string) =>
    new HttpAgent({
      url: `${switchboard.baseUrl}/chat/ag-ui`,
      headers: { authorization: `Bearer ${token}` },
      threadId: 'thread-1',
      initialMessages: [{ id: 'm1', role: 'user', content: QUESTION }],
    });

  test('runs, and has the answer as its newest message', async () => {
    const { newMessages } = await agent(ada).runAgent();
    expect(newMessages).toHaveLength(1);
    expect(newMessages[0]).toMatchObject({ role: 'assistant', content: expect.stringContaining(ANSWER) });
    reachedDentistOnly();
  });

  test('hears of an answer that broke off, and of a refusal', async () => {
    const odd = agent(emil);
    odd.setMessages([{ id: 'm1', role: 'user', content: 'break off' }]);
    const errors: string[] = [];
    await odd
      .runAgent({}, { onRunErrorEvent: ({ event }) => void errors.push(event.message) })
      .catch(() => {});
    expect(errors).toEqual(['The answer broke off']);
    // Its client writes what it throws to the console, too.
    const console_ = vi.spyOn(console, 'error').mockImplementation(() => {});
    await expect(agent('forged').runAgent()).rejects.toThrow(/401/);
    console_.mockRestore();
  });
});

describe('OpenAI’s client', () => {
  const client = (apiKey: string) =>
    new OpenAI({ apiKey, baseURL: `${switchboard.baseUrl}/v1`, maxRetries: 0 });
  const messages = (content: string) => [
    { role: 'system' as const, content: 'You are the hotel.' },
    { role: 'user' as const, content },
  ];
  const hotel = () => tenantNamed(switchboard, 'Hotel Lindenhof').serving.id;

  test('gets a completion; model and user select nothing', async () => {
    const completion = await client(ada).chat.completions.create({
      model: hotel(),
      user: hotel(),
      messages: messages(QUESTION),
    });
    expect(completion.choices[0]?.message.content).toContain(ANSWER);
    expect(completion.choices[0]?.finish_reason).toBe('stop');
    reachedDentistOnly();
  });

  test('streams, and goes on with the conversation that its header names', async () => {
    const ask = async (content: string) => {
      const stream = await client(ada).chat.completions.create(
        { model: 'any', messages: messages(content), stream: true },
        { headers: { 'x-conversation-id': 'c-7' } },
      );
      let text = '';
      for await (const { choices } of stream) text += choices[0]?.delta.content ?? '';
      return text;
    };
    await ask('My name is Robin.');
    expect(await ask('What is my name?')).toContain('Robin');
    reachedDentistOnly();
  });

  test('throws for an answer that broke off, and for a refusal', async () => {
    const create = (stream: boolean) =>
      client(emil).chat.completions.create({ model: 'any', messages: messages('break off'), stream });
    await expect(create(false)).rejects.toMatchObject({ status: 502, code: 'agent_interrupted' });
    const read = async () => {
      const stream = await client(emil).chat.completions.create({
        model: 'any',
        messages: messages('break off'),
        stream: true,
      });
      for await (const _ of stream);
    };
    await expect(read()).rejects.toMatchObject({ code: 'agent_interrupted' });
    const refused = client('forged').chat.completions.create({ model: 'any', messages: messages(QUESTION) });
    await expect(refused).rejects.toMatchObject({ status: 401, code: 'token_invalid' });
  });
});

test('a client that accepts JSON alone gets one document', async () => {
  const answer = await postChat(
    switchboard.baseUrl,
    ada,
    { message: QUESTION, conversationId: 'c-1' },
    { accept: 'application/json' },
  );
  expect(await answer.json()).toEqual({ conversationId: 'c-1', text: expect.stringContaining(ANSWER) });
});
