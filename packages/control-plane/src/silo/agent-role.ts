import { type Cell, runtimeName, type TenantId, tableArn } from '@privateline/tenancy';
import { type PolicyDocument, policyOf } from './policy-document.ts';

const runtimePattern = ({ partition, accountId, region }: Cell, id: TenantId): string =>
  `arn:${partition}:bedrock-agentcore:${region}:${accountId}:runtime/${runtimeName(id)}-*`;

/** Who may become the agent role of one tenant: AgentCore, and only on behalf of this tenant's runtime. */
export const agentTrust = (cell: Cell, id: TenantId): PolicyDocument =>
  policyOf({
    Sid: 'AgentCoreForThisRuntime',
    Effect: 'Allow',
    Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'aws:SourceAccount': cell.accountId },
      ArnLike: { 'aws:SourceArn': runtimePattern(cell, id) },
    },
  });

/** What the agent of one tenant may do: read and write its tenant's table, write its own log, ask a model. */
export const agentPolicy = (cell: Cell, id: TenantId): PolicyDocument =>
  policyOf(
    {
      Sid: 'UseOwnTable',
      Effect: 'Allow',
      Action: [
        'dynamodb:GetItem',
        'dynamodb:Query',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
      ],
      Resource: tableArn(cell, id),
    },
    {
      Sid: 'WriteOwnLog',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: `arn:${cell.partition}:logs:${cell.region}:${cell.accountId}:log-group:/aws/bedrock-agentcore/runtimes/${runtimeName(id)}-*`,
    },
    {
      Sid: 'AskAModel',
      Effect: 'Allow',
      Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
      Resource: `arn:${cell.partition}:bedrock:${cell.region}::foundation-model/*`,
    },
  );
