import { createHmac } from 'node:crypto';
import { equalDigests } from './equal-digests.ts';
import { spellParameters } from './signed-form.ts';

const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  'http:': '80',
  'https:': '443',
  'ws:': '80',
  'wss:': '443',
};

/**
 * The spellings of one URL that Twilio may have signed: as configured, without a port, and with it.
 *
 * The text is edited and never re-encoded, because `new URL()` would change what was signed.
 */
const spellings = (url: string): readonly string[] => {
  const parts = /^([a-z]+:)\/\/([^/?#]*?)(:[0-9]+)?([/?#].*)?$/s.exec(url);
  if (parts === null) return [url];
  const [, scheme = '', authority = '', port, rest = ''] = parts;
  const withPort = port ?? `:${DEFAULT_PORTS[scheme] ?? ''}`;
  return [url, `${scheme}//${authority}${rest}`, `${scheme}//${authority}${withPort}${rest}`];
};

/**
 * Is this the `X-Twilio-Signature` of this URL and these form parameters under this auth token?
 *
 * HMAC-SHA-1 over the full URL and the sorted parameters, in base64 (https://www.twilio.com/docs/usage/security).
 */
export const verifyTwilioSignature = (
  authToken: string,
  signature: string,
  url: string,
  parameters: URLSearchParams,
): boolean => {
  const claimed = Buffer.from(signature, 'base64');
  const suffix = spellParameters(parameters, (values) => [...new Set(values)]);
  return spellings(url).some((spelling) =>
    equalDigests(
      createHmac('sha1', authToken)
        .update(spelling + suffix)
        .digest(),
      claimed,
    ),
  );
};
