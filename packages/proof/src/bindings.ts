import { isTenantId, TENANT_ID_LENGTH, type TenantId } from '@privateline/tenancy';
import type { IdCharacter, Someone, Unit } from './symbolic-pattern.ts';

/** Crockford's base 32, as tenant ids use it. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A known character is spelled `=c`; an unknown one by its name, such as `a7`. */
type Value = string;

const nameOf = (whose: Someone, index: number): Value => `${whose}${index}`;
const isKnown = (value: Value): boolean => value.startsWith('=');

const INDEXES = Array.from({ length: TENANT_ID_LENGTH - 1 }, (_, at) => at + 1);

/**
 * What has been learnt of two ids: each character is a known one, the same as another, or free. One value of this class
 * is one consistent set of findings; it never changes.
 */
export class Bindings {
  readonly #values: ReadonlyMap<Value, Value>;

  constructor(values: ReadonlyMap<Value, Value> = new Map()) {
    this.#values = values;
  }

  #valueOf(unit: IdCharacter | { readonly kind: 'text'; readonly character: string }): Value {
    if (unit.kind === 'text') return `=${unit.character}`;
    const name = nameOf(unit.whose, unit.index);
    return this.#values.get(name) ?? name;
  }

  #set(free: Value, value: Value): Bindings {
    const moved = [...this.#values].map(([name, held]): [Value, Value] => [
      name,
      held === free ? value : held,
    ]);
    return new Bindings(new Map(moved).set(free, value));
  }

  /** What follows if both units are one and the same character, or undefined if they cannot be. */
  unify(left: Unit, right: Unit): Bindings | undefined {
    if (left.kind === 'one' || left.kind === 'any' || right.kind === 'one' || right.kind === 'any')
      return this;
    const [one, other] = [this.#valueOf(left), this.#valueOf(right)];
    if (one === other) return this;
    if (isKnown(one) && isKnown(other)) return undefined;
    const [free, value] = isKnown(one) ? [other, one] : [one, other];
    return isKnown(value) && !ALPHABET.includes(value.slice(1)) ? undefined : this.#set(free, value);
  }

  /** Can the two ids still be different ones? */
  get leavesTwo(): boolean {
    return INDEXES.some((index) => {
      const [a, b] = [nameOf('a', index), nameOf('b', index)];
      return (this.#values.get(a) ?? a) !== (this.#values.get(b) ?? b);
    });
  }

  /** Two different ids that agree with every finding. Free characters are drawn all different while there are enough. */
  example(): Readonly<Record<Someone, TenantId>> {
    const drawn = new Map<Value, string>();
    const characterOf = (whose: Someone, index: number): string => {
      const value = this.#values.get(nameOf(whose, index)) ?? nameOf(whose, index);
      if (isKnown(value)) return value.slice(1);
      const character = drawn.get(value) ?? ALPHABET.charAt(ALPHABET.length - 1 - drawn.size);
      drawn.set(value, character);
      return character;
    };
    const idOf = (whose: Someone): TenantId => {
      const id = `t${INDEXES.map((index) => characterOf(whose, index)).join('')}`;
      if (!isTenantId(id)) throw new Error('an example is no tenant id');
      return id;
    };
    return { a: idOf('a'), b: idOf('b') };
  }

  /** The same for the same findings. */
  get key(): string {
    return [...this.#values]
      .map(([name, value]) => name + value)
      .toSorted()
      .join(' ');
  }
}
