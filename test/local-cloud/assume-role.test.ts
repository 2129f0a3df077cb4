import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, clientOf, EVERYTHING, policy, type RunningCloud, runCloud } from './running-cloud.ts';

let cloud: RunningCloud;

beforeAll(async () => {
  cloud = await runCloud();
});
afterAll(() => cloud.close());

const ADA = `arn:aws:iam::${ACCOUNT}:user/ada`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/dispatch`;
const ACTIONS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

const putRole = (condition: object = {}, role: object = {}): void => {
  cloud.roles.put({
    name: 'dispatch',
    path: '/',
    trust: policy({ Effect: 'Allow', Principal: { AWS: ADA }, Action: ACTIONS, Condition: condition }),
    policies: [EVERYTHING],
    boundary: null,
    tags: { TenantId: 'of-the-role', State: 'active' },
    ...role,
  });
};

beforeEach(() => putRole());

const ask = (input: Partial<AssumeRoleCommandInput> = {}, client = clientOf(cloud, EVERYTHING)) =>
  new STSClient(client).send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'session', ...input }));

const clientAs = async (input: Partial<AssumeRoleCommandInput> = {}) => {
  const { Credentials } = await ask(input);
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  return { ...clientOf(cloud), credentials };
};

const denied = (attempt: Promise<unknown>) =>
  expect(attempt).rejects.toMatchObject({ name: expect.stringMatching(/^AccessDenied(Exception)?$/) });

describe('AssumeRole', () => {
  test('gives a session of the role, for as long as was asked', async () => {
    const { AssumedRoleUser, Credentials } = await ask({ DurationSeconds: 900 });
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/dispatch/session`);
    const lifeMs = (Credentials?.Expiration?.getTime() ?? 0) - Date.now();
    expect(Math.abs(lifeMs - 900_000)).toBeLessThan(60_000);
    const identity = await new STSClient(await clientAs()).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(AssumedRoleUser?.Arn);
  });

  const TAG = { Tags: [{ Key: 'TenantId', Value: 't1' }] };

  test.each<[string, object, Partial<AssumeRoleCommandInput>, Partial<AssumeRoleCommandInput>]>([
    ['external id', { StringEquals: { 'sts:ExternalId': 'e1' } }, { ExternalId: 'e1' }, { ExternalId: 'e2' }],
    [
      'session name',
      { StringEquals: { 'sts:RoleSessionName': 's1' } },
      { RoleSessionName: 's1' },
      { RoleSessionName: 's2' },
    ],
    [
      'source identity',
      { StringEquals: { 'sts:SourceIdentity': 'router' } },
      { SourceIdentity: 'router' },
      { SourceIdentity: 'other' },
    ],
    [
      'session tag',
      { StringEquals: { 'aws:RequestTag/TenantId': 't1' } },
      TAG,
      { Tags: [{ Key: 'TenantId', Value: 't2' }] },
    ],
    [
      'tag keys',
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['TenantId'] } },
      TAG,
      { Tags: [...TAG.Tags, { Key: 'State', Value: 'x' }] },
    ],
    [
      'role’s own tag',
      { StringEquals: { 'aws:ResourceTag/State': 'active' } },
      {},
      { RoleArn: `${ROLE}-other` },
    ],
  ])('asks the trust policy about the %s', async (_, condition, right, wrong) => {
    putRole(condition);
    await expect(ask(right)).resolves.toBeDefined();
    await denied(ask(wrong));
  });

  test('asks the caller’s own policies too, for tags and source identity apart', async () => {
    putRole(
      {},
      {
        trust: policy({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: ACTIONS,
        }),
      },
    );
    const only = (...actions: string[]) =>
      clientOf(cloud, policy({ Effect: 'Allow', Action: actions, Resource: ROLE }));
    await denied(ask({}, clientOf(cloud)));
    await expect(ask({}, only('sts:AssumeRole'))).resolves.toBeDefined();
    await denied(ask(TAG, only('sts:AssumeRole')));
    await denied(ask({ SourceIdentity: 'router' }, only('sts:AssumeRole', 'sts:TagSession')));
    await expect(ask({ ...TAG, SourceIdentity: 'router' }, only(...ACTIONS))).resolves.toBeDefined();
  });

  test('a role that does not exist is denied like one that may not be assumed', async () => {
    await denied(ask({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/nothing` }));
  });

  test.each<[string, Partial<AssumeRoleCommandInput>, string]>([
    ['a session longer than the role allows', { DurationSeconds: 7_200 }, 'ValidationError'],
    ['a session of less than 15 minutes', { DurationSeconds: 899 }, 'ValidationError'],
    ['a malformed name', { RoleSessionName: 'a b' }, 'ValidationError'],
    ['a malformed session policy', { Policy: '{' }, 'MalformedPolicyDocumentException'],
    [
      'a session policy that is too large',
      { Policy: JSON.stringify(EVERYTHING).padEnd(2_049) },
      'PackedPolicyTooLargeException',
    ],
    [
      'a parameter that is not known here',
      { SerialNumber: 'arn:aws:iam::111111111111:mfa/ada', TokenCode: '123456' },
      'ValidationError',
    ],
    [
      'two tags of one name',
      {
        Tags: [
          { Key: 'A', Value: '1' },
          { Key: 'a', Value: '2' },
        ],
      },
      'InvalidParameterValue',
    ],
  ])('refuses %s', async (_, input, name) => {
    await expect(ask(input)).rejects.toMatchObject({ name });
  });
});

describe('a session', () => {
  const scan = async (input: Partial<AssumeRoleCommandInput>, table: string) =>
    new DynamoDBClient(await clientAs(input)).send(new ScanCommand({ TableName: table }));
  const byTag = policy({
    Effect: 'Allow',
    Action: 'dynamodb:*',
    Resource: `arn:aws:dynamodb:*:*:table/$\{aws:PrincipalTag/TenantId}`,
  });
  /** It is let past the gate, and then there is no such table. */
  const admitted = (attempt: Promise<unknown>) =>
    expect(attempt).rejects.toMatchObject({ name: 'ResourceNotFoundException' });

  test('has the role’s tags, and its own override them', async () => {
    putRole({}, { policies: [byTag] });
    await admitted(scan({}, 'of-the-role'));
    await denied(scan({}, 'of-the-session'));
    const own = { Tags: [{ Key: 'TenantId', Value: 'of-the-session' }] };
    await admitted(scan(own, 'of-the-session'));
    await denied(scan(own, 'of-the-role'));
  });

  test('does no more than its session policy and the role’s boundary allow', async () => {
    const narrow = policy({ Effect: 'Allow', Action: 'dynamodb:Scan', Resource: '*' });
    const list = async (input: Partial<AssumeRoleCommandInput>) =>
      new DynamoDBClient(await clientAs(input)).send(new ListTablesCommand({}));
    await expect(list({})).resolves.toBeDefined();
    await denied(list({ Policy: JSON.stringify(narrow) }));
    putRole({}, { boundary: narrow });
    await denied(list({}));
    await admitted(scan({}, 'any-table'));
  });

  test('assumed from a session lasts an hour at most, and keeps its source identity', async () => {
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/dispatch/session`;
    const first = await clientAs({ SourceIdentity: 'router' });
    putRole(
      {},
      {
        trust: policy({ Effect: 'Allow', Principal: { AWS: [ADA, session] }, Action: ACTIONS }),
        maxSessionS: 43_200,
      },
    );
    await expect(ask({ DurationSeconds: 43_200 })).resolves.toBeDefined();
    await expect(ask({ DurationSeconds: 3_601 }, first)).rejects.toMatchObject({ name: 'ValidationError' });
    await denied(ask({ SourceIdentity: 'other' }, first));
    const { SourceIdentity } = await ask({}, first);
    expect(SourceIdentity).toBe('router');
  });

  test('hands its transitive tags on, and they cannot be changed', async () => {
    putRole(
      {},
      {
        trust: policy({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: ACTIONS,
        }),
        policies: [byTag, policy({ Effect: 'Allow', Action: 'sts:*', Resource: '*' })],
      },
    );
    const Tags = [{ Key: 'TenantId', Value: 't1' }];
    const first = await clientAs({ Tags, TransitiveTagKeys: ['TenantId'] });
    await expect(ask({ Tags: [{ Key: 'TenantId', Value: 't2' }] }, first)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    await expect(ask({}, first)).resolves.toBeDefined();
  });
});
