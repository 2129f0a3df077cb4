import type {
  RoleAssumer,
  RoleAssumption,
  RoleRequest,
} from '../../../packages/router/src/assume-tenant-role.ts';

/** STS that mints keys for whatever it is asked, and counts. */
export interface FakeSts extends RoleAssumer {
  readonly requests: RoleRequest[];
  /** What it answers instead of keys, until it is undefined again. */
  trouble: Exclude<RoleAssumption['outcome'], 'assumed'> | undefined;
  /** The ARN that it answers with instead of the right one. */
  otherArn: string | undefined;
  /** Holds answers back until it resolves. */
  gate: Promise<void>;
}

const assumedRoleArn = ({ roleArn, sessionName }: RoleRequest): string => {
  const [, partition, , , accountId, path = ''] = roleArn.split(':');
  return `arn:${partition}:sts::${accountId}:assumed-role/${path.split('/').at(-1)}/${sessionName}`;
};

export const createFakeSts = (clock: () => number): FakeSts => ({
  requests: [],
  trouble: undefined,
  otherArn: undefined,
  gate: Promise.resolve(),
  async assume(request) {
    this.requests.push(request);
    await this.gate;
    if (this.trouble !== undefined) return { outcome: this.trouble };
    const count = this.requests.length;
    return {
      outcome: 'assumed',
      assumedRoleArn: this.otherArn ?? assumedRoleArn(request),
      keys: {
        accessKeyId: `ASIA${count}`,
        secretAccessKey: `secret-of-${request.tags['TenantId']}`,
        sessionToken: `token-${count}`,
      },
      expiresAtMs: clock() + request.durationS * 1_000,
    };
  },
});
