import { type Cell, runtimeArn, type TenantId } from '@privateline/tenancy';
import { type PolicyDocument, policyOf } from './policy-document.ts';

/** The source identity that marks each session as the router's; it cannot be changed once set. */
export const ROUTER_SOURCE_IDENTITY = 'privateline-router';

/**
 * Who may become the dispatch role of one tenant: the router, and only as this tenant.
 *
 * A session tag overrides a role's own tag, so a router that passed another tenant's tag *would be* that tenant: the
 * tag is pinned literally. The statements are split by action because the conditions do not all carry the same
 * context, and a missing tag is denied by name because `ForAllValues` is true of nothing at all.
 */
export const dispatchTrust = (id: TenantId, routerRoleArn: string): PolicyDocument =>
  policyOf(
    {
      Sid: 'RouterAsThisTenant',
      Effect: 'Allow',
      Principal: { AWS: routerRoleArn },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: { 'aws:RequestTag/TenantId': id },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['TenantId'] },
        StringLike: { 'sts:RoleSessionName': `privateline-${id}` },
      },
    },
    {
      Sid: 'RouterUnderItsName',
      Effect: 'Allow',
      Principal: { AWS: routerRoleArn },
      Action: 'sts:SetSourceIdentity',
      Condition: { StringEquals: { 'sts:SourceIdentity': ROUTER_SOURCE_IDENTITY } },
    },
    {
      Sid: 'NeverWithoutATenant',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Condition: { Null: { 'aws:RequestTag/TenantId': 'true' } },
    },
    {
      Sid: 'NeverWithoutTheRoutersName',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Condition: { StringNotEquals: { 'sts:SourceIdentity': ROUTER_SOURCE_IDENTITY } },
    },
  );

/** What the dispatch role of one tenant may do: start and stop sessions of that tenant's runtime. */
export const dispatchPolicy = (cell: Cell, id: TenantId, runtimeSuffix: string): PolicyDocument => {
  const runtime = runtimeArn(cell, id, runtimeSuffix);
  return policyOf({
    Sid: 'InvokeOwnRuntime',
    Effect: 'Allow',
    Action: ['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:StopRuntimeSession'],
    Resource: [runtime, `${runtime}/runtime-endpoint/*`],
  });
};
