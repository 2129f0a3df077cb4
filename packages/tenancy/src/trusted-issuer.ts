import { CorruptItem, type StoredItem, text, texts } from './stored-item.ts';

/** The signature algorithms an issuer may be trusted with: asymmetric only, so that no public key can be used as a secret (RFC 8725, 3.1). */
export const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'EdDSA',
] as const;

export type Algorithm = (typeof ALGORITHMS)[number];

/** An issuer of tokens as the directory knows it. */
export interface TrustedIssuer {
  /** Where its keys are: from here and never from a token. */
  readonly keySetUrl: string;
  readonly algorithms: readonly Algorithm[];
  /** The `typ` that an access token of this issuer carries (RFC 9068: `at+jwt`), or null where the issuer sets none. */
  readonly tokenType: string | null;
  /** The claim that names the subject's organisation, or null where the whole issuer belongs to one tenant. */
  readonly organisationClaim: string | null;
}

const isAlgorithm = (name: string): name is Algorithm => ALGORITHMS.some((known) => known === name);

/** Absence is an error and a check is skipped only by an explicit null. */
const textOrNull = (item: StoredItem, attribute: string): string | null =>
  item[attribute] === null ? null : text(item, attribute);

/**
 * Reads an issuer from its directory item.
 *
 * @throws CorruptItem if the item is no issuer, or trusts an algorithm that none should.
 */
export const readTrustedIssuer = (item: StoredItem): TrustedIssuer => {
  const names = texts(item, 'algorithms');
  const algorithms = names.filter(isAlgorithm);
  if (algorithms.length < names.length)
    throw new CorruptItem('the issuer names an algorithm that is not trusted');
  return {
    keySetUrl: text(item, 'keySetUrl'),
    algorithms,
    tokenType: textOrNull(item, 'tokenType'),
    organisationClaim: textOrNull(item, 'organisationClaim'),
  };
};
