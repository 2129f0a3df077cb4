import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateConfiguration } from '../../infra/offline/evaluate-configuration.ts';
import type { Graph } from '../../infra/offline/graph.ts';
import { offlinePlace } from '../../infra/offline/mocks.ts';
import { routerRolePolicy, routerTrustPolicy } from '../../infra/router-role.ts';
import { directoryTable, sessionsTable } from '../../infra/shape.ts';
import { documentIn, named, theOnly } from './graph-queries.ts';

const cellAccountIds = ['111111111111', '222222222222'];

let graph: Graph;
let withCells: Graph;
beforeAll(async () => {
  const environment = { PRIVATELINE_CELL_ACCOUNTS: cellAccountIds.join(',') };
  [graph, withCells] = await Promise.all([evaluateConfiguration(), evaluateConfiguration({ environment })]);
});

const keyArn = 'arn:aws:kms:us-east-1:000000000000:key/tables';
const encrypted = {
  billingMode: 'PAY_PER_REQUEST',
  deletionProtectionEnabled: true,
  serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
};

describe('the tables of the deployment', () => {
  it('keep the directory: one key, no expiry, recoverable to any point in time', () => {
    expect(named(graph, 'dynamodb/table:Table', directoryTable.name).inputs).toEqual({
      ...encrypted,
      name: 'privateline-directory',
      hashKey: 'pk',
      attributes: [{ name: 'pk', type: 'S' }],
      pointInTimeRecovery: { enabled: true },
    });
  });

  it('forget sessions when they expire', () => {
    expect(named(graph, 'dynamodb/table:Table', sessionsTable.name).inputs).toEqual({
      ...encrypted,
      name: 'privateline-sessions',
      hashKey: 'pk',
      rangeKey: 'sk',
      attributes: [
        { name: 'pk', type: 'S' },
        { name: 'sk', type: 'S' },
      ],
      ttl: { attributeName: 'expiresAt', enabled: true },
      pointInTimeRecovery: { enabled: false },
    });
  });

  it('have a key that encrypts and decrypts for DynamoDB alone', () => {
    const key = theOnly(graph, 'kms/key:Key');
    expect(key.inputs).toMatchObject({ enableKeyRotation: true });
    const cryptographic = documentIn(key, 'policy').Statement.filter(({ Action }) =>
      [Action].flat().some((action) => /crypt|DataKey|Grant|\*:\*|kms:\*/i.test(String(action))),
    );
    expect(cryptographic).toHaveLength(1);
    expect(cryptographic[0]?.Condition).toEqual({
      StringEquals: {
        'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com',
        'kms:CallerAccount': '000000000000',
      },
    });
  });
});

describe("the router's role", () => {
  it('is worn by Lambda', () => {
    const role = named(graph, 'iam/role:Role', 'privateline-router');
    expect(role.inputs['path']).toBe('/privateline/');
    expect(documentIn(role, 'assumeRolePolicy')).toEqual(routerTrustPolicy);
  });

  it.each([
    { where: 'its own account', graphOf: () => graph, cells: ['000000000000'] },
    { where: 'the cells that the deployer names', graphOf: () => withCells, cells: cellAccountIds },
  ])("has the control plane's policy and no other, for $where", ({ graphOf, cells }) => {
    const policy = documentIn(theOnly(graphOf(), 'iam/rolePolicy:RolePolicy'), 'policy');
    const directoryTableArn = `arn:aws:dynamodb:us-east-1:000000000000:table/${directoryTable.name}`;
    expect(policy).toEqual(
      routerRolePolicy(offlinePlace, { cellAccountIds: cells, directoryTableArn, directoryKeyArn: keyArn }),
    );
    const accounts = JSON.stringify(policy).match(/(?<=:iam::)\d{12}/g);
    expect(new Set(accounts)).toEqual(new Set(cells));
  });

  it('loses whatever else was attached to it, at every deployment', () => {
    expect(theOnly(graph, 'iam/rolePoliciesExclusive:RolePoliciesExclusive').inputs).toEqual({
      roleName: 'privateline-router',
      policyNames: ['privateline-router'],
    });
    expect(
      theOnly(graph, 'iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive').inputs,
    ).toEqual({
      roleName: 'privateline-router',
      policyArns: [],
    });
  });
});
