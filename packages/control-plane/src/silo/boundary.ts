import type { Cell } from '@privateline/tenancy';
import { type PolicyDocument, policyOf } from './policy-document.ts';

const TENANT = '$' + '{aws:PrincipalTag/TenantId}';

/** The name of the one permissions boundary of every silo role. */
export const BOUNDARY_NAME = 'privateline-silo-boundary';

/** AgentCore's ways to act as somebody else or to run a command in a session: no silo role needs one. */
const SIDE_DOORS = [
  'bedrock-agentcore:InvokeAgentRuntimeForUser',
  'bedrock-agentcore:InvokeAgentRuntimeWithWebSocketStreamForUser',
  'bedrock-agentcore:InvokeAgentRuntimeCommand',
  'bedrock-agentcore:InvokeAgentRuntimeCommandShell',
  'bedrock-agentcore:GetWorkloadAccessTokenForUserId',
];

/**
 * The one permissions boundary of every silo role of every tenant: what a role may do is its own policy *and* this.
 *
 * It is written with the principal's own `TenantId` tag, so that a single document caps all tenants, and whatever
 * policy is attached to a silo role later. Proving this document proves them all.
 */
export const siloBoundary = ({
  partition,
  accountId,
}: Pick<Cell, 'partition' | 'accountId'>): PolicyDocument => {
  const runtime = `arn:${partition}:bedrock-agentcore:*:${accountId}:runtime/privateline_${TENANT}-??????????`;
  return policyOf(
    {
      Sid: 'OwnRuntime',
      Effect: 'Allow',
      Action: ['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:StopRuntimeSession'],
      Resource: [runtime, `${runtime}/runtime-endpoint/*`],
    },
    {
      Sid: 'OwnTable',
      Effect: 'Allow',
      Action: [
        'dynamodb:GetItem',
        'dynamodb:Query',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
      ],
      Resource: `arn:${partition}:dynamodb:*:${accountId}:table/privateline-${TENANT}`,
    },
    {
      Sid: 'OwnLog',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: `arn:${partition}:logs:*:${accountId}:log-group:/aws/bedrock-agentcore/runtimes/privateline_${TENANT}-*`,
    },
    {
      Sid: 'AnyFoundationModel',
      Effect: 'Allow',
      Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
      Resource: `arn:${partition}:bedrock:*::foundation-model/*`,
    },
    {
      Sid: 'NothingWithoutATenant',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Null: { 'aws:PrincipalTag/TenantId': 'true' } },
    },
    {
      Sid: 'NothingOfANeighbour',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: {
        StringNotEquals: { 'aws:ResourceTag/TenantId': TENANT },
        Null: { 'aws:ResourceTag/TenantId': 'false' },
      },
    },
    {
      Sid: 'NoWayOut',
      Effect: 'Deny',
      Action: ['iam:*', 'sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity', ...SIDE_DOORS],
      Resource: '*',
    },
  );
};
