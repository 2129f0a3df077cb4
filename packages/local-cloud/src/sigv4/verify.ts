import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AwsRequest } from '../aws-request.ts';
import type { Authorization } from './authorization.ts';
import { canonicalRequest, sha256 } from './canonical-request.ts';

/** AWS takes a request for five minutes either way of its own clock. */
const LONGEST_SKEW_MS = 5 * 60_000;

export type Verdict = 'valid' | 'skewed' | 'incomplete' | 'mismatch';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Reads `YYYYMMDD'T'HHMMSS'Z'` as milliseconds since 1970; NaN if it is spelled otherwise. */
const readAmzDate = (date: string): number => {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (found === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = found;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};

/** What must be signed: the host, and every `x-amz-` header that is there, lest one be added on the way. */
const signsEnough = (request: AwsRequest, { signedHeaders }: Authorization): boolean => {
  const required = ['host', ...[...request.headers.keys()].filter((name) => name.startsWith('x-amz-'))];
  return (
    required.every((name) => signedHeaders.includes(name)) &&
    signedHeaders.every((name) => request.headers.has(name))
  );
};

/**
 * Checks a Signature Version 4 in the `Authorization` header against the secret key.
 *
 * @param nowMs the clock that the request's `X-Amz-Date` is held against.
 */
export const verifySignature = (
  request: AwsRequest,
  claimed: Authorization,
  secretAccessKey: string,
  nowMs: number,
): Verdict => {
  const date = request.headers.get('x-amz-date') ?? '';
  const signedAtMs = readAmzDate(date);
  if (
    Number.isNaN(signedAtMs) ||
    !claimed.scope.startsWith(`${date.slice(0, 8)}/`) ||
    !signsEnough(request, claimed)
  )
    return 'incomplete';
  if (Math.abs(nowMs - signedAtMs) > LONGEST_SKEW_MS) return 'skewed';
  const key = claimed.scope.split('/').reduce(hmac, Buffer.from(`AWS4${secretAccessKey}`));
  const text = [
    'AWS4-HMAC-SHA256',
    date,
    claimed.scope,
    sha256(canonicalRequest(request, claimed.signedHeaders)),
  ].join('\n');
  return timingSafeEqual(hmac(key, text), Buffer.from(claimed.signature, 'hex')) ? 'valid' : 'mismatch';
};
