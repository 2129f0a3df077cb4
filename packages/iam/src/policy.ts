/** Who a statement of a resource or trust policy is about. */
export type PrincipalPattern =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'aws'; readonly arn: string }
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'service'; readonly service: string };

/** A list of patterns that a statement names, or everything but them. */
export interface Clause<Pattern> {
  readonly negated: boolean;
  readonly patterns: readonly Pattern[];
}

export type Quantifier = 'one' | 'for all' | 'for any';

/** One test of one context key. */
export interface Condition {
  readonly operator: Operator;
  readonly quantifier: Quantifier;
  /** True for the `…IfExists` forms: a missing key passes. */
  readonly ifExists: boolean;
  /** In lower case: context keys are compared without regard to case. */
  readonly key: string;
  readonly values: readonly string[];
}

export interface Statement {
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  readonly principals: Clause<PrincipalPattern> | null;
  readonly actions: Clause<string>;
  readonly resources: Clause<string> | null;
  readonly conditions: readonly Condition[];
}

/** A policy document, read: every alternative spelling of the JSON has become one. */
export interface Policy {
  readonly statements: readonly Statement[];
}

/** The condition operators that are known here; any other is refused by name when a policy is read. */
export const OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'Null',
] as const;
export type Operator = (typeof OPERATORS)[number];
