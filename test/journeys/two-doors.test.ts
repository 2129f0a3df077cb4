import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fetchToken, postChat, readEvents, wordsOf } from './chat-client.ts';
import {
  accountOf,
  numberOf,
  type RunningSwitchboard,
  runSwitchboard,
  tenantNamed,
} from './running-switchboard.ts';
import { drawCallSid, postWebhook } from './twilio-carrier.ts';

/** Each tenant's own answer to a question that all can be asked. */
const TENANTS = [
  { name: 'Maple Street Dental', user: 'Ada', question: 'What are your opening hours?', answer: '8 a.m.' },
  {
    name: 'Chain & Bell Cycles',
    user: 'Clara',
    question: 'What are your opening hours?',
    answer: '10 in the morning',
  },
  {
    name: 'Hotel Lindenhof',
    user: 'Emil',
    question: 'Wie sind Ihre Öffnungszeiten?',
    answer: 'von 7 bis 22 Uhr',
  },
];

let switchboard: RunningSwitchboard;

beforeAll(async () => {
  switchboard = await runSwitchboard();
});
afterAll(() => switchboard.close());
beforeEach(() => {
  switchboard.invocations.length = 0;
});

const callOf = (name: string) => {
  const tenant = tenantNamed(switchboard, name);
  return { account: accountOf(switchboard, tenant), to: numberOf(tenant), callSid: drawCallSid() };
};

/** The runtimes that were reached since the last look. */
const reached = (): readonly string[] => switchboard.invocations.map(({ runtimeArn }) => runtimeArn);

describe('a telephone call', () => {
  test.each(TENANTS)('hears the greeting of $name before any agent is asked', async ({ name }) => {
    const answer = await postWebhook(switchboard.baseUrl, callOf(name));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('xml');
    expect(await answer.text()).toContain(tenantNamed(switchboard, name).demo.greeting.replace('&', '&amp;'));
    expect(reached()).toEqual([]);
  });

  test.each(TENANTS)('is answered by the agent of $name and no other', async ({ name, question, answer }) => {
    const spoken = await postWebhook(switchboard.baseUrl, { ...callOf(name), words: question });
    expect(await spoken.text()).toContain(answer);
    expect(reached()).toEqual([tenantNamed(switchboard, name).serving.line.runtimeArn]);
  });

  test('is one conversation: the second turn has the first one’s session, another call has its own', async () => {
    const call = callOf('Maple Street Dental');
    for (const each of [call, call, callOf('Maple Street Dental')])
      await postWebhook(switchboard.baseUrl, { ...each, words: 'My name is Robin.' });
    const [first, second, other] = switchboard.invocations.map(({ sessionId }) => sessionId);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  test('remembers within the conversation, and not beyond it', async () => {
    const call = callOf('Maple Street Dental');
    const ask = async (callSid: string) =>
      (await postWebhook(switchboard.baseUrl, { ...call, callSid, words: 'What is my name?' })).text();
    await postWebhook(switchboard.baseUrl, { ...call, words: 'My name is Robin.' });
    expect(await ask(call.callSid)).toContain('Robin');
    expect(await ask(drawCallSid())).not.toContain('Robin');
  });
});

describe('a chat request', () => {
  test.each(TENANTS)(
    'of $user streams the words of $name and no other',
    async ({ name, user, question, answer }) => {
      const token = await fetchToken(switchboard, user);
      const reply = await postChat(switchboard.baseUrl, token, { message: question });
      expect(reply.status).toBe(200);
      expect(reply.headers.get('content-type')).toContain('text/event-stream');
      const events = await readEvents(reply);
      expect(events.at(0)?.event).toBe('start');
      expect(events.at(-1)?.event).toBe('end');
      expect(events.length).toBeGreaterThan(3);
      expect(wordsOf(events)).toContain(answer);
      expect(reached()).toEqual([tenantNamed(switchboard, name).serving.line.runtimeArn]);
    },
  );

  test('goes on where its conversation stopped, for the same subject only', async () => {
    const [ada, ben] = [await fetchToken(switchboard, 'Ada'), await fetchToken(switchboard, 'Ben')];
    const say = async (token: string, message: string) =>
      wordsOf(
        await readEvents(await postChat(switchboard.baseUrl, token, { message, conversationId: 'one' })),
      );
    await say(ada, 'My name is Robin.');
    expect(await say(ada, 'What is my name?')).toContain('Robin');
    expect(await say(ben, 'What is my name?')).not.toContain('Robin');
  });
});

describe('what reaches an agent', () => {
  const FORBIDDEN = /arn:|tenant|privateline|assumed-role|[0-9]{12}|authorization|x-amz|\bt[0-9a-z]{20}\b/i;

  test('is the words and a session id, and nothing of tenancy', async () => {
    const token = await fetchToken(switchboard, 'Ada');
    await postWebhook(switchboard.baseUrl, { ...callOf('Maple Street Dental'), words: 'Hello there' });
    await readEvents(await postChat(switchboard.baseUrl, token, { message: 'Hello there' }));
    expect(switchboard.invocations).toHaveLength(2);
    for (const { headers, payload, sessionId } of switchboard.invocations) {
      expect(JSON.parse(payload.toString())).toEqual({ prompt: 'Hello there' });
      const sent = [...headers].filter(([, value]) => value !== sessionId).flat();
      for (const text of [...sent, payload.toString()]) expect(text).not.toMatch(FORBIDDEN);
      for (const { serving } of switchboard.fleet.tenants)
        expect(JSON.stringify([...headers])).not.toContain(serving.id);
    }
  });
});
