import type { Branded } from './brand.ts';

/**
 * The name of one tenant: `t` and 12 characters of Crockford's base 32 in lower case (no `i l o u`).
 *
 * The length is fixed, so no id is another's prefix and a policy pattern for one can never match another. The same
 * spelling is legal in every AWS name (AgentCore allows no hyphen, S3 no upper case). A well-formed id is a *name*
 * and grants nothing: authority is `ResolvedTenant`, which only the router's resolver mints.
 */
export type TenantId = Branded<'TenantId'>;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GRAMMAR = /^t[0-9a-hjkmnp-tv-z]{12}$/;

/** How many characters an id has; policies spell a pattern with exactly as many `?`. */
export const TENANT_ID_LENGTH = 13;

/** Is this text a well-formed tenant id? */
export const isTenantId = (text: string): text is TenantId => GRAMMAR.test(text);

/**
 * Spells a new id from 12 random bytes (60 bits are used). Only the control plane draws ids.
 *
 * @throws RangeError if there are not exactly 12 bytes.
 */
export const drawTenantId = (entropy: Uint8Array): TenantId => {
  const id = `t${Array.from(entropy, (byte) => ALPHABET.charAt(byte & 31)).join('')}`;
  if (!isTenantId(id)) throw new RangeError('a tenant id is drawn from exactly 12 bytes');
  return id;
};
