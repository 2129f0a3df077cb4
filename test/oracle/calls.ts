/** Who asks, and for what: real actions of three services, with ways to spell them in a policy. */

export const OWN = '111111111111';
export const OTHER = '222222222222';
export const SESSION = `arn:aws:sts::${OWN}:assumed-role/agent/t1`;
export const ROLE = `arn:aws:iam::${OWN}:role/agent`;
export const USER = `arn:aws:iam::${OWN}:user/ada`;

/** A policy variable, which is spelled like a template of this language but is none. */
export const variable = (name: string): string => `$\{${name}}`;
export const TENANT_TAG = variable('aws:PrincipalTag/TenantId');

export type List = readonly [string, ...string[]];

/** Some actions of one service, resources of the kind that they take, and ways to spell both in a policy. */
export interface Call {
  readonly actions: List;
  readonly resources: List;
  readonly patterns: List;
  readonly wild: List;
}

const table = (name: string): string => `arn:aws:dynamodb:us-east-1:${OWN}:table/${name}`;

const lambda = (name: string): string => `arn:aws:lambda:us-east-1:${OWN}:function:${name}`;

/** Real actions, each with resources of the kind that it takes. */
export const TABLES: Call = {
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:DeleteItem'],
  resources: [table('orders'), table('privateline-t1'), table('privateline-t2'), table('privateline-t1x')],
  patterns: [
    table('*'),
    table('privateline-*'),
    table('privateline-t?'),
    table(`privateline-${TENANT_TAG}`),
    table('privateline-t1'),
  ],
  wild: ['dynamodb:*', 'dynamodb:Get*', 'dynamodb:?etItem', '*', 'DynamoDB:getitem', 's3:*'],
};

export const FILES: Call = {
  actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
  resources: [
    'arn:aws:s3:::files/t1/a.txt',
    'arn:aws:s3:::files/t2/a.txt',
    'arn:aws:s3:::files-t1/b/c.txt',
    'arn:aws:s3:::Files/t1/A.txt',
  ],
  patterns: [
    'arn:aws:s3:::files/*',
    `arn:aws:s3:::files/${TENANT_TAG}/*`,
    'arn:aws:s3:::files*',
    `arn:aws:s3:::files-${variable("aws:PrincipalTag/Team, 't1'")}/*`,
    'arn:aws:s3:::*/t?/a.txt',
    '*',
  ],
  wild: ['s3:*', 's3:*Object', 's3:Get*', '*', 'dynamodb:*'],
};

export const FUNCTIONS: Call = {
  actions: ['lambda:InvokeFunction', 'lambda:GetFunction'],
  resources: [lambda('router'), lambda('router-2'), lambda('Router')],
  patterns: [
    `arn:aws:lambda:*:${OWN}:function:*`,
    `arn:aws:lambda:us-east-1:${OWN}:function:router`,
    `arn:aws:lambda:us-????-1:${OWN}:function:r*`,
    '*',
    `arn:aws:*:*:${OWN}:*`,
  ],
  wild: ['lambda:*', 'lambda:Invoke*', '*', 's3:*'],
};
