import { afterEach, describe, expect, test, vi } from 'vitest';
import { createChatDoor, refuseChatRequest } from '../../../packages/router/src/channels/chat.ts';
import { keepAlive } from '../../../packages/router/src/channels/server-sent-events.ts';
import type { Inbound } from '../../../packages/router/src/inbound.ts';
import { REFUSALS, type Refusal, type RefusalCode, refuse } from '../../../packages/router/src/refusal.ts';

async function* words() {
  yield 'one';
  yield 'line\nbreak';
}

/** A chat request at the door: what the line was asked, and what the client heard. */
const knock = async (
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
  said: () => AsyncIterable<string | Refusal> = words,
) => {
  const asked: Inbound[] = [];
  const door = createChatDoor(
    async (inbound) => {
      asked.push(inbound);
      return { words: said(), language: 'en' };
    },
    () => 'drawn',
  );
  const reply = await door({
    method: 'POST',
    url: 'https://calls.example/chat',
    headers: new Map(
      Object.entries({ authorization: 'Bearer a.b.c', 'content-type': 'application/json', ...headers }),
    ),
    body: Buffer.from(body),
  });
  return { reply, inbound: asked[0] };
};

const inboundOf = async (body: string, headers?: Readonly<Record<string, string>>) =>
  (await knock(body, headers)).inbound;

const codeOf = async (body: string | Uint8Array, headers?: Readonly<Record<string, string>>) => {
  const { reply, inbound } = await knock(body, headers);
  expect(inbound).toBeUndefined();
  return JSON.parse(await collect(reply.body)).code;
};

const collect = async (body: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const piece of body) text += piece;
  return text;
};

describe('a chat request', () => {
  test('is its words and its conversation, or a drawn one', async () => {
    expect(await inboundOf('{"message":" Hi "}')).toMatchObject({
      conversation: 'drawn',
      turn: { words: 'Hi' },
      token: 'a.b.c',
    });
    expect(await inboundOf('{"message":"Hi","conversationId":"c-1"}')).toMatchObject({ conversation: 'c-1' });
  });

  test.each<[string, string | Uint8Array, string]>([
    ['not JSON', '{"message":', 'request_malformed'],
    ['a list', '["message"]', 'request_malformed'],
    ['empty', '', 'request_malformed'],
    ['very deep', `{"message":${'['.repeat(50_000)}`, 'request_malformed'],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe]), 'request_malformed'],
    ['a member twice', '{"message":"a","message":"b"}', 'request_malformed'],
    ['half a surrogate', '{"message":"\\ud800"}', 'request_malformed'],
    ['a NUL', '{"message":"a\\u0000b"}', 'request_malformed'],
    ['an empty message', '{"message":"  "}', 'request_malformed'],
    ['a message that is a number', '{"message":7}', 'request_malformed'],
    ['a conversation with a slash', '{"message":"a","conversationId":"../other"}', 'request_malformed'],
    [
      'a conversation that is too long',
      `{"message":"a","conversationId":"${'c'.repeat(129)}"}`,
      'request_malformed',
    ],
    ['a message that is too long', `{"message":"${'a'.repeat(4_001)}"}`, 'message_too_long'],
  ])('whose body is %s is refused', async (_, body, code) => expect(await codeOf(body)).toBe(code));

  test.each<[Record<string, string>, string]>([
    [{ authorization: '' }, 'token_invalid'],
    [{ authorization: 'Basic YTpi' }, 'token_invalid'],
    [{ authorization: 'Bearer a, Bearer b' }, 'token_invalid'],
    [{ 'content-type': 'text/plain' }, 'media_type_unsupported'],
    [{ 'content-type': 'application/jsonp' }, 'media_type_unsupported'],
  ])('with the headers %j is refused', async (headers, code) =>
    expect(await codeOf('{"message":"Hi"}', headers)).toBe(code),
  );

  test.each([
    'tenantId',
    'tenant',
    'roleArn',
    'arn',
    'runtimeArn',
    'sessionId',
    'session_id',
    'qualifier',
    'accountId',
  ])('that names a %s is counted and not obeyed', async (name) => {
    expect(await inboundOf(JSON.stringify({ message: 'Hi', [name]: 'x' }))).toMatchObject({
      ignoredClaims: 1,
      conversation: 'drawn',
    });
  });

  test.each([
    'x-tenant-id',
    'tenant',
    'x-role-arn',
    'x-amzn-bedrock-agentcore-runtime-session-id',
    'x-session-id',
  ])('with a header %s is counted and not obeyed', async (name) =>
    expect(await inboundOf('{"message":"Hi"}', { [name]: 'x' })).toMatchObject({ ignoredClaims: 1 }),
  );

  test('with ordinary names is not counted', async () => {
    expect(
      await inboundOf('{"message":"Hi"}', { accept: '*/*', 'user-agent': 'x', cookie: 'a' }),
    ).toMatchObject({
      ignoredClaims: 0,
    });
  });
});

describe('a refusal', () => {
  const codes = Object.keys(REFUSALS).filter((code): code is RefusalCode => code in REFUSALS);

  test.each(codes)('%s is a problem with its code, and no more', async (code) => {
    const { statusCode, headers, body } = refuseChatRequest(refuse(code));
    const { status, title, retryAfterS } = REFUSALS[code];
    expect(statusCode).toBe(status);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(headers['retry-after']).toBe(retryAfterS === null ? undefined : String(retryAfterS));
    expect('www-authenticate' in headers).toBe(status === 401);
    expect(JSON.parse(await collect(body))).toEqual({
      type: `urn:privateline:refusal:${code}`,
      title,
      status,
      code,
    });
  });

  test('tells an unknown caller nothing that it does not tell the caller of an impossible number', () => {
    const { code: _, ...unknown } = { code: 'caller_unknown', ...REFUSALS.caller_unknown };
    expect(REFUSALS.number_invalid).toEqual(unknown);
  });
});

describe('an answer', () => {
  test('in events starts with the conversation, says each piece, and ends', async () => {
    const { reply } = await knock('{"message":"Hi"}');
    expect(reply.statusCode).toBe(200);
    expect(await collect(reply.body)).toBe(
      'event: start\ndata: {"conversationId":"drawn"}\n\ndata: {"text":"one"}\n\ndata: {"text":"line\\nbreak"}\n\nevent: end\ndata: {}\n\n',
    );
  });

  test('in one document is whole, for a client that accepts JSON and no events', async () => {
    const { reply } = await knock('{"message":"Hi"}', { accept: 'application/json' });
    expect(reply.headers['content-type']).toBe('application/json');
    expect(JSON.parse(await collect(reply.body))).toEqual({
      conversationId: 'drawn',
      text: 'oneline\nbreak',
    });
    const both = await knock('{"message":"Hi"}', { accept: 'application/json, text/event-stream' });
    expect(both.reply.headers['content-type']).toContain('text/event-stream');
  });

  test('in one document that breaks off is refused by its status', async () => {
    const broken = async function* () {
      yield 'one';
      yield refuse('agent_interrupted');
    };
    const { reply } = await knock('{"message":"Hi"}', { accept: 'application/json' }, broken);
    expect(reply.statusCode).toBe(502);
    expect(JSON.parse(await collect(reply.body))).toMatchObject({ code: 'agent_interrupted' });
  });
});

describe('a silence', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is filled with pings, and the words still come', async () => {
    vi.useFakeTimers();
    const slow = Promise.withResolvers<string>();
    const pieces = (async function* () {
      yield await slow.promise;
    })();
    const lively = keepAlive(pieces, 15_000)[Symbol.asyncIterator]();
    const first = lively.next();
    await vi.advanceTimersByTimeAsync(15_000);
    expect((await first).value).toBe(': ping\n\n');
    const second = lively.next();
    slow.resolve('word');
    expect((await second).value).toBe('word');
    expect((await lively.next()).done).toBe(true);
  });

  test('a reader who leaves ends what is read', async () => {
    let ended = false;
    const pieces = (async function* () {
      try {
        yield 'one';
        yield 'two';
      } finally {
        ended = true;
      }
    })();
    for await (const _ of keepAlive(pieces, 15_000)) break;
    expect(ended).toBe(true);
  });
});
