import {
  BatchGetItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  clientOf,
  EVERYTHING,
  policy,
  REGION,
  type RunningCloud,
  runCloud,
} from './running-cloud.ts';

let cloud: RunningCloud;
let owner: DynamoDBClient;

const arn = (table: string) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}`;

beforeAll(async () => {
  cloud = await runCloud();
  owner = new DynamoDBClient(clientOf(cloud, EVERYTHING));
  for (const TableName of ['blue', 'red'])
    await owner.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        Tags: [{ Key: 'TenantId', Value: TableName }],
      }),
    );
});
afterAll(() => cloud.close());

const Key = { pk: { S: 'a' } };
const reader = (...Resource: string[]) =>
  new DynamoDBClient(clientOf(cloud, policy({ Effect: 'Allow', Action: 'dynamodb:*', Resource })));
const denied = (attempt: Promise<unknown>) =>
  expect(attempt).rejects.toMatchObject({ name: 'AccessDeniedException' });

describe('DynamoDB behind the gate', () => {
  test('keeps items', async () => {
    await owner.send(new PutItemCommand({ TableName: 'blue', Item: { ...Key, word: { S: 'hello' } } }));
    const { Item } = await owner.send(new GetItemCommand({ TableName: 'blue', Key }));
    expect(Item?.['word']).toEqual({ S: 'hello' });
  });

  test('asks for each table that a request touches', async () => {
    const both = { RequestItems: { blue: { Keys: [Key] }, red: { Keys: [Key] } } };
    await expect(reader(arn('blue'), arn('red')).send(new BatchGetItemCommand(both))).resolves.toBeDefined();
    await denied(reader(arn('blue')).send(new BatchGetItemCommand(both)));
  });

  test('knows a table’s tags', async () => {
    const byTag = { StringEquals: { 'aws:ResourceTag/TenantId': 'blue' } };
    const tagged = new DynamoDBClient(
      clientOf(cloud, policy({ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*', Condition: byTag })),
    );
    await expect(tagged.send(new GetItemCommand({ TableName: 'blue', Key }))).resolves.toBeDefined();
    await denied(tagged.send(new GetItemCommand({ TableName: 'red', Key })));
  });

  test('says of a table that is not there no more than of one that is denied', async () => {
    await denied(reader(arn('blue')).send(new GetItemCommand({ TableName: 'green', Key })));
  });

  test('refuses by name what it does not do', async () => {
    await expect(
      owner.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM "blue"' })),
    ).rejects.toThrow(/ExecuteStatement/);
  });

  test('writes each decision into the journal', async () => {
    await denied(reader(arn('blue')).send(new GetItemCommand({ TableName: 'red', Key })));
    expect(cloud.decisions.all().at(-1)).toMatchObject({
      action: 'dynamodb:GetItem',
      resource: arn('red'),
      allowed: false,
      denial: { cause: 'implicit', layer: 'identity' },
    });
  });
});
