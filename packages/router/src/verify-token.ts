import { issuerKey, readTrustedIssuer, type TrustedIssuer } from '@privateline/tenancy';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from './clock.ts';
import type { KeySet, KeySetSource } from './key-set.ts';
import type { LeasedDirectory } from './leased-directory.ts';
import { Refusal, refuse } from './refusal.ts';
import { parseStrictObject } from './strict-json.ts';

/** What a verified token proves. */
export interface TokenFacts {
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  readonly organisation: string | null;
}

export type TokenVerifier = (token: string) => Promise<TokenFacts | Refusal>;

const LONGEST_TOKEN = 8_192;
const LONGEST_CLAIM = 256;
const LONGEST_LIFE_S = 86_400;
const CLOCK_TOLERANCE_S = 5;
const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

interface UnverifiedToken {
  readonly issuer: string;
  readonly audience: string;
}

const isClaim = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_CLAIM && value.isWellFormed();

/** A token is for one audience; a list that holds a stranger beside us is refused. */
const soleAudience = (aud: unknown): unknown => (Array.isArray(aud) && aud.length === 1 ? aud[0] : aud);

/** Base64url has spare bits: only the canonical spelling is read, so that one signature has one spelling. */
const isCanonical = (segment: string): boolean =>
  Buffer.from(segment, 'base64url').toString('base64url') === segment;

/**
 * Takes a compact JWS apart to learn which issuer it *says* it is from. The signature, the expiry and everything else
 * are NOT checked here; the two members find a trust entry, which then says how to check the rest.
 */
const decomposeUnverified = (token: string): UnverifiedToken | undefined => {
  const segments = token.length <= LONGEST_TOKEN ? COMPACT.exec(token)?.slice(1) : undefined;
  if (segments === undefined || !segments.every(isCanonical)) return undefined;
  const [header, payload] = segments.map((segment) => parseStrictObject(Buffer.from(segment, 'base64url')));
  if (header === undefined || payload === undefined) return undefined;
  const issuer = payload['iss'];
  const audience = soleAudience(payload['aud']);
  return isClaim(issuer) && isClaim(audience) ? { issuer, audience } : undefined;
};

const readFacts = (
  payload: JWTPayload,
  unverified: UnverifiedToken,
  issuer: TrustedIssuer,
  nowS: number,
): TokenFacts | Refusal => {
  const { sub: subject, iat, exp } = payload;
  if (!isClaim(subject) || iat === undefined || exp === undefined) return refuse('token_invalid');
  if (iat > nowS + CLOCK_TOLERANCE_S || exp - iat > LONGEST_LIFE_S) return refuse('token_invalid');
  if (issuer.organisationClaim === null) return { ...unverified, subject, organisation: null };
  const organisation = payload[issuer.organisationClaim];
  return isClaim(organisation) ? { ...unverified, subject, organisation } : refuse('token_invalid');
};

/** Verifies with one key set. Undefined means that the set has no key for this token: it may have been rotated. */
const verifyWith = async (
  keys: KeySet,
  token: string,
  unverified: UnverifiedToken,
  issuer: TrustedIssuer,
  nowMs: number,
): Promise<TokenFacts | Refusal | undefined> => {
  try {
    const { payload } = await jwtVerify(token, keys.resolve, {
      issuer: unverified.issuer,
      audience: unverified.audience,
      algorithms: [...issuer.algorithms],
      requiredClaims: ['exp', 'iat', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(nowMs),
      ...(issuer.tokenType === null ? {} : { typ: issuer.tokenType }),
    });
    return readFacts(payload, unverified, issuer, nowMs / 1_000);
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return undefined;
    if (error instanceof errors.JOSEError) return refuse('token_invalid');
    throw error;
  }
};

/**
 * Verifies access tokens by RFC 7515, 7519 and 8725 (by 9068 where the trust entry names a token type).
 *
 * The trust entry is found by issuer *and* audience, exactly as spelled; it says where the keys are, which algorithms
 * count, and which claim, if any, names an organisation. Every trouble with a token is the same refusal.
 */
export const createTokenVerifier =
  (directory: LeasedDirectory, keySets: KeySetSource, clock: Clock): TokenVerifier =>
  async (token) => {
    const unverified = decomposeUnverified(token);
    if (unverified === undefined) return refuse('token_invalid');
    const item = await directory.get(issuerKey(unverified.issuer, unverified.audience));
    if (item instanceof Refusal) return item;
    if (item === undefined) return refuse('token_invalid');
    const issuer = readTrustedIssuer(item);
    for (const freshness of ['held', 'renewed'] as const) {
      const keys = await keySets.get(issuer.keySetUrl, freshness);
      if (keys instanceof Refusal) return keys;
      const verdict = await verifyWith(keys, token, unverified, issuer, clock());
      if (verdict !== undefined) return verdict;
    }
    return refuse('token_invalid');
  };
