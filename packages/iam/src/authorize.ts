import type { Policy, Statement } from './policy.ts';
import type { AuthorizationRequest } from './request.ts';
import { applies, matchesPrincipal } from './statements.ts';

/** The policies that stand between a principal and a resource. An explicit null says that there is none of a kind. */
export interface ApplicablePolicies {
  readonly identity: readonly Policy[];
  readonly boundary: Policy | null;
  readonly session: Policy | null;
  /**
   * The resource's own policy. A `mandatory` one must say yes itself (a role's trust policy, a key's policy); another
   * may stay silent within one account.
   */
  readonly resource: { readonly policy: Policy; readonly mandatory: boolean } | null;
}

/** Which kind of policy decided. */
export type Layer = 'identity' | 'boundary' | 'session' | 'resource';

export type Decision =
  | { readonly outcome: 'allowed' }
  | {
      readonly outcome: 'denied';
      readonly cause: 'explicit' | 'implicit';
      readonly layer: Layer;
      readonly sid: string | null;
    };

/**
 * How directly a resource's policy grants: to this very session (or to anyone at all, which comes to the same), to its
 * role or user, or only to its account.
 */
type Grant = 'session' | 'principal' | 'account' | 'none';

const ALLOWED: Decision = { outcome: 'allowed' };

const implicitly = (layer: Layer): Decision => ({ outcome: 'denied', cause: 'implicit', layer, sid: null });

const find = (
  policy: Policy,
  effect: Statement['effect'],
  request: AuthorizationRequest,
): Statement | undefined =>
  policy.statements.find((statement) => statement.effect === effect && applies(statement, request));

const layersOf = ({
  identity,
  boundary,
  session,
  resource,
}: ApplicablePolicies): readonly [Layer, Policy][] => [
  ...identity.map((policy): [Layer, Policy] => ['identity', policy]),
  ...(boundary === null ? [] : [['boundary', boundary] satisfies [Layer, Policy]]),
  ...(session === null ? [] : [['session', session] satisfies [Layer, Policy]]),
  ...(resource === null ? [] : [['resource', resource.policy] satisfies [Layer, Policy]]),
];

const findDenial = (policies: ApplicablePolicies, request: AuthorizationRequest): Decision | undefined => {
  for (const [layer, policy] of layersOf(policies)) {
    const denial = find(policy, 'Deny', request);
    if (denial !== undefined) return { outcome: 'denied', cause: 'explicit', layer, sid: denial.sid };
  }
  return undefined;
};

const grantOf = (statement: Statement, { principal }: AuthorizationRequest): Grant => {
  const clause = statement.principals;
  if (clause === null || clause.negated) return 'principal';
  const matching = clause.patterns.filter((pattern) => matchesPrincipal(pattern, principal));
  const isDirect = matching.some(
    (pattern) =>
      pattern.kind === 'anyone' ||
      (pattern.kind === 'aws' && principal.kind === 'role session' && pattern.arn === principal.sessionArn),
  );
  if (isDirect) return 'session';
  return matching.some((pattern) => pattern.kind !== 'account') ? 'principal' : 'account';
};

const strongestGrant = (policies: ApplicablePolicies, request: AuthorizationRequest): Grant => {
  const grants = (policies.resource?.policy.statements ?? [])
    .filter((statement) => statement.effect === 'Allow' && applies(statement, request))
    .map((statement) => grantOf(statement, request));
  return (['session', 'principal', 'account'] as const).find((grant) => grants.includes(grant)) ?? 'none';
};

/** The caps: a role does at most what its boundary and its session policy allow as well. */
const capped = ({ boundary, session }: ApplicablePolicies, request: AuthorizationRequest): Decision => {
  if (boundary !== null && find(boundary, 'Allow', request) === undefined) return implicitly('boundary');
  return session !== null && find(session, 'Allow', request) === undefined ? implicitly('session') : ALLOWED;
};

const byIdentity = (policies: ApplicablePolicies, request: AuthorizationRequest): Decision =>
  policies.identity.some((policy) => find(policy, 'Allow', request) !== undefined)
    ? capped(policies, request)
    : implicitly('identity');

const withinAccount = (
  policies: ApplicablePolicies,
  request: AuthorizationRequest,
  grant: Grant,
): Decision => {
  switch (grant) {
    case 'session':
      return ALLOWED;
    case 'principal':
      return request.principal.kind === 'user' ? ALLOWED : capped(policies, request);
    case 'account':
      return byIdentity(policies, request);
    case 'none':
      return policies.resource?.mandatory ? implicitly('resource') : byIdentity(policies, request);
  }
};

/**
 * Decides as AWS does ("Policy evaluation logic"): a denial anywhere wins; then, within an account, the resource's
 * policy or the principal's own may allow, under the caps of boundary and session policy; across accounts both must.
 * A grant to a role *session* or to everyone is not capped, a grant to the role is. What nobody allows is denied.
 */
export const authorize = (request: AuthorizationRequest, policies: ApplicablePolicies): Decision => {
  const denial = findDenial(policies, request);
  if (denial !== undefined) return denial;
  const grant = strongestGrant(policies, request);
  if (request.principal.kind === 'service') return grant === 'none' ? implicitly('resource') : ALLOWED;
  if (request.principal.accountId === request.resourceAccountId)
    return withinAccount(policies, request, grant);
  return grant === 'none' ? implicitly('resource') : byIdentity(policies, request);
};
