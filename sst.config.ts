/// <reference path="./.sst/platform/config.d.ts" />

/** The deployed shape in AWS: `infra/shape.ts` made into resources, and nothing that the shape does not name. */
export default $config({
  app: (input) => ({
    name: 'privateline',
    home: 'aws',
    removal: 'retain',
    protect: input?.stage === 'production',
  }),

  async run() {
    const { functions } = await import('./infra/shape.ts');
    const { settingsOf } = await import('./infra/settings.ts');
    const { address, cellAccountIds } = settingsOf(process.env);
    const role = await makeRouterRole(await makeTables(), cellAccountIds);
    const api = await makeApi(address);
    const publicBaseUrl =
      address.kind === 'custom-domain'
        ? $output(`https://${address.name}`)
        : api.url.apply((url) => url.replace(/\/$/, ''));
    for (const fn of functions) await addFunction(api, fn, role, publicBaseUrl);
    await openApi(api);
    return { publicBaseUrl };
  },
});

const place = () =>
  $resolve({
    partition: aws.getPartitionOutput().partition,
    accountId: aws.getCallerIdentityOutput().accountId,
    region: aws.getRegionOutput().region,
  });

/** The directory and the session registry, under one key that only DynamoDB uses. */
const makeTables = async () => {
  const { directoryTable, sessionsTable } = await import('./infra/shape.ts');
  const { tableArguments } = await import('./infra/tables.ts');
  const { keyPolicy } = await import('./infra/key-policy.ts');
  const key = new aws.kms.Key('TablesKey', {
    description: 'Privateline: directory and session registry',
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: place().apply((where) => JSON.stringify(keyPolicy(where))),
  });
  new aws.kms.Alias('TablesKeyAlias', { name: 'alias/privateline-tables', targetKeyId: key.id });
  const directory = new aws.dynamodb.Table('Directory', tableArguments(directoryTable, key.arn));
  new aws.dynamodb.Table('Sessions', tableArguments(sessionsTable, key.arn));
  return { directoryTableArn: directory.arn, directoryKeyArn: key.arn };
};

type Tables = Awaited<ReturnType<typeof makeTables>>;

/** The router's role with its one policy. The two `Exclusive` resources take away whatever was attached by hand. */
const makeRouterRole = async (tables: Tables, cellAccountIds: readonly string[]) => {
  const { ROUTER_ROLE_NAME, ROUTER_ROLE_PATH } = await import('@privateline/control-plane');
  const { routerRolePolicy, routerTrustPolicy } = await import('./infra/router-role.ts');
  const role = new aws.iam.Role('RouterRole', {
    name: ROUTER_ROLE_NAME,
    path: ROUTER_ROLE_PATH,
    assumeRolePolicy: JSON.stringify(routerTrustPolicy),
  });
  const policy = new aws.iam.RolePolicy('RouterPolicy', {
    name: ROUTER_ROLE_NAME,
    role: role.name,
    policy: $resolve({ where: place(), ...tables }).apply(({ where, ...arns }) =>
      JSON.stringify(routerRolePolicy(where, { cellAccountIds, ...arns })),
    ),
  });
  new aws.iam.RolePoliciesExclusive('RouterPolicyOnly', { roleName: role.name, policyNames: [policy.name] });
  new aws.iam.RolePolicyAttachmentsExclusive('RouterNoAttachments', { roleName: role.name, policyArns: [] });
  return { arn: role.arn, policy };
};

type RouterRole = Awaited<ReturnType<typeof makeRouterRole>>;

/** A regional REST API: an edge-optimised one ends a stream that is silent for 30 s, a regional one after 5 minutes. */
const makeApi = async (address: import('./infra/settings.ts').PublicAddress) => {
  const { accessLogFormat } = await import('./infra/api-settings.ts');
  const { logRetentionDays } = await import('./infra/shape.ts');
  const custom = address.kind === 'custom-domain' ? address : null;
  return new sst.aws.ApiGatewayV1('Api', {
    endpoint: { type: 'regional' },
    cors: false,
    ...(custom && { domain: { name: custom.name, cert: custom.certificateArn, dns: false } }),
    transform: {
      api: { name: 'privateline', disableExecuteApiEndpoint: custom !== null },
      domainName: { securityPolicy: 'TLS_1_2' },
      accessLog: { name: '/aws/vendedlogs/privateline-api', retentionInDays: logRetentionDays },
      stage: (stage) => {
        stage.accessLogSettings = $output(stage.accessLogSettings).apply((settings) => ({
          destinationArn: settings?.destinationArn ?? '',
          format: accessLogFormat,
        }));
      },
    },
  });
};

/**
 * One function of the shape and its routes. It is a plain Lambda resource: `sst.aws.Function` would add variables, a
 * key and a file to the bundle, and it drops the path of a role's ARN. So what is deployed is what was built.
 */
const addFunction = async (
  api: sst.aws.ApiGatewayV1,
  fn: import('./infra/shape.ts').FunctionShape,
  role: RouterRole,
  publicBaseUrl: $util.Output<string>,
) => {
  const { bundleDirectoryOf, logGroupOf, logRetentionDays } = await import('./infra/shape.ts');
  const { functionArguments } = await import('./infra/lambda.ts');
  const { integrationTimeoutMs } = await import('./infra/api-settings.ts');
  const logs = { name: logGroupOf(fn), retentionInDays: logRetentionDays };
  const code = new $util.asset.FileArchive(`${process.cwd()}/${bundleDirectoryOf(fn)}`);
  const lambda = new aws.lambda.Function(
    fn.name,
    { ...functionArguments(fn, role.arn, { publicBaseUrl, logLevel: 'INFO' }), code },
    { dependsOn: [role.policy, new aws.cloudwatch.LogGroup(`${fn.name}-logs`, logs)] },
  );
  for (const { method, path } of fn.routes) {
    api.route(`${method} ${path}`, lambda.arn, {
      streaming: fn.streaming,
      transform: { integration: { timeoutMilliseconds: integrationTimeoutMs(fn) } },
    });
  }
};

/** Puts the routes in force, throttled and with nothing of a request's content in any log. */
const openApi = async (api: sst.aws.ApiGatewayV1) => {
  const { methodSettings } = await import('./infra/api-settings.ts');
  api.deploy();
  const { api: restApi, stage } = api.nodes;
  if (!stage) throw new Error('ApiGatewayV1.deploy() made no stage');
  new aws.apigateway.MethodSettings('ApiSettings', {
    restApi: restApi.id,
    stageName: stage.stageName,
    methodPath: '*/*',
    settings: methodSettings,
  });
};
