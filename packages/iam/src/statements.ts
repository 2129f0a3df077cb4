import { matchesArn } from './arn-pattern.ts';
import { passes } from './conditions.ts';
import { matchesGlob, parseGlob } from './glob.ts';
import type { Clause, PrincipalPattern, Statement } from './policy.ts';
import type { AuthorizationRequest, Principal } from './request.ts';
import { fillIn } from './variables.ts';

const names = <Pattern>(clause: Clause<Pattern>, matches: (pattern: Pattern) => boolean): boolean =>
  clause.patterns.some(matches) !== clause.negated;

/** Is this principal one of those that a pattern stands for? */
export const matchesPrincipal = (pattern: PrincipalPattern, principal: Principal): boolean => {
  switch (pattern.kind) {
    case 'anyone':
      return true;
    case 'account':
      return principal.kind !== 'service' && principal.accountId === pattern.accountId;
    case 'service':
      return principal.kind === 'service' && principal.service === pattern.service;
    case 'aws':
      if (principal.kind === 'role session')
        return [principal.roleArn, principal.sessionArn].includes(pattern.arn);
      return principal.kind === 'user' && principal.arn === pattern.arn;
  }
};

const matchesAction = (clause: Clause<string>, action: string): boolean =>
  names(clause, (pattern) => matchesGlob(parseGlob(pattern.toLowerCase()), action.toLowerCase()));

/** A variable without a value matches nothing; in a `NotResource` it excepts nothing. */
const matchesResource = (clause: Clause<string>, { resource, context }: AuthorizationRequest): boolean =>
  names(clause, (pattern) => {
    const filled = fillIn(pattern, context);
    return filled !== undefined && matchesArn(filled, resource);
  });

/** Is a statement about this request? Each of its elements must say so. */
export const applies = (statement: Statement, request: AuthorizationRequest): boolean =>
  (statement.principals === null ||
    names(statement.principals, (pattern) => matchesPrincipal(pattern, request.principal))) &&
  matchesAction(statement.actions, request.action) &&
  (statement.resources === null || matchesResource(statement.resources, request)) &&
  statement.conditions.every((condition) => passes(condition, request.context));
