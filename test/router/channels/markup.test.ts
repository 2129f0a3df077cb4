import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerInTwiml } from '../../../packages/router/src/channels/twiml.ts';

const REQUEST = {
  method: 'POST',
  url: 'https://calls.example/voice?a=1&b="2"',
  headers: new Map(),
  body: new Uint8Array(),
};

const speak = (words: string): string =>
  answerInTwiml({ words, language: 'en-GB', afterwards: 'listen' }, REQUEST, 'speech dtmf').body;

const UNESCAPED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

describe('what an agent says in TwiML', () => {
  test('is text and never markup', () => {
    const twiml = speak('</Say><Dial>+19005550100</Dial><!-- & "quoted" -->');
    expect([...twiml.matchAll(/<\/?([A-Za-z]+)/g)].map(([, name]) => name)).toEqual([
      'Response',
      'Gather',
      'Say',
      'Say',
      'Gather',
      'Response',
    ]);
  });

  test('comes back as it was said, whatever it is, but for what XML cannot hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const inner = /<Say[^>]*>([^<]*)<\/Say>/.exec(speak(words))?.[1] ?? '';
        const heard = inner.replaceAll(/&[a-z]+;/g, (entity) => UNESCAPED[entity] ?? '');
        expect(heard).toBe(
          words.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' '),
        );
      }),
    );
  });

  test('goes on at the URL that was signed', () => {
    expect(speak('Hi')).toContain('action="https://calls.example/voice?a=1&amp;b=&quot;2&quot;"');
  });
});
