import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWords } from '../../packages/router/src/agent-words.ts';
import { Refusal } from '../../packages/router/src/refusal.ts';
import { bytesOf } from './fakes/fake-runtimes.ts';

const SSE = 'text/event-stream';
const PATIENT = new AbortController().signal;

const listen = async (
  contentType: string,
  bytes: AsyncIterable<Uint8Array>,
  signal = PATIENT,
): Promise<string[]> => {
  const heard: string[] = [];
  for await (const piece of readWords({ contentType, bytes }, signal))
    heard.push(piece instanceof Refusal ? `[${piece.code}]` : piece);
  return heard;
};

async function* broken(text: string): AsyncIterable<Uint8Array> {
  yield* bytesOf(text);
  throw new Error('the connection was lost');
}

const ANSWER =
  'data: {"text":"Grüße, "}\n\ndata: "and 🚲"\r\n\r\n: ping\n\nevent: usage\ndata: {"tokens":3}\n\ndata: {"text":" bye"}\n\n';

describe('an answer in events', () => {
  test('is the same words wherever the network cuts it', async () => {
    const bytes = Buffer.from(ANSWER);
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(cuts, async (drawn) => {
        const edges = [0, ...drawn.toSorted((left, right) => left - right), bytes.length];
        const chunks = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
        const cut = (async function* () {
          yield* chunks;
        })();
        expect((await listen(SSE, cut)).join('')).toBe('Grüße, and 🚲 bye');
      }),
    );
  });

  test.each<[string, string, string[]]>([
    [
      'an error event ends it',
      'data: "one"\n\nevent: error\ndata: {"text":"secret"}\n\ndata: "two"\n\n',
      ['one', '[agent_failed]'],
    ],
    [
      'other events are its own affair',
      'data: {"tool":"x"}\n\ndata: not JSON\n\ndata: 7\n\ndata: "one"\n\n',
      ['one'],
    ],
    ['an empty one is a failure', '', ['[agent_failed]']],
    ['one without words is a failure', 'data: {"text":""}\n\n', ['[agent_failed]']],
  ])('%s', async (_, text, heard) => expect(await listen(SSE, bytesOf(text))).toEqual(heard));

  test('that breaks off keeps what was said and says so', async () => {
    expect(await listen(SSE, broken('data: "one"\n\n'))).toEqual(['one', '[agent_interrupted]']);
    expect(await listen(SSE, broken('data: "on'))).toEqual(['[agent_interrupted]']);
  });

  test('that takes too long ends as timed out', async () => {
    expect(await listen(SSE, broken('data: "one"\n\n'), AbortSignal.abort())).toEqual([
      'one',
      '[agent_timed_out]',
    ]);
  });
});

describe('an answer in one document', () => {
  test.each<[string, string, string[]]>([
    ['application/json', '{"text":"Hello"}', ['Hello']],
    ['Application/JSON; charset=utf-8', '"Hello"', ['Hello']],
    ['application/json', '{"answer":"Hello"}', ['[agent_failed]']],
    ['application/json', '{', ['[agent_failed]']],
    ['application/json', `"${'x'.repeat(1_000_001)}"`, ['[agent_failed]']],
    ['text/html', '<p>Hello', ['[agent_failed]']],
    ['', 'Hello', ['[agent_failed]']],
  ])('%j: %s', async (contentType, text, heard) =>
    expect(await listen(contentType, bytesOf(text))).toEqual(heard),
  );
});
