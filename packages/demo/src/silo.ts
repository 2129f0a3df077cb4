import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  agentPolicy,
  agentTrust,
  dispatchPolicy,
  dispatchTrust,
  routerRoleArn,
  runtimePolicy,
  siloBoundary,
} from '@privateline/control-plane';
import type { LocalCloud } from '@privateline/local-cloud';
import {
  AGENT_PATH,
  agentRoleArn,
  agentRoleName,
  DISPATCH_PATH,
  dispatchRoleName,
  type TenantId,
  tableName,
} from '@privateline/tenancy';
import type { FleetTenant } from './demo-fleet.ts';
import { CELL } from './place.ts';

const siloTags = (id: TenantId) => ({ TenantId: id, State: 'active' });

/** The two roles of a tenant, under the one boundary, exactly as the control plane writes them. */
const putRoles = ({ roles }: LocalCloud, { serving: { id }, runtimeSuffix }: FleetTenant): void => {
  const shared = { boundary: siloBoundary(CELL), tags: siloTags(id) };
  roles.put({
    ...shared,
    name: dispatchRoleName(id),
    path: DISPATCH_PATH,
    trust: dispatchTrust(id, routerRoleArn(CELL)),
    policies: [dispatchPolicy(CELL, id, runtimeSuffix)],
  });
  roles.put({
    ...shared,
    name: agentRoleName(id),
    path: AGENT_PATH,
    trust: agentTrust(CELL, id),
    policies: [agentPolicy(CELL, id)],
  });
};

const putKnowledge = async (
  dynamodb: DynamoDBClient,
  { demo, serving: { id } }: FleetTenant,
): Promise<void> => {
  const TableName = tableName(id);
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      Tags: Object.entries(siloTags(id)).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  const put = ({ sk, title, text }: (typeof demo.knowledge)[number]) =>
    dynamodb.send(
      new PutItemCommand({
        TableName,
        Item: { pk: { S: 'knowledge' }, sk: { S: sk }, title: { S: title }, text: { S: text } },
      }),
    );
  await Promise.all(demo.knowledge.map(put));
};

/** Makes one tenant's silo in the local cloud: roles, table with what its agent knows, runtime. */
export const putSilo = async (
  cloud: LocalCloud,
  dynamodb: DynamoDBClient,
  program: string,
  tenant: FleetTenant,
): Promise<void> => {
  const { id, line } = tenant.serving;
  putRoles(cloud, tenant);
  await putKnowledge(dynamodb, tenant);
  cloud.runtimes.put({
    arn: line.runtimeArn,
    endpoints: [line.endpoint],
    roleArn: agentRoleArn(CELL, id),
    tags: siloTags(id),
    resourcePolicy: runtimePolicy(CELL, id, tenant.runtimeSuffix),
    program,
    environment: { KNOWLEDGE_TABLE: tableName(id) },
  });
};
