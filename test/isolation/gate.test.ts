import {
  BedrockAgentCoreClient,
  InvokeAgentRuntimeCommand,
  StopRuntimeSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { ROUTER_ROLE_NAME, routerRoleArn } from '@privateline/control-plane';
import { agentRoleArn, dispatchRoleArn, tableName } from '@privateline/tenancy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directoryTable } from '../../infra/shape.ts';
import type { FleetTenant } from '../../packages/demo/src/demo-fleet.ts';
import { CELL } from '../../packages/demo/src/place.ts';
import { type RunningSwitchboard, runSwitchboard, tenantNamed } from '../journeys/running-switchboard.ts';

/**
 * With one tenant's real credentials, real SDK clients go straight at a neighbour: none of the router's own checks
 * stands in the way, so what says no is IAM.
 */
let switchboard: RunningSwitchboard;
let own: FleetTenant;
let neighbour: FleetTenant;

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

beforeAll(async () => {
  switchboard = await runSwitchboard();
  own = tenantNamed(switchboard, 'Maple Street Dental');
  neighbour = tenantNamed(switchboard, 'Chain & Bell Cycles');
});
afterAll(() => switchboard.close());

const place = () => ({ endpoint: switchboard.cloud.endpoint, region: CELL.region });

/** The credentials that a role's process holds in AWS. */
const credentialsOf = (service: string, roleArn: string, context: [string, string[]][] = []): Credentials => {
  const { key } = switchboard.cloud.assumeAsService(service, roleArn, 'test', context);
  return {
    accessKeyId: key.accessKeyId,
    secretAccessKey: key.secretAccessKey,
    sessionToken: key.sessionToken ?? '',
  };
};

const routerCredentials = (): Credentials => credentialsOf('lambda.amazonaws.com', routerRoleArn(CELL));

const agentCredentials = ({ serving: { id, line } }: FleetTenant): Credentials =>
  credentialsOf('bedrock-agentcore.amazonaws.com', agentRoleArn(CELL, id), [
    ['aws:sourceaccount', [CELL.accountId]],
    ['aws:sourcearn', [line.runtimeArn]],
  ]);

/** What the router asks for when it serves a tenant, without the session policy that would narrow it further. */
const assumeDispatch = async (role: FleetTenant, tag: FleetTenant, sessionOf: FleetTenant = tag) => {
  const sts = new STSClient({ ...place(), credentials: routerCredentials() });
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: dispatchRoleArn(CELL, role.serving.id),
      RoleSessionName: `privateline-${sessionOf.serving.id}`,
      SourceIdentity: 'privateline-router',
      Tags: [{ Key: 'TenantId', Value: tag.serving.id }],
    }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
};

const denied = (attempt: Promise<unknown>) =>
  expect(attempt).rejects.toMatchObject({ name: expect.stringMatching(/^AccessDenied(Exception)?$/) });

const attemptsOnRuntime = ({ serving: { line } }: FleetTenant) => {
  const session = {
    agentRuntimeArn: line.runtimeArn,
    qualifier: line.endpoint,
    runtimeSessionId: 's'.repeat(40),
  };
  return [
    new InvokeAgentRuntimeCommand({
      ...session,
      contentType: 'application/json',
      payload: Buffer.from('{"prompt":"Hi"}'),
    }),
    new StopRuntimeSessionCommand(session),
  ];
};

const attemptsOnTable = ({ serving: { id } }: FleetTenant) => {
  const TableName = tableName(id);
  const Key = { pk: { S: 'knowledge' }, sk: { S: '010-opening-hours' } };
  return [
    new GetItemCommand({ TableName, Key }),
    new PutItemCommand({ TableName, Item: Key }),
    new DeleteItemCommand({ TableName, Key }),
    new ScanCommand({ TableName }),
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'knowledge' } },
    }),
  ];
};

type RuntimeAttempt = ReturnType<typeof attemptsOnRuntime>[number];

const tryRuntime = (credentials: Credentials, attempt: RuntimeAttempt): Promise<unknown> => {
  const client = new BedrockAgentCoreClient({ ...place(), credentials });
  return attempt instanceof InvokeAgentRuntimeCommand ? client.send(attempt) : client.send(attempt);
};

const tryTable = (credentials: Credentials, attempt: ReturnType<typeof attemptsOnTable>[number]) => {
  const client = new DynamoDBClient({ ...place(), credentials });
  if (attempt instanceof GetItemCommand) return client.send(attempt);
  if (attempt instanceof PutItemCommand) return client.send(attempt);
  if (attempt instanceof DeleteItemCommand) return client.send(attempt);
  return attempt instanceof ScanCommand ? client.send(attempt) : client.send(attempt);
};

describe('a tenant’s dispatch session', () => {
  test('invokes its own runtime', async () => {
    const [invoke] = attemptsOnRuntime(own);
    if (invoke === undefined) throw new Error('nothing was attempted');
    await expect(tryRuntime(await assumeDispatch(own, own), invoke)).resolves.toMatchObject({
      statusCode: 200,
    });
  });

  test('is denied every call on a neighbour’s runtime, and nothing reaches its agent', async () => {
    const credentials = await assumeDispatch(own, own);
    switchboard.invocations.length = 0;
    for (const attempt of attemptsOnRuntime(neighbour)) await denied(tryRuntime(credentials, attempt));
    expect(switchboard.invocations).toEqual([]);
  });

  test('is denied every item, its own included', async () => {
    const credentials = await assumeDispatch(own, own);
    for (const tenant of [own, neighbour])
      for (const attempt of attemptsOnTable(tenant)) await denied(tryTable(credentials, attempt));
  });

  test('cannot become a neighbour', async () => {
    const sts = new STSClient({ ...place(), credentials: await assumeDispatch(own, own) });
    const request = {
      RoleArn: dispatchRoleArn(CELL, neighbour.serving.id),
      RoleSessionName: `privateline-${neighbour.serving.id}`,
      SourceIdentity: 'privateline-router',
      Tags: [{ Key: 'TenantId', Value: neighbour.serving.id }],
    };
    await denied(sts.send(new AssumeRoleCommand(request)));
  });
});

describe('a tenant’s agent', () => {
  test('reads its own items', async () => {
    const [get] = attemptsOnTable(own);
    if (get === undefined) throw new Error('nothing was attempted');
    await expect(tryTable(agentCredentials(own), get)).resolves.toMatchObject({
      Item: { sk: { S: '010-opening-hours' } },
    });
  });

  test('is denied every item and every runtime of a neighbour, and the directory', async () => {
    const credentials = agentCredentials(own);
    for (const attempt of attemptsOnTable(neighbour)) await denied(tryTable(credentials, attempt));
    for (const attempt of attemptsOnRuntime(neighbour)) await denied(tryRuntime(credentials, attempt));
    const client = new DynamoDBClient({ ...place(), credentials });
    await denied(client.send(new ScanCommand({ TableName: directoryTable.name })));
  });
});

describe('the router’s own role', () => {
  test('reaches no runtime and no tenant’s table', async () => {
    const credentials = routerCredentials();
    for (const attempt of attemptsOnRuntime(own)) await denied(tryRuntime(credentials, attempt));
    for (const attempt of attemptsOnTable(own)) await denied(tryTable(credentials, attempt));
  });

  test('cannot write the directory', async () => {
    const client = new DynamoDBClient({ ...place(), credentials: routerCredentials() });
    const Item = { [directoryTable.partitionKey]: { S: 'phone#forged' } };
    await denied(client.send(new PutItemCommand({ TableName: directoryTable.name, Item })));
  });

  test('cannot open one tenant’s role in the name of another', async () => {
    await denied(assumeDispatch(neighbour, own));
    await denied(assumeDispatch(neighbour, own, neighbour));
    await denied(assumeDispatch(neighbour, neighbour, own));
  });

  test('is named in the journal with the layer that denied it', () => {
    const routers = switchboard.cloud.decisions
      .all()
      .filter(({ principal, allowed }) => !allowed && principal.includes(ROUTER_ROLE_NAME));
    expect(routers.length).toBeGreaterThan(0);
    for (const { denial } of routers) expect(denial?.layer).toBeTypeOf('string');
  });
});
