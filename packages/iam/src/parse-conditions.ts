import { type Condition, OPERATORS, type Operator, type Quantifier } from './policy.ts';
import { UnreadablePolicy } from './reading.ts';

const SPELLING = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

const QUANTIFIERS: Readonly<Record<string, Quantifier>> = { ForAllValues: 'for all', ForAnyValue: 'for any' };

const isOperator = (name: string): name is Operator => OPERATORS.some((known) => known === name);

const parseOperator = (spelled: string): Pick<Condition, 'operator' | 'quantifier' | 'ifExists'> => {
  const [, quantifier = '', operator = '', ifExists] = SPELLING.exec(spelled) ?? [];
  if (!isOperator(operator) || (operator === 'Null' && ifExists !== undefined))
    throw new UnreadablePolicy(`the condition operator ${spelled} is not known`);
  return { operator, quantifier: QUANTIFIERS[quantifier] ?? 'one', ifExists: ifExists !== undefined };
};

const parseValues = (values: unknown): readonly string[] => {
  const list: unknown[] = Array.isArray(values) ? values : [values];
  if (list.length === 0) throw new UnreadablePolicy('a condition lists no value');
  return list.map((value) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      throw new UnreadablePolicy('a condition compares with something that is not text');
    return String(value);
  });
};

/** Reads a `Condition` block into a list of tests, all of which must pass. */
export const parseConditions = (block: unknown): readonly Condition[] => {
  if (block === undefined) return [];
  if (typeof block !== 'object' || block === null || Array.isArray(block))
    throw new UnreadablePolicy('a Condition is not an object');
  return Object.entries(block).flatMap(([spelled, keys]: [string, unknown]) => {
    if (typeof keys !== 'object' || keys === null || Array.isArray(keys))
      throw new UnreadablePolicy(`the condition ${spelled} has no keys`);
    const operator = parseOperator(spelled);
    return Object.entries(keys).map(
      ([key, values]): Condition => ({ ...operator, key: key.toLowerCase(), values: parseValues(values) }),
    );
  });
};
