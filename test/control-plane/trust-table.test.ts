import {
  agentPolicy,
  agentTrust,
  dispatchPolicy,
  dispatchTrust,
  routerPolicy,
  routerRoleArn,
  runtimePolicy,
  siloBoundary,
} from '@privateline/control-plane';
import {
  type ApplicablePolicies,
  authorize,
  type Decision,
  type Policy,
  type PolicyKind,
  type Principal,
  parsePolicy,
} from '@privateline/iam';
import {
  type Cell,
  dispatchRoleArn,
  dispatchRoleName,
  drawTenantId,
  runtimeArn,
  type TenantId,
  tableArn,
} from '@privateline/tenancy';
import { describe, expect, test } from 'vitest';

/** The trust table of ARCHITECTURE.md, asked of the evaluator: each layer stands alone, with the others wide open. */

const ACCOUNT = '111111111111';
const cell: Cell = { partition: 'aws', accountId: ACCOUNT, region: 'us-east-1' };
const own = drawTenantId(Buffer.alloc(12, 1));
const neighbour = drawTenantId(Buffer.alloc(12, 2));
const SUFFIX = 'abcdef0123';
const ROUTER = routerRoleArn(cell);

const read = (document: unknown, kind: PolicyKind): Policy => {
  const reading = parsePolicy(document, kind);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.value;
};

const everything = read(
  { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
  'identity',
);
const OPEN: ApplicablePolicies = { identity: [everything], boundary: null, session: null, resource: null };

const sessionOf = (roleArn: string, roleName: string): Principal => ({
  kind: 'role session',
  accountId: ACCOUNT,
  roleArn,
  sessionArn: `arn:aws:sts::${ACCOUNT}:assumed-role/${roleName}/privateline`,
});

const router = sessionOf(ROUTER, 'privateline-router');
const dispatcher = (id: TenantId): Principal => sessionOf(dispatchRoleArn(cell, id), dispatchRoleName(id));

type Context = Readonly<Record<string, readonly string[]>>;

const decide = (
  principal: Principal,
  action: string,
  resource: string,
  context: Context,
  policies: ApplicablePolicies,
): Decision =>
  authorize(
    { principal, action, resource, resourceAccountId: ACCOUNT, context: new Map(Object.entries(context)) },
    policies,
  );

describe('the dispatch role’s trust', () => {
  const trusted: ApplicablePolicies = {
    ...OPEN,
    resource: { policy: read(dispatchTrust(own, ROUTER), 'trust'), mandatory: true },
  };
  const asked: Context = {
    'aws:requesttag/tenantid': [own],
    'aws:tagkeys': ['TenantId'],
    'sts:rolesessionname': [`privateline-${own}`],
    'sts:sourceidentity': ['privateline-router'],
  };
  const assume = (principal: Principal, context: Context, action = 'sts:AssumeRole') =>
    decide(principal, action, dispatchRoleArn(cell, own), context, trusted).outcome;
  const without = (key: string): Context =>
    Object.fromEntries(Object.entries(asked).filter(([name]) => name !== key));

  test.each(['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'])(
    'lets the router in: %s',
    (action) => {
      expect(assume(router, asked, action)).toBe('allowed');
    },
  );

  test.each<[string, Context]>([
    ['another tenant’s tag', { ...asked, 'aws:requesttag/tenantid': [neighbour] }],
    ['no tag', without('aws:requesttag/tenantid')],
    ['a tag more', { ...asked, 'aws:tagkeys': ['TenantId', 'State'] }],
    ['another session name', { ...asked, 'sts:rolesessionname': [`privateline-${neighbour}`] }],
    ['no session name', without('sts:rolesessionname')],
    ['another source identity', { ...asked, 'sts:sourceidentity': ['someone'] }],
    ['no source identity', without('sts:sourceidentity')],
  ])('keeps it out with %s', (_, context) => expect(assume(router, context)).toBe('denied'));

  test('keeps everybody else out', () => {
    const others: readonly Principal[] = [
      dispatcher(own),
      dispatcher(neighbour),
      { kind: 'user', accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/ada` },
      { kind: 'service', service: 'lambda.amazonaws.com' },
    ];
    for (const other of others) expect(assume(other, asked)).toBe('denied');
  });
});

describe('the router’s own policy', () => {
  const reach = {
    partition: 'aws',
    cellAccountIds: [ACCOUNT],
    directoryTableArn: `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/directory`,
    directoryKeyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/directory`,
    logGroupArns: [`arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/privateline-voice:*`],
  };
  const policies = { ...OPEN, identity: [everything, read(routerPolicy(reach), 'identity')] };
  const ACTIVE = { 'iam:resourcetag/state': ['active'] };
  const may = (action: string, resource: string, context: Context = ACTIVE) =>
    decide(router, action, resource, context, policies).outcome;

  test('becomes an active dispatch role', () =>
    expect(may('sts:AssumeRole', dispatchRoleArn(cell, own))).toBe('allowed'));

  test.each<[string, Context]>([
    ['paused', { 'iam:resourcetag/state': ['paused'] }],
    ['without a state', {}],
  ])('becomes none that is %s', (_, context) =>
    expect(may('sts:AssumeRole', dispatchRoleArn(cell, own), context)).toBe('denied'),
  );

  test('becomes nothing else and does nothing else, even with a policy that allows everything', () => {
    expect(may('sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/admin`)).toBe('denied');
    expect(may('sts:AssumeRole', `${dispatchRoleArn(cell, own)}x`)).toBe('denied');
    for (const action of [
      'bedrock-agentcore:InvokeAgentRuntime',
      'iam:PassRole',
      's3:GetObject',
      'dynamodb:PutItem',
      'dynamodb:Scan',
      'kms:ScheduleKeyDeletion',
    ])
      expect(may(action, '*')).toBe('denied');
  });
});

describe('a neighbour’s runtime and table are out of reach by each layer alone', () => {
  const runtime = (id: TenantId) => runtimeArn(cell, id, SUFFIX);
  const tags = (id: TenantId): Context => ({
    'aws:principaltag/tenantid': [id],
    'aws:principalarn': [dispatchRoleArn(cell, id)],
  });
  const INVOKE = 'bedrock-agentcore:InvokeAgentRuntime';
  const layers: readonly [string, ApplicablePolicies][] = [
    [
      'identity',
      {
        ...OPEN,
        identity: [
          read(dispatchPolicy(cell, own, SUFFIX), 'identity'),
          read(agentPolicy(cell, own), 'identity'),
        ],
      },
    ],
    ['boundary', { ...OPEN, boundary: read(siloBoundary(cell), 'boundary') }],
  ];

  test.each(layers)('%s', (layer, policies) => {
    const may = (action: string, resource: string) =>
      decide(dispatcher(own), action, resource, tags(own), policies);
    expect(may(INVOKE, runtime(own)).outcome).toBe('allowed');
    expect(may('dynamodb:GetItem', tableArn(cell, own)).outcome).toBe('allowed');
    for (const [action, resource] of [
      [INVOKE, runtime(neighbour)],
      ['dynamodb:GetItem', tableArn(cell, neighbour)],
      ['dynamodb:GetItem', `${tableArn(cell, own)}x`],
    ] as const)
      expect(may(action, resource)).toMatchObject({ outcome: 'denied', layer });
  });

  test('the runtime’s own policy', () => {
    const policy = read(runtimePolicy(cell, neighbour, SUFFIX), 'resource');
    const guarded: ApplicablePolicies = { ...OPEN, resource: { policy, mandatory: false } };
    const may = (id: TenantId) => decide(dispatcher(id), INVOKE, runtime(neighbour), tags(id), guarded);
    expect(may(neighbour).outcome).toBe('allowed');
    expect(may(own)).toMatchObject({ outcome: 'denied', layer: 'resource', cause: 'explicit' });
  });

  test('a resource’s tag, where its name tells nothing', () => {
    const bounded: ApplicablePolicies = { ...OPEN, boundary: read(siloBoundary(cell), 'boundary') };
    const tagged = { ...tags(own), 'aws:resourcetag/tenantid': [neighbour] };
    expect(decide(dispatcher(own), INVOKE, runtime(own), tagged, bounded)).toMatchObject({
      outcome: 'denied',
      cause: 'explicit',
    });
  });
});

describe('the boundary', () => {
  const bounded: ApplicablePolicies = { ...OPEN, boundary: read(siloBoundary(cell), 'boundary') };

  test.each([
    'iam:PassRole',
    'sts:AssumeRole',
    'sts:TagSession',
    'bedrock-agentcore:InvokeAgentRuntimeForUser',
    'bedrock-agentcore:InvokeAgentRuntimeCommand',
  ])('denies the way out %s', (action) => {
    const decision = decide(dispatcher(own), action, '*', { 'aws:principaltag/tenantid': [own] }, bounded);
    expect(decision).toMatchObject({ outcome: 'denied', layer: 'boundary', sid: 'NoWayOut' });
  });

  test('denies everything to a role without a tenant', () => {
    const decision = decide(dispatcher(own), 'dynamodb:GetItem', tableArn(cell, own), {}, bounded);
    expect(decision).toMatchObject({ outcome: 'denied', sid: 'NothingWithoutATenant' });
  });

  test('a tag of wildcards is text and opens nothing', () => {
    const context = { 'aws:principaltag/tenantid': ['*'] };
    expect(decide(dispatcher(own), 'dynamodb:GetItem', tableArn(cell, own), context, bounded).outcome).toBe(
      'denied',
    );
  });
});

describe('the agent role’s trust', () => {
  const policy = read(agentTrust(cell, own), 'trust');
  const service: Principal = { kind: 'service', service: 'bedrock-agentcore.amazonaws.com' };
  const assume = (principal: Principal, context: Context) =>
    decide(principal, 'sts:AssumeRole', 'arn:aws:iam::111111111111:role/agent', context, {
      ...OPEN,
      resource: { policy, mandatory: true },
    }).outcome;
  const asked = { 'aws:sourceaccount': [ACCOUNT], 'aws:sourcearn': [runtimeArn(cell, own, SUFFIX)] };

  test('lets AgentCore in for this tenant’s runtime', () => expect(assume(service, asked)).toBe('allowed'));

  test.each<[string, Context]>([
    ['a neighbour’s runtime', { ...asked, 'aws:sourcearn': [runtimeArn(cell, neighbour, SUFFIX)] }],
    ['another account', { ...asked, 'aws:sourceaccount': ['222222222222'] }],
    ['nobody', {}],
  ])('keeps it out on behalf of %s', (_, context) => expect(assume(service, context)).toBe('denied'));

  test('keeps another service and the router out', () => {
    expect(assume({ kind: 'service', service: 'lambda.amazonaws.com' }, asked)).toBe('denied');
    expect(assume(router, asked)).toBe('denied');
  });
});
