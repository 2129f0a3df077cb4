import { createHash } from 'node:crypto';
import type { AwsRequest } from '../aws-request.ts';

/** Percent-encodes everything but the unreserved characters of RFC 3986. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Every service but S3 signs each segment of the path encoded once more. */
const canonicalPath = (path: string): string => path.split('/').map(encode).join('/');

const byCodePoint = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

const canonicalQuery = (query: string): string =>
  query === ''
    ? ''
    : query
        .split('&')
        .map((pair) => {
          const [name = '', value = ''] = pair.split(/=(.*)/s, 2);
          return `${encode(decodeURIComponent(name))}=${encode(decodeURIComponent(value))}`;
        })
        .sort(byCodePoint)
        .join('&');

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/**
 * Spells a request as SigV4 signs it ("Create a signed AWS API request", step 1). The payload's hash is computed from the
 * body that arrived and never taken from a header.
 */
export const canonicalRequest = (request: AwsRequest, signedHeaders: readonly string[]): string => {
  const headers = signedHeaders.map(
    (name) => `${name}:${(request.headers.get(name) ?? '').trim().replace(/ +/g, ' ')}\n`,
  );
  return [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    headers.join(''),
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
};
