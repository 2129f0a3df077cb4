import { matchesArn } from './arn-pattern.ts';
import { matchesGlob } from './glob.ts';
import type { Condition, Operator } from './policy.ts';
import type { Context } from './request.ts';
import { fillIn, fillInText } from './variables.ts';

/** Does one value of the request match one value of the policy? Variables of the policy's value are filled in first. */
type Comparison = (actual: string, expected: string, context: Context) => boolean;

const text =
  (compare: (actual: string, expected: string) => boolean): Comparison =>
  (actual, expected, context) => {
    const filled = fillInText(expected, context);
    return filled !== undefined && compare(actual, filled);
  };

const pattern =
  (compare: typeof matchesGlob): Comparison =>
  (actual, expected, context) => {
    const filled = fillIn(expected, context);
    return filled !== undefined && compare(filled, actual);
  };

const equal = text((actual, expected) => actual === expected);
const equalIgnoringCase = text((actual, expected) => actual.toLowerCase() === expected.toLowerCase());
const like = pattern(matchesGlob);
const arnLike = pattern(matchesArn);

const ordered =
  (read: (text: string) => number, compare: (actual: number, expected: number) => boolean): Comparison =>
  (actual, expected) => {
    const [left, right] = [read(actual), read(expected)];
    return !Number.isNaN(left) && !Number.isNaN(right) && compare(left, right);
  };

const readNumber = (digits: string): number => (digits.trim() === '' ? Number.NaN : Number(digits));

/** ISO 8601, or seconds since 1970. */
const readDate = (date: string): number => (/^[0-9]+$/.test(date) ? Number(date) * 1_000 : Date.parse(date));

const ORDERS = {
  Equals: (actual: number, expected: number) => actual === expected,
  LessThan: (actual: number, expected: number) => actual < expected,
  LessThanEquals: (actual: number, expected: number) => actual <= expected,
  GreaterThan: (actual: number, expected: number) => actual > expected,
  GreaterThanEquals: (actual: number, expected: number) => actual >= expected,
};

interface Test {
  readonly compare: Comparison;
  /** True for the `Not` forms, which pass when nothing matches. */
  readonly negated: boolean;
}

const is = (compare: Comparison): Test => ({ compare, negated: false });
const isNot = (compare: Comparison): Test => ({ compare, negated: true });

const TESTS: Readonly<Record<Exclude<Operator, 'Null'>, Test>> = {
  StringEquals: is(equal),
  StringNotEquals: isNot(equal),
  StringEqualsIgnoreCase: is(equalIgnoringCase),
  StringNotEqualsIgnoreCase: isNot(equalIgnoringCase),
  StringLike: is(like),
  StringNotLike: isNot(like),
  ArnEquals: is(arnLike),
  ArnLike: is(arnLike),
  ArnNotEquals: isNot(arnLike),
  ArnNotLike: isNot(arnLike),
  NumericEquals: is(ordered(readNumber, ORDERS.Equals)),
  NumericNotEquals: isNot(ordered(readNumber, ORDERS.Equals)),
  NumericLessThan: is(ordered(readNumber, ORDERS.LessThan)),
  NumericLessThanEquals: is(ordered(readNumber, ORDERS.LessThanEquals)),
  NumericGreaterThan: is(ordered(readNumber, ORDERS.GreaterThan)),
  NumericGreaterThanEquals: is(ordered(readNumber, ORDERS.GreaterThanEquals)),
  DateEquals: is(ordered(readDate, ORDERS.Equals)),
  DateNotEquals: isNot(ordered(readDate, ORDERS.Equals)),
  DateLessThan: is(ordered(readDate, ORDERS.LessThan)),
  DateLessThanEquals: is(ordered(readDate, ORDERS.LessThanEquals)),
  DateGreaterThan: is(ordered(readDate, ORDERS.GreaterThan)),
  DateGreaterThanEquals: is(ordered(readDate, ORDERS.GreaterThanEquals)),
  Bool: is(equalIgnoringCase),
};

/**
 * Does one test pass?
 *
 * A missing key fails a test and passes its `Not` form, passes `…IfExists` and `ForAllValues`, and fails
 * `ForAnyValue`. Several values need no quantifier here: then one that matches is enough, or for a `Not` form too many.
 */
export const passes = (condition: Condition, context: Context): boolean => {
  const actual = context.get(condition.key) ?? [];
  if (condition.operator === 'Null')
    return condition.values.some((value) => (value === 'true') === (actual.length === 0));
  const { compare, negated } = TESTS[condition.operator];
  if (actual.length === 0)
    return (
      condition.quantifier === 'for all' || condition.ifExists || (negated && condition.quantifier === 'one')
    );
  const matches = (value: string): boolean =>
    condition.values.some((expected) => compare(value, expected, context)) !== negated;
  const every = condition.quantifier === 'for all' || (condition.quantifier === 'one' && negated);
  return every ? actual.every(matches) : actual.some(matches);
};
