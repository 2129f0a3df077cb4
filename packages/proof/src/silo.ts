import { agentPolicy, dispatchPolicy, siloBoundary } from '@privateline/control-plane';
import {
  agentRoleArn,
  type Cell,
  dispatchRoleArn,
  runtimeArn,
  runtimeName,
  type TenantId,
  tableArn,
} from '@privateline/tenancy';

/** A policy that stands between a tenant's roles and the world. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: unknown;
}

/** Any cell: what is proven does not depend on which. */
const CELL: Cell = { partition: 'aws', accountId: '111111111111', region: 'us-east-1' };

/** AgentCore draws ten characters; a policy that names a runtime names them. */
const ANY_SUFFIX = '?'.repeat(10);

/** Each policy that grants something to a tenant's roles, as the control plane writes it. */
export const policiesOf = (id: TenantId): readonly NamedPolicy[] => [
  { name: 'dispatch role', document: dispatchPolicy(CELL, id, ANY_SUFFIX) },
  { name: 'agent role', document: agentPolicy(CELL, id) },
  { name: 'boundary', document: siloBoundary(CELL) },
];

/** Everything that is a tenant's, as patterns of ARNs. */
export const resourcesOf = (id: TenantId): readonly string[] => {
  const runtime = runtimeArn(CELL, id, ANY_SUFFIX);
  return [
    runtime,
    `${runtime}/runtime-endpoint/*`,
    tableArn(CELL, id),
    `${tableArn(CELL, id)}/*`,
    `arn:aws:logs:us-east-1:111111111111:log-group:/aws/bedrock-agentcore/runtimes/${runtimeName(id)}-*`,
    dispatchRoleArn(CELL, id),
    agentRoleArn(CELL, id),
  ];
};
