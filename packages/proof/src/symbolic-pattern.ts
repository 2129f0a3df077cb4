import { isTenantId, TENANT_ID_LENGTH, type TenantId } from '@privateline/tenancy';

/** One of two tenants, of which nothing is known but that they are two. */
export type Someone = 'a' | 'b';

/** One unknown character of one tenant's id. */
export interface IdCharacter {
  readonly kind: 'id';
  readonly whose: Someone;
  /** 1 to 12; the first character of every id is a `t` and so is known. */
  readonly index: number;
}

/** One place of a pattern: a known character, an unknown one of an id, any one character, or any text. */
export type Unit =
  | { readonly kind: 'text'; readonly character: string }
  | IdCharacter
  | { readonly kind: 'one' }
  | {
      readonly kind: 'any';
      /** May it stand for a colon? In IAM a wildcard stays within its segment of an ARN, but for the last one. */
      readonly crosses: boolean;
    };

/** A pattern that stands for every pattern that it becomes when the ids of `a` and `b` are filled in. */
export type SymbolicPattern = readonly Unit[];

/** Something in a policy that the proof cannot reason about. To pass it over would be to call it safe. */
export class NotEncodable extends Error {
  override readonly name = 'NotEncodable';
}

const readStandIn = (text: string): TenantId => {
  if (!isTenantId(text)) throw new Error('a stand-in is no tenant id');
  return text;
};

/** Ids that policies are rendered with, to be read back as symbols. Neither can stand in a policy by chance. */
export const STAND_INS: Readonly<Record<Someone, TenantId>> = {
  a: readStandIn('tzqxwvzqxwvza'),
  b: readStandIn('tzqxwvzqxwvzb'),
};

const idOf = (whose: Someone): Unit[] => [
  { kind: 'text', character: 't' },
  ...Array.from({ length: TENANT_ID_LENGTH - 1 }, (_, at): Unit => ({ kind: 'id', whose, index: at + 1 })),
];

/** As many colons stand before the last segment of an ARN. */
const COLONS = 5;

const PRINCIPAL_TAG = /^\$\{aws:PrincipalTag\/TenantId\}$/i;
const PIECES = new RegExp(`(${STAND_INS.a}|${STAND_INS.b}|\\$\\{[^}]*\\}|[*?])`);

const unitsOf = (piece: string): readonly Unit[] => {
  if (piece === STAND_INS.a) return idOf('a');
  if (piece === STAND_INS.b) return idOf('b');
  if (PRINCIPAL_TAG.test(piece)) return idOf('a');
  if (piece.startsWith('$')) throw new NotEncodable(`the policy variable ${piece}`);
  if (piece === '*') return [{ kind: 'any', crosses: false }];
  if (piece === '?') return [{ kind: 'one' }];
  return [...piece].map((character) => ({ kind: 'text', character }));
};

/**
 * Reads a resource pattern that was rendered for the stand-ins. A policy variable for the principal's own `TenantId`
 * tag is `a`'s id, because `a` is the tenant whose role it is.
 *
 * @throws NotEncodable for any other policy variable.
 */
export const readSymbolicPattern = (pattern: string): SymbolicPattern => {
  let colons = 0;
  return pattern
    .split(PIECES)
    .flatMap(unitsOf)
    .map((unit) => {
      if (unit.kind === 'text' && unit.character === ':') colons += 1;
      return unit.kind === 'any' ? { kind: 'any', crosses: pattern === '*' || colons >= COLONS } : unit;
    });
};
