import type { Fault } from '@privateline/local-cloud';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { fetchToken, postChat, readEvents } from './chat-client.ts';
import { putOddAgent } from './odd-agent.ts';
import {
  accountOf,
  numberOf,
  type RunningSwitchboard,
  runSwitchboard,
  tenantNamed,
} from './running-switchboard.ts';
import { drawCallSid, postWebhook } from './twilio-carrier.ts';

let switchboard: RunningSwitchboard;
let token: string;

const dentist = () => tenantNamed(switchboard, 'Maple Street Dental');

beforeAll(async () => {
  switchboard = await runSwitchboard();
  putOddAgent(switchboard, dentist());
  token = await fetchToken(switchboard, 'Ada');
});
afterAll(() => switchboard.close());

const say = (message: string): Promise<Response> => postChat(switchboard.baseUrl, token, { message });

const speak = (words: string): Promise<Response> =>
  postWebhook(switchboard.baseUrl, {
    account: accountOf(switchboard, dentist()),
    to: numberOf(dentist()),
    callSid: drawCallSid(),
    words,
  });

/** The code of the problem that ended a stream, and how many events came before it. */
const endOf = async (answer: Response) => {
  const events = await readEvents(answer);
  const last = events.at(-1);
  return { event: last?.event, code: JSON.parse(last?.data ?? '{}').code, before: events.length - 1 };
};

describe('a stream that has begun ends well-formed', () => {
  test.each([
    ['break off', 'agent_interrupted', 2],
    ['fail half way', 'agent_failed', 2],
    ['say nothing', 'agent_failed', 1],
    ['speak binary', 'agent_failed', 1],
  ])('when the agent is to %s: %s', async (behaviour, code, before) => {
    const answer = await say(behaviour);
    expect(answer.status).toBe(200);
    expect(await endOf(answer)).toEqual({ event: 'error', code, before });
  });

  test('and on the telephone it says what it had and apologises', async () => {
    const spoken = await (await speak('break off')).text();
    expect(spoken).toContain('The first half I am sorry, I lost my train of thought.');
    expect(spoken).not.toContain('secret');
  });
});

describe('an agent that does not answer', () => {
  test.each(['throw an error', 'crash'])('but is to %s is a bad gateway', async (behaviour) => {
    const answer = await say(behaviour);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ code: 'agent_failed' });
  });

  test('and whose process ended is started anew, and people are told so', async () => {
    await say('crash');
    await eventually(() => expect(switchboard.notices.join()).toContain('the next call starts it anew'));
    expect((await say('fail half way')).status).toBe(200);
  });

  test('in a carrier’s time is apologised for before the carrier hangs up', async () => {
    const spoken = await (await speak('answer late')).text();
    expect(spoken).toContain('I am sorry, that is taking too long.');
    expect(spoken).not.toContain('<Hangup');
  });
});

describe('AgentCore’s own refusals have their codes', () => {
  const FAULTS: readonly (readonly [Fault['code'], Fault['status'], string, number, string | null])[] = [
    ['ThrottlingException', 429, 'agent_throttled', 429, '2'],
    ['ServiceQuotaExceededException', 402, 'agent_quota_exceeded', 503, '60'],
    ['RetryableConflictException', 409, 'agent_busy', 503, '1'],
    ['InternalServerException', 500, 'agent_unavailable', 503, '5'],
  ];

  test.each(FAULTS)('%s (%i) is %s', async (code, status, refusal, answered, wait) => {
    const { runtimeArn } = dentist().serving.line;
    switchboard.cloud.runtimes.setFault(runtimeArn, { code, status });
    const answer = await say('fail half way');
    switchboard.cloud.runtimes.setFault(runtimeArn, null);
    expect(answer.status).toBe(answered);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('retry-after')).toBe(wait);
    expect(await answer.json()).toMatchObject({ code: refusal });
  });
});

test('what an agent says cannot become the carrier’s markup', async () => {
  const spoken = await (await speak('be rude')).text();
  expect(spoken).not.toContain('<Dial>');
  expect(spoken).toContain('&lt;Dial&gt;');
});
