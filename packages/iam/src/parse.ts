import { parseConditions } from './parse-conditions.ts';
import { parsePrincipals } from './parse-principals.ts';
import type { Clause, Policy, Statement } from './policy.ts';
import { type Reading, UnreadablePolicy } from './reading.ts';

/** What a policy is attached to; each kind has elements that it must or must not have. */
export type PolicyKind = 'identity' | 'resource' | 'trust' | 'boundary' | 'session';

const POLICY_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
const NAMES_PRINCIPALS: readonly PolicyKind[] = ['resource', 'trust'];
const ACTION = /^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/;
const RESOURCE = /^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+)$/s;

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown, what: string): Members => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadablePolicy(`${what} is not an object`);
  return { ...value };
};

const refuseUnknown = (members: Members, known: readonly string[], what: string): void => {
  const unknown = Object.keys(members).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UnreadablePolicy(`${what} has an unknown element ${unknown}`);
};

const textsOf = (value: unknown, what: string, grammar: RegExp): readonly string[] => {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length === 0) throw new UnreadablePolicy(`${what} is empty`);
  return texts.map((text) => {
    if (typeof text !== 'string' || !grammar.test(text))
      throw new UnreadablePolicy(`${what} holds something malformed`);
    return text;
  });
};

/** Reads one element or its negated twin: exactly one may stand. */
const parseClause = (statement: Members, name: string, grammar: RegExp): Clause<string> | null => {
  const [plain, negated] = [statement[name], statement[`Not${name}`]];
  if (plain !== undefined && negated !== undefined)
    throw new UnreadablePolicy(`a statement has both ${name} and Not${name}`);
  if (plain !== undefined) return { negated: false, patterns: textsOf(plain, name, grammar) };
  return negated === undefined ? null : { negated: true, patterns: textsOf(negated, `Not${name}`, grammar) };
};

const parseEffect = (effect: unknown): Statement['effect'] => {
  if (effect !== 'Allow' && effect !== 'Deny')
    throw new UnreadablePolicy('a statement has an Effect that is neither Allow nor Deny');
  return effect;
};

const parseStatement = (value: unknown, kind: PolicyKind): Statement => {
  const statement = membersOf(value, 'a statement');
  refuseUnknown(statement, STATEMENT_ELEMENTS, 'a statement');
  const actions = parseClause(statement, 'Action', ACTION);
  const resources = parseClause(statement, 'Resource', RESOURCE);
  const principals = parsePrincipals(statement['Principal'], statement['NotPrincipal']);
  if (actions === null) throw new UnreadablePolicy('a statement has no Action');
  if ((resources === null) !== (kind === 'trust'))
    throw new UnreadablePolicy(`a ${kind} statement ${kind === 'trust' ? 'names' : 'names no'} Resource`);
  if ((principals === null) === NAMES_PRINCIPALS.includes(kind))
    throw new UnreadablePolicy(
      `a ${kind} statement ${principals === null ? 'names no' : 'names a'} Principal`,
    );
  return {
    sid: typeof statement['Sid'] === 'string' ? statement['Sid'] : null,
    effect: parseEffect(statement['Effect']),
    principals,
    actions,
    resources,
    conditions: parseConditions(statement['Condition']),
  };
};

/**
 * Reads a policy document: JSON text or the object itself. What is not known is refused by name, never passed over.
 *
 * Follows AWS's "Grammar of the IAM JSON policy language". Version 2012-10-17 is required, because the older one reads
 * policy variables as plain text.
 */
export const parsePolicy = (document: unknown, kind: PolicyKind): Reading<Policy> => {
  try {
    const value: unknown = typeof document === 'string' ? JSON.parse(document) : document;
    const policy = membersOf(value, 'a policy');
    refuseUnknown(policy, POLICY_ELEMENTS, 'a policy');
    if (policy['Version'] !== '2012-10-17')
      throw new UnreadablePolicy('a policy is not of version 2012-10-17');
    const statement = policy['Statement'];
    const statements: unknown[] = Array.isArray(statement) ? statement : [statement];
    return { ok: true, value: { statements: statements.map((each) => parseStatement(each, kind)) } };
  } catch (error) {
    if (error instanceof UnreadablePolicy) return { ok: false, problem: error.message };
    if (error instanceof SyntaxError) return { ok: false, problem: 'a policy is not JSON' };
    throw error;
  }
};
