import type { TenantId } from './tenant-id.ts';

/** Where a silo stands: one AWS account and region. A fleet is many cells, because each has its quotas. */
export interface Cell {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/**
 * The names of one tenant's resources. All are *derived* from the cell and the id and none is stored, so a damaged
 * directory record cannot point one tenant at another's role.
 */
export const dispatchRoleName = (id: TenantId): string => `privateline-dispatch-${id}`;
export const agentRoleName = (id: TenantId): string => `privateline-agent-${id}`;
export const runtimeName = (id: TenantId): string => `privateline_${id}`;
export const tableName = (id: TenantId): string => `privateline-${id}`;

/** The IAM paths under which the two kinds of silo role stand. */
export const DISPATCH_PATH = '/privateline/dispatch/';
export const AGENT_PATH = '/privateline/agent/';

export const dispatchRoleArn = ({ partition, accountId }: Cell, id: TenantId): string =>
  `arn:${partition}:iam::${accountId}:role${DISPATCH_PATH}${dispatchRoleName(id)}`;

export const agentRoleArn = ({ partition, accountId }: Cell, id: TenantId): string =>
  `arn:${partition}:iam::${accountId}:role${AGENT_PATH}${agentRoleName(id)}`;

export const tableArn = ({ partition, accountId, region }: Cell, id: TenantId): string =>
  `arn:${partition}:dynamodb:${region}:${accountId}:table/${tableName(id)}`;

/**
 * The ARN of a tenant's runtime. AgentCore appends ten characters of its own choice to the name, which is the one part
 * that cannot be derived.
 *
 * @param suffix the ten characters, e.g. `AbCdEf1234`.
 */
export const runtimeArn = ({ partition, accountId, region }: Cell, id: TenantId, suffix: string): string =>
  `arn:${partition}:bedrock-agentcore:${region}:${accountId}:runtime/${runtimeName(id)}-${suffix}`;
