import { type Cell, DISPATCH_PATH, TENANT_ID_LENGTH } from '@privateline/tenancy';
import { type PolicyDocument, policyOf } from './policy-document.ts';

/** The one role under which every router function runs. */
export const ROUTER_ROLE_NAME = 'privateline-router';
export const ROUTER_ROLE_PATH = '/privateline/';

export const routerRoleArn = ({ partition, accountId }: Pick<Cell, 'partition' | 'accountId'>): string =>
  `arn:${partition}:iam::${accountId}:role${ROUTER_ROLE_PATH}${ROUTER_ROLE_NAME}`;

/** What the router's policy is about. */
export interface RouterReach {
  readonly partition: string;
  /** The accounts in which cells stand: dispatch roles elsewhere are out of reach. */
  readonly cellAccountIds: readonly string[];
  readonly directoryTableArn: string;
  /** The key that encrypts the directory. */
  readonly directoryKeyArn: string;
  /** The functions' own log groups, each ending in `:*`. */
  readonly logGroupArns: readonly string[];
}

const ASSUMING = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const READING = ['dynamodb:GetItem'];
const DECRYPTING = ['kms:Decrypt'];
const LOGGING = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/**
 * All that the router may do: read one directory item by its key, and become one tenant's dispatch role.
 *
 * The denials matter as much as the grants. A role's trust policy that names the router would let it in with no grant
 * at all, so everything but a dispatch role is denied outright; a role that is not tagged `State: active` is denied,
 * which is a pause at IAM's own level; and no policy attached later can add data, AgentCore or IAM.
 */
export const routerPolicy = (reach: RouterReach): PolicyDocument => {
  const dispatchRoles = reach.cellAccountIds.map(
    (accountId) =>
      `arn:${reach.partition}:iam::${accountId}:role${DISPATCH_PATH}privateline-dispatch-${'?'.repeat(TENANT_ID_LENGTH)}`,
  );
  return policyOf(
    { Sid: 'ReadDirectory', Effect: 'Allow', Action: READING, Resource: reach.directoryTableArn },
    { Sid: 'DecryptDirectory', Effect: 'Allow', Action: DECRYPTING, Resource: reach.directoryKeyArn },
    { Sid: 'WriteOwnLogs', Effect: 'Allow', Action: LOGGING, Resource: reach.logGroupArns },
    { Sid: 'BecomeDispatchRole', Effect: 'Allow', Action: ASSUMING, Resource: dispatchRoles },
    { Sid: 'BecomeNothingElse', Effect: 'Deny', Action: ASSUMING, NotResource: dispatchRoles },
    {
      Sid: 'BecomeOnlyActive',
      Effect: 'Deny',
      Action: 'sts:AssumeRole',
      Resource: '*',
      Condition: { StringNotEquals: { 'iam:ResourceTag/State': 'active' } },
    },
    {
      Sid: 'DoNothingElse',
      Effect: 'Deny',
      NotAction: [...READING, ...DECRYPTING, ...LOGGING, ...ASSUMING],
      Resource: '*',
    },
  );
};
