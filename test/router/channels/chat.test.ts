import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  answerChatRequest,
  readChatRequest,
  refuseChatRequest,
} from '../../../packages/router/src/channels/chat.ts';
import { keepAlive } from '../../../packages/router/src/channels/server-sent-events.ts';
import { REFUSALS, Refusal, type RefusalCode, refuse } from '../../../packages/router/src/refusal.ts';

const read = (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) =>
  readChatRequest(
    {
      method: 'POST',
      url: 'https://calls.example/chat',
      headers: new Map(
        Object.entries({ authorization: 'Bearer a.b.c', 'content-type': 'application/json', ...headers }),
      ),
      body: Buffer.from(body),
    },
    () => 'drawn',
  );

const codeOf = (body: string | Uint8Array, headers?: Readonly<Record<string, string>>): string => {
  const chat = read(body, headers);
  return chat instanceof Refusal ? chat.code : 'read';
};

describe('a chat request', () => {
  test('is its words and its conversation, or a drawn one', () => {
    expect(read('{"message":" Hi "}')).toMatchObject({
      conversation: 'drawn',
      turn: { words: 'Hi' },
      token: 'a.b.c',
    });
    expect(read('{"message":"Hi","conversationId":"c-1"}')).toMatchObject({ conversation: 'c-1' });
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
  ])('whose body is %s is refused', (_, body, code) => expect(codeOf(body)).toBe(code));

  test.each<[Record<string, string>, string]>([
    [{ authorization: '' }, 'token_invalid'],
    [{ authorization: 'Basic YTpi' }, 'token_invalid'],
    [{ authorization: 'Bearer a, Bearer b' }, 'token_invalid'],
    [{ 'content-type': 'text/plain' }, 'media_type_unsupported'],
    [{ 'content-type': 'application/jsonp' }, 'media_type_unsupported'],
  ])('with the headers %j is refused', (headers, code) =>
    expect(codeOf('{"message":"Hi"}', headers)).toBe(code),
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
  ])('that names a %s is counted and not obeyed', (name) => {
    expect(read(JSON.stringify({ message: 'Hi', [name]: 'x' }))).toMatchObject({
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
  ])('with a header %s is counted and not obeyed', (name) =>
    expect(read('{"message":"Hi"}', { [name]: 'x' })).toMatchObject({ ignoredClaims: 1 }),
  );

  test('with ordinary names is not counted', () => {
    expect(read('{"message":"Hi"}', { accept: '*/*', 'user-agent': 'x', cookie: 'a' })).toMatchObject({
      ignoredClaims: 0,
    });
  });
});

const collect = async (body: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const piece of body) text += piece;
  return text;
};

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

describe('an answer in events', () => {
  async function* words() {
    yield 'one';
    yield 'line\nbreak';
  }

  test('starts with the conversation, says each piece, and ends', async () => {
    const chat = read('{"message":"Hi"}');
    if (chat instanceof Refusal) throw new Error('the request was refused');
    const { statusCode, body } = answerChatRequest(chat, { words: words(), language: 'en' });
    expect(statusCode).toBe(200);
    expect(await collect(body)).toBe(
      'event: start\ndata: {"conversationId":"drawn"}\n\ndata: {"text":"one"}\n\ndata: {"text":"line\\nbreak"}\n\nevent: end\ndata: {}\n\n',
    );
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
