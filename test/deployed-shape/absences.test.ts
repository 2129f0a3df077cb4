import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateConfiguration } from '../../infra/offline/evaluate-configuration.ts';
import type { Graph } from '../../infra/offline/graph.ts';
import { documentIn, integrationsOf, ofKind, theOnly } from './graph-queries.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await evaluateConfiguration();
});

/** All kinds that a deployment has: no function URL, API key, usage plan, authorizer, WebSocket, bucket or policy beside. */
const kinds = [
  'apigateway/account:Account',
  'apigateway/deployment:Deployment',
  'apigateway/integration:Integration',
  'apigateway/method:Method',
  'apigateway/methodSettings:MethodSettings',
  'apigateway/resource:Resource',
  'apigateway/restApi:RestApi',
  'apigateway/stage:Stage',
  'cloudwatch/logGroup:LogGroup',
  'dynamodb/table:Table',
  'iam/role:Role',
  'iam/rolePoliciesExclusive:RolePoliciesExclusive',
  'iam/rolePolicy:RolePolicy',
  'iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive',
  'kms/alias:Alias',
  'kms/key:Key',
  'lambda/function:Function',
  'lambda/permission:Permission',
];

const policies = () => [
  ...ofKind(graph, 'iam/role:Role').map((role) => documentIn(role, 'assumeRolePolicy')),
  ...ofKind(graph, 'iam/rolePolicy:RolePolicy').map((policy) => documentIn(policy, 'policy')),
  ...ofKind(graph, 'kms/key:Key').map((key) => documentIn(key, 'policy')),
];

/** Every action that the router's policy allows, with every resource it is allowed on; a negated list is told as such. */
const grantsOf = (of: Graph): readonly string[] =>
  documentIn(theOnly(of, 'iam/rolePolicy:RolePolicy'), 'policy')
    .Statement.filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action = 'every action but', Resource = 'every resource but' }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${resource}`)),
    );

describe('a deployment has no', () => {
  it('resource of a kind that is not named here', () => {
    const found = new Set(graph.resources.map(({ type }) => type).filter((type) => type.startsWith('aws:')));
    expect([...found].toSorted()).toEqual(kinds.map((kind) => `aws:${kind}`));
  });

  it("role but the router's and the one by which API Gateway writes its access log", () => {
    const roles = ofKind(graph, 'iam/role:Role').map(({ name, inputs }) => [
      name,
      inputs['managedPolicyArns'] ?? [],
    ]);
    const pushToLogs = 'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';
    expect(roles).toEqual([
      ['APIGatewayPushToCloudWatchLogsRole', [pushToLogs]],
      ['RouterRole', []],
    ]);
  });

  it('principal that is anybody', () => {
    const principals = policies().flatMap(({ Statement }) =>
      Statement.flatMap(({ Principal }) => (Principal === undefined ? [] : [JSON.stringify(Principal)])),
    );
    expect(principals).toHaveLength(4);
    expect(principals.filter((principal) => principal.includes('*'))).toEqual([]);
  });

  it('grant to the router beyond these', () => {
    const logs = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda';
    const dispatch = 'arn:aws:iam::000000000000:role/privateline/dispatch/privateline-dispatch-?????????????';
    const directory = 'arn:aws:dynamodb:us-east-1:000000000000:table/privateline-directory';
    expect(grantsOf(graph).toSorted()).toEqual([
      `dynamodb:GetItem ${directory}`,
      'kms:Decrypt arn:aws:kms:us-east-1:000000000000:key/tables',
      `logs:CreateLogStream ${logs}/privateline-chat:*`,
      `logs:CreateLogStream ${logs}/privateline-voice:*`,
      `logs:PutLogEvents ${logs}/privateline-chat:*`,
      `logs:PutLogEvents ${logs}/privateline-voice:*`,
      `sts:AssumeRole ${dispatch}`,
      `sts:SetSourceIdentity ${dispatch}`,
      `sts:TagSession ${dispatch}`,
    ]);
  });

  it('invoker of a function but this API', () => {
    const permissions = ofKind(graph, 'lambda/permission:Permission').map(({ inputs }) => inputs);
    expect(permissions).toHaveLength(integrationsOf(graph).length);
    for (const permission of permissions) {
      expect(permission).toEqual({
        action: 'lambda:InvokeFunction',
        function: expect.stringMatching(/:function:privateline-(voice|chat)$/),
        principal: 'apigateway.amazonaws.com',
        sourceArn: 'arn:aws:execute-api:us-east-1:000000000000:api/*',
      });
    }
  });

  it('API key, and no edge endpoint', () => {
    const methods = ofKind(graph, 'apigateway/method:Method').map(
      ({ inputs }) => inputs['apiKeyRequired'] ?? false,
    );
    expect(methods).toEqual(integrationsOf(graph).map(() => false));
    expect(JSON.stringify(graph.resources)).not.toContain('EDGE');
  });
});
