import { type Cell, dispatchRoleArn, runtimeArn, type TenantId } from '@privateline/tenancy';
import { type PolicyDocument, policyOf } from './policy-document.ts';

/**
 * The runtime's own policy: this tenant's dispatch role and nobody else.
 *
 * It names the role and never a role *session*, because a grant to a session would bypass the permissions boundary.
 */
export const runtimePolicy = (cell: Cell, id: TenantId, runtimeSuffix: string): PolicyDocument => {
  const runtime = runtimeArn(cell, id, runtimeSuffix);
  const role = dispatchRoleArn(cell, id);
  const actions = ['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:StopRuntimeSession'];
  const resources = [runtime, `${runtime}/runtime-endpoint/*`];
  return policyOf(
    {
      Sid: 'OwnDispatchRole',
      Effect: 'Allow',
      Principal: { AWS: role },
      Action: actions,
      Resource: resources,
    },
    {
      Sid: 'NobodyElse',
      Effect: 'Deny',
      Principal: '*',
      Action: 'bedrock-agentcore:*',
      Resource: resources,
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': role } },
    },
  );
};
