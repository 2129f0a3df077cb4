const PATIENCE_MS = 2_000;

/**
 * Fetches an issuer's keys (RFC 7517) from the URL that the directory gives, following no redirect.
 *
 * @throws Error if they do not come within two seconds.
 */
export const fetchKeySet = async (url: string): Promise<unknown> => {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`an issuer answered ${answer.status} for its keys`);
  return answer.json();
};
