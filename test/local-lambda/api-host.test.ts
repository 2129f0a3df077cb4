import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RUNTIMES, runHost, startSignal } from './running-host.ts';

describe.each(RUNTIMES)('with $name', ({ runtime }) => {
  let host: Awaited<ReturnType<typeof runHost>>;

  beforeAll(async () => {
    host = await runHost(runtime);
  });
  afterAll(() => host.close());

  const post = (path: string, init: RequestInit = {}) =>
    fetch(`${host.url}${path}`, { method: 'POST', ...init });

  describe('a request becomes an event of payload format 1.0', () => {
    test('with its path, parameters, query, headers and body', async () => {
      const headers = new Headers([
        ['x-many', 'one'],
        ['x-many', 'two'],
        ['content-type', 'text/plain'],
      ]);
      const answer = await post('/voice/twilio/ep%201?a=1&a=2&b=%26', { headers, body: 'grüße' });
      const event = JSON.parse(await answer.text());
      expect(event).toMatchObject({
        httpMethod: 'POST',
        pathParameters: { carrier: 'twilio', endpoint: 'ep 1' },
        queryStringParameters: { a: '2', b: '&' },
        multiValueQueryStringParameters: { a: ['1', '2'], b: ['&'] },
        isBase64Encoded: false,
        body: 'grüße',
      });
      expect(event.path).toMatch(/^\/voice\/twilio\/ep( |%20)1$/);
      expect(event.multiValueHeaders['x-many'] ?? event.multiValueHeaders['X-Many']).toBeDefined();
    });
  });

  describe('an answer', () => {
    test('keeps single and repeated headers', async () => {
      const answer = await post('/voice/a/b');
      expect(answer.headers.get('x-own')).toBe('yes');
      expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    });

    test('in base64 is bytes', async () => {
      const answer = await fetch(`${host.url}/binary`);
      expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255]);
    });

    test('that is none, and a function that fails, are a bad gateway', async () => {
      for (const path of ['/malformed', '/fails'])
        expect((await fetch(`${host.url}${path}`)).status).toBe(502);
    });
  });

  describe('a streamed answer', () => {
    test('has the status and headers of its prelude, and its first words before the last are said', async () => {
      const signal = await startSignal();
      const answer = await fetch(`${host.url}/stream?until=${encodeURIComponent(signal.url)}`);
      expect([answer.status, answer.headers.get('x-own')]).toEqual([201, 'yes']);
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
      expect((await reader?.read())?.value).toBe('first ');
      signal.go();
      expect((await reader?.read())?.value).toBe('second');
      expect((await reader?.read())?.done).toBe(true);
      await signal.close();
    });

    test('that breaks off half way breaks off for the client too', async () => {
      const broken = fetch(`${host.url}/stream?break=1`).then((answer) => answer.text());
      await expect(broken).rejects.toThrow();
    });
  });

  describe('API Gateway itself refuses', () => {
    test.each([
      ['a path that is not there', 'POST', '/nowhere'],
      ['a method that is not there', 'DELETE', '/stream'],
      ['a path with a segment more', 'POST', '/voice/a/b/c'],
    ])('%s', async (_, method, path) => {
      const answer = await fetch(`${host.url}${path}`, { method });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toEqual({ message: 'Missing Authentication Token' });
    });

    test('a body of more than 10 MB', async () => {
      const answer = await post('/voice/a/b', { body: 'x'.repeat(10 * 1024 * 1024 + 1) }).catch(() => null);
      expect(answer?.status ?? 413).toBe(413);
    });
  });
});
