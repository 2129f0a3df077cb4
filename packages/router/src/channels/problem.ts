import type { Refusal } from '../refusal.ts';

/** What `application/problem+json` says of a refusal (RFC 9457): a stable code, and never which part of a proof was wrong. */
export const problemOf = ({ code, terms }: Refusal) => ({
  type: `urn:privateline:refusal:${code}`,
  title: terms.title,
  status: terms.status,
  code,
});

/** The headers that go with it. */
export const problemHeaders = ({ terms }: Refusal): Record<string, string> => ({
  'content-type': 'application/problem+json',
  'cache-control': 'no-store',
  ...(terms.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  ...(terms.retryAfterS === null ? {} : { 'retry-after': String(terms.retryAfterS) }),
});
