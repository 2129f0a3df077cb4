import { AssumeRoleCommand, type STSClient, STSServiceException } from '@aws-sdk/client-sts';
import type { RoleAssumer, RoleAssumption } from '../assume-tenant-role.ts';

/** Errors that mean the request itself is wrong: nothing that happens at run time explains them. Named as the SDK names them. */
const BUGS = ['MalformedPolicyDocumentException', 'PackedPolicyTooLargeException', 'ValidationError'];

const read = (error: unknown): RoleAssumption => {
  if (!(error instanceof STSServiceException)) return { outcome: 'unavailable' };
  if (BUGS.includes(error.name)) throw error;
  if (error.name === 'AccessDenied') return { outcome: 'denied' };
  return { outcome: error.name.startsWith('Throttling') ? 'throttled' : 'unavailable' };
};

/** AssumeRole of AWS STS. */
export const createStsRoleAssumer = (client: STSClient): RoleAssumer => ({
  async assume(request) {
    try {
      const { AssumedRoleUser, Credentials } = await client.send(
        new AssumeRoleCommand({
          RoleArn: request.roleArn,
          RoleSessionName: request.sessionName,
          SourceIdentity: request.sourceIdentity,
          Tags: Object.entries(request.tags).map(([Key, Value]) => ({ Key, Value })),
          Policy: request.policy,
          DurationSeconds: request.durationS,
        }),
      );
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
      const assumedRoleArn = AssumedRoleUser?.Arn;
      if (!assumedRoleArn || !AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
        return { outcome: 'unavailable' };
      const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
      return { outcome: 'assumed', assumedRoleArn, keys, expiresAtMs: Expiration.getTime() };
    } catch (error) {
      return read(error);
    }
  },
});
