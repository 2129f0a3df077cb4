import { AwsError } from '../aws-error.ts';
import type { Ask, Gate, Signer } from '../gate.ts';
import type { AccessKey, AccessKeys, RoleSession } from '../iam/access-keys.ts';
import { type ContextEntry, requestTagContext, resourceTagContext } from '../iam/context.ts';
import type { Role, Roles } from '../iam/roles.ts';
import type { AssumeRoleInput } from './assume-role-input.ts';

/** STS caps a session that was assumed from another session at one hour. */
const LONGEST_CHAINED_S = 3_600;

const single = (key: string, value: string | null): ContextEntry[] =>
  value === null ? [] : [[key, [value]]];

const contextOf = (input: AssumeRoleInput, role: Role): readonly ContextEntry[] => [
  ...requestTagContext(input.tags),
  ...resourceTagContext(role.tags),
  ...Object.entries(role.tags).map(([key, value]): ContextEntry => [`iam:resourcetag/${key}`, [value]]),
  ['sts:rolesessionname', [input.sessionName]],
  ...single('sts:externalid', input.externalId),
  ...single('sts:sourceidentity', input.sourceIdentity),
  ...(input.transitiveTagKeys.length === 0
    ? []
    : [['sts:transitivetagkeys', input.transitiveTagKeys] satisfies ContextEntry]),
];

const checkDuration = ({ durationS }: AssumeRoleInput, role: Role, signer: Signer): void => {
  if (durationS > role.maxSessionS)
    throw new AwsError(
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  if (signer.key.holder.kind === 'session' && durationS > LONGEST_CHAINED_S)
    throw new AwsError(
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
};

/** Tags that must stay with a chain of sessions, and cannot be given another value in it. */
const inheritedTags = (
  { key: { holder } }: Signer,
  input: AssumeRoleInput,
): Readonly<Record<string, string>> => {
  if (holder.kind !== 'session') return {};
  const { transitiveTagKeys, tags } = holder.session;
  if (transitiveTagKeys.some((key) => key in input.tags))
    throw new AwsError(
      'InvalidParameterValue',
      400,
      'One of the specified transitive tag keys can’t be set because it conflicts with a transitive tag key from the calling session.',
    );
  return Object.fromEntries(Object.entries(tags).filter(([key]) => transitiveTagKeys.includes(key)));
};

const inheritedIdentity = ({ key: { holder } }: Signer): string | null =>
  holder.kind === 'session' ? holder.session.sourceIdentity : null;

/** What AssumeRole answers. */
export interface AssumedRole {
  readonly key: AccessKey;
  readonly session: RoleSession;
}

/**
 * AssumeRole: the role's trust policy and the caller's own policies decide, for the role itself and, where they are
 * passed, for its tags and its source identity. A role that does not exist is denied in the same words.
 */
export const assumeRole =
  (gate: Gate, roles: Roles, keys: AccessKeys, nowMs: number) =>
  (signer: Signer, input: AssumeRoleInput): AssumedRole => {
    const role = roles.byArn(input.roleArn);
    const ask = (action: string): Ask => ({
      action,
      resource: input.roleArn,
      resourcePolicy: { policy: role?.trust ?? { statements: [] }, mandatory: true },
      context: role === undefined ? [] : contextOf(input, role),
    });
    gate.admit(signer, ask('sts:AssumeRole'));
    if (Object.keys(input.tags).length > 0) gate.admit(signer, ask('sts:TagSession'));
    const held = inheritedIdentity(signer);
    if (input.sourceIdentity !== null || held !== null) gate.admit(signer, ask('sts:SetSourceIdentity'));
    if (role === undefined) throw new Error('a role that does not exist was admitted');
    if (held !== null && input.sourceIdentity !== null && held !== input.sourceIdentity)
      throw new AwsError('AccessDenied', 403, 'The source identity of a session cannot be changed');
    checkDuration(input, role, signer);
    const inherited = inheritedTags(signer, input);
    const session: RoleSession = {
      role,
      name: input.sessionName,
      tags: { ...role.tags, ...inherited, ...input.tags },
      transitiveTagKeys: [...Object.keys(inherited), ...input.transitiveTagKeys],
      sourceIdentity: input.sourceIdentity ?? held,
      policy: input.policy,
      issuedAtMs: nowMs,
      expiresAtMs: nowMs + input.durationS * 1_000,
    };
    return { key: keys.putSession(session), session };
  };
