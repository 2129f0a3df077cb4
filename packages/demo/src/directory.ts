import { randomBytes } from 'node:crypto';
import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import {
  carrierAccountKey,
  type DirectoryKey,
  isCarrierEndpoint,
  isE164,
  issuerKey,
  organisationCallerKey,
  phoneCallerKey,
  SESSION_KEY,
  type StoredItem,
  tenantKey,
  writeTenant,
} from '@privateline/tenancy';
import { directoryTable } from '../../../infra/shape.ts';
import type { Fleet, FleetCarrierAccount, FleetTenant } from './demo-fleet.ts';
import { AUDIENCE, type Issuer, ORGANISATION_CLAIM } from './issuer.ts';

type Entry = readonly [DirectoryKey, StoredItem];

const tenantEntries = ({ url }: Issuer, { serving, organisation }: FleetTenant): Entry[] => [
  [tenantKey(serving.id), writeTenant(serving, serving.line)],
  [organisationCallerKey(url, AUDIENCE, organisation), { tenantId: serving.id }],
];

const carrierEntries = ({ carrier, endpoint, secret, tenants }: FleetCarrierAccount): Entry[] => {
  if (!isCarrierEndpoint(endpoint)) throw new Error('the demo drew a malformed carrier endpoint');
  const numbers = tenants.flatMap(({ demo, serving }) =>
    demo.numbers
      .filter(isE164)
      .map((number): Entry => [phoneCallerKey(carrier, endpoint, number), { tenantId: serving.id }]),
  );
  return [[carrierAccountKey(carrier, endpoint), { secrets: [secret] }], ...numbers];
};

const issuerEntry = ({ url, keySetUrl }: Issuer): Entry => [
  issuerKey(url, AUDIENCE),
  { keySetUrl, algorithms: ['ES256'], tokenType: 'at+jwt', organisationClaim: ORGANISATION_CLAIM },
];

/** Makes the directory table of the deployed shape and writes the fleet into it. */
export const putDirectory = async (dynamodb: DynamoDBClient, fleet: Fleet, issuer: Issuer): Promise<void> => {
  const { name: TableName, partitionKey } = directoryTable;
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: partitionKey, AttributeType: 'S' }],
      KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
    }),
  );
  const entries: Entry[] = [
    [SESSION_KEY, { key: randomBytes(32).toString('base64') }],
    issuerEntry(issuer),
    ...fleet.carrierAccounts.flatMap(carrierEntries),
    ...fleet.tenants.flatMap((tenant) => tenantEntries(issuer, tenant)),
  ];
  await Promise.all(
    entries.map(([key, item]) =>
      dynamodb.send(new PutItemCommand({ TableName, Item: marshall({ [partitionKey]: key, ...item }) })),
    ),
  );
};
