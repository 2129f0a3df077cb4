import type { TenantId } from '@privateline/tenancy';
import { Bindings } from './bindings.ts';
import type { Someone, SymbolicPattern, Unit } from './symbolic-pattern.ts';

/** Two tenants and a resource that both patterns match. */
export interface CommonResource {
  readonly tenants: Readonly<Record<Someone, TenantId>>;
  readonly resource: string;
}

/** A place in both patterns, with what had to be so for the search to get there. */
interface Place {
  readonly left: number;
  readonly right: number;
  readonly bindings: Bindings;
  /** The units that were matched on the way. */
  readonly spelled: readonly Unit[];
}

const keyOf = ({ left, right, bindings }: Place): string => `${left} ${right} ${bindings.key}`;

const concrete = (unit: Unit, other: Unit): Unit =>
  unit.kind === 'one' || unit.kind === 'any' ? other : unit;

/** Can a `*` take this unit of the other pattern into itself? */
const takes = (wild: Unit & { readonly kind: 'any' }, unit: Unit | undefined): unit is Unit =>
  unit !== undefined && (wild.crosses || unit.kind !== 'text' || unit.character !== ':');

/** A `*` that is taken into another leaves nothing to spell. */
const spelledBy = (unit: Unit): readonly Unit[] => (unit.kind === 'any' ? [] : [unit]);

/** Where the search can go from a place: a `*` ends or takes one more unit of the other pattern; single units must agree. */
const onward = (place: Place, left: SymbolicPattern, right: SymbolicPattern): readonly Place[] => {
  const [one, other] = [left[place.left], right[place.right]];
  const step = (byLeft: number, byRight: number, units: readonly Unit[] = []): Place => ({
    ...place,
    left: place.left + byLeft,
    right: place.right + byRight,
    spelled: [...place.spelled, ...units],
  });
  if (one?.kind === 'any')
    return takes(one, other) ? [step(1, 0), step(0, 1, spelledBy(other))] : [step(1, 0)];
  if (other?.kind === 'any')
    return takes(other, one) ? [step(0, 1), step(1, 0, spelledBy(one))] : [step(0, 1)];
  if (one === undefined || other === undefined) return [];
  const bindings = place.bindings.unify(one, other);
  return bindings === undefined ? [] : [{ ...step(1, 1, [concrete(one, other)]), bindings }];
};

const spell = (units: readonly Unit[], tenants: CommonResource['tenants']): string =>
  units
    .map((unit) => {
      if (unit.kind === 'text') return unit.character;
      return unit.kind === 'id' ? tenants[unit.whose].charAt(unit.index) : 'x';
    })
    .join('');

/**
 * Is there any resource that both patterns match, for any two *different* tenants?
 *
 * It searches the product of the two patterns, with the characters of both ids unknown, and so decides the question for
 * all tenants at once. A wildcard crosses at least what it crosses in IAM, so an answer of "none" holds there too.
 *
 * @returns an example, or undefined if there is none.
 */
export const findCommonResource = (
  left: SymbolicPattern,
  right: SymbolicPattern,
): CommonResource | undefined => {
  const open: Place[] = [{ left: 0, right: 0, bindings: new Bindings(), spelled: [] }];
  const seen = new Set<string>();
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen.has(keyOf(place)) || !place.bindings.leavesTwo) continue;
    seen.add(keyOf(place));
    if (place.left === left.length && place.right === right.length) {
      const tenants = place.bindings.example();
      return { tenants, resource: spell(place.spelled, tenants) };
    }
    open.push(...onward(place, left, right));
  }
  return undefined;
};
