import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { parseDialledNumber } from '../../../packages/router/src/channels/dialled-number.ts';

describe('a dialled number', () => {
  test('is taken from every region of the world, as it is', () => {
    const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples)?.number ?? []);
    expect(numbers.length).toBeGreaterThan(200);
    for (const number of numbers) expect(parseDialledNumber(number)).toBe(number);
  });

  test.each([
    ['full-width digits', '+１２０２５５５０１４３'],
    ['Arabic-Indic digits', '+١٢٠٢٥٥٥٠١٤٣'],
    ['a full-width plus', '＋12025550143'],
    ['no plus', '12025550143'],
    ['a national number', '2025550143'],
    ['an extension', '+12025550143;ext=7'],
    ['an extension in letters', '+12025550143x7'],
    ['spaces', '+1 202 555 0143'],
    ['a trailing line break', '+12025550143\n'],
    ['a zero after the plus', '+02025550143'],
    ['letters', '+1800FLOWERS'],
    ['a SIP URI', 'sip:+12025550143@example.com'],
    ['a withheld number', 'anonymous'],
    ['the number that stands for “anonymous”', '+266696687'],
    ['too few digits', '+120255501'],
    ['too many digits', '+1202555014312345'],
    ['nothing', ''],
  ])('is not taken with %s', (_, text) => expect(parseDialledNumber(text)).toBeUndefined());

  test('is what was sent or nothing: never another number', () => {
    const almost = fc.array(fc.constantFrom('+', '1', '2', '0', '9', ' ', '-', '(', '٣', 'x', ';'), {
      maxLength: 18,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          almost.map((parts) => parts.join('')),
        ),
        (text) => {
          expect([text, undefined]).toContain(parseDialledNumber(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
