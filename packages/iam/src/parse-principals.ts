import type { Clause, PrincipalPattern } from './policy.ts';
import { UnreadablePolicy } from './reading.ts';

const ACCOUNT = /^[0-9]{12}$/;
const ROOT = /^arn:[^:]+:iam::([0-9]{12}):root$/;
const ENTITY = /^arn:[^:]+:(iam|sts)::[0-9]{12}:(role|user|assumed-role)\/[^*?]+$/;
const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com$/;

const parseAws = (principal: string): PrincipalPattern => {
  if (principal === '*') return { kind: 'anyone' };
  const accountId = ACCOUNT.test(principal) ? principal : ROOT.exec(principal)?.[1];
  if (accountId !== undefined) return { kind: 'account', accountId };
  if (!ENTITY.test(principal))
    throw new UnreadablePolicy(
      'a Principal is neither an account nor the ARN of a role, a user or a session',
    );
  return { kind: 'aws', arn: principal };
};

const parseService = (service: string): PrincipalPattern => {
  if (!SERVICE.test(service)) throw new UnreadablePolicy('a Principal names no service');
  return { kind: 'service', service };
};

const PARSERS: Readonly<Record<string, (principal: string) => PrincipalPattern>> = {
  AWS: parseAws,
  Service: parseService,
};

const parseEntry = ([kind, names]: [string, unknown]): PrincipalPattern[] => {
  const parse = PARSERS[kind];
  if (parse === undefined) throw new UnreadablePolicy(`a Principal is of the unknown kind ${kind}`);
  const list: unknown[] = Array.isArray(names) ? names : [names];
  return list.map((name) => {
    if (typeof name !== 'string') throw new UnreadablePolicy('a Principal is not text');
    return parse(name);
  });
};

const parsePatterns = (value: unknown): readonly PrincipalPattern[] => {
  if (value === '*') return [{ kind: 'anyone' }];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadablePolicy('a Principal is not an object');
  const patterns = Object.entries(value).flatMap(parseEntry);
  if (patterns.length === 0) throw new UnreadablePolicy('a Principal names nobody');
  return patterns;
};

/** Reads `Principal` or `NotPrincipal`; null where a statement has neither. */
export const parsePrincipals = (
  principal: unknown,
  notPrincipal: unknown,
): Clause<PrincipalPattern> | null => {
  if (principal !== undefined && notPrincipal !== undefined)
    throw new UnreadablePolicy('a statement has both Principal and NotPrincipal');
  if (principal !== undefined) return { negated: false, patterns: parsePatterns(principal) };
  return notPrincipal === undefined ? null : { negated: true, patterns: parsePatterns(notPrincipal) };
};
