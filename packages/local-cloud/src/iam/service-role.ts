import type { Clock } from '../clock.ts';
import type { Gate } from '../gate.ts';
import type { AccessKey, AccessKeys } from './access-keys.ts';
import { type ContextEntry, resourceTagContext } from './context.ts';
import type { Roles } from './roles.ts';

/** A session that an AWS service has assumed on behalf of what it runs. */
export interface ServiceSession {
  readonly key: AccessKey;
  readonly expiresAtMs: number;
}

/** Assumes a role as an AWS service: the role's trust policy decides. @throws AwsError AccessDenied. */
export type AssumeAsService = (
  service: string,
  roleArn: string,
  sessionName: string,
  context: readonly ContextEntry[],
) => ServiceSession;

const SESSION_MS = 60 * 60_000;

export const createServiceRoles =
  (gate: Gate, roles: Roles, keys: AccessKeys, clock: Clock): AssumeAsService =>
  (service, roleArn, sessionName, context) => {
    const role = roles.byArn(roleArn);
    gate.admitService(service, {
      action: 'sts:AssumeRole',
      resource: roleArn,
      resourcePolicy: { policy: role?.trust ?? { statements: [] }, mandatory: true },
      context: [...context, ...resourceTagContext(role?.tags ?? {})],
    });
    if (role === undefined) throw new Error('a role that does not exist was admitted');
    const issuedAtMs = clock();
    const expiresAtMs = issuedAtMs + SESSION_MS;
    const key = keys.putSession({
      role,
      name: sessionName,
      tags: role.tags,
      transitiveTagKeys: [],
      sourceIdentity: null,
      policy: null,
      issuedAtMs,
      expiresAtMs,
    });
    return { key, expiresAtMs };
  };
