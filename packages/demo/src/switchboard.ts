import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ROUTER_ROLE_NAME, ROUTER_ROLE_PATH, routerRoleArn } from '@privateline/control-plane';
import {
  createLambdaHost,
  type FunctionConfiguration,
  type LambdaHost,
  type LocalCloud,
  type RecordedInvocation,
  startApiHost,
  startLocalCloud,
} from '@privateline/local-cloud';
import { ClosingStack } from '@privateline/loopback';
import { environmentOf } from '../../../infra/environment.ts';
import { routerRolePolicy, routerTrustPolicy } from '../../../infra/router-role.ts';
import { bundleDirectoryOf, directoryTable, functionNameOf, functions } from '../../../infra/shape.ts';
import { drawFleet, type Fleet } from './demo-fleet.ts';
import { putDirectory } from './directory.ts';
import { type Issuer, startIssuer } from './issuer.ts';
import { CELL } from './place.ts';
import { putSilo } from './silo.ts';

/** Which ports to listen on; 0 picks a free one. */
export interface Ports {
  readonly api: number;
  readonly cloud: number;
  readonly issuer: number;
}

/** Who hears of what while the switchboard runs. */
export interface Listeners {
  /** A line that a function wrote. */
  readonly onFunctionLog: (line: string, fleet: Fleet) => void;
  /** Something that a person should know: a process that ended. */
  readonly onNotice: (text: string) => void;
  readonly onInvocation: (invocation: RecordedInvocation) => void;
}

/** The whole of Privateline, running. */
export interface Switchboard {
  readonly baseUrl: string;
  readonly cloud: LocalCloud;
  readonly fleet: Fleet;
  readonly issuer: Issuer;
  /** The control plane's own client of the directory and the tenants' tables. */
  readonly dynamodb: DynamoDBClient;
  readonly lambda: LambdaHost;
  /** Ends every process and server that was started. */
  close(): Promise<void>;
}

const AGENT_PROGRAM = resolve('dist/agent/index.mjs');

/** May do everything: it stands for the control plane, which writes what the router reads. */
const CONTROL_PLANE = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' }],
};

const controlPlaneClient = ({ keys, endpoint, region }: LocalCloud): DynamoDBClient => {
  const { accessKeyId, secretAccessKey } = keys.putUser('control-plane', [CONTROL_PLANE]);
  return new DynamoDBClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } });
};

/** The router's role with exactly the policy that is deployed. */
const putRouterRole = ({ roles, region, accountId }: LocalCloud): void => {
  const surroundings = {
    cellAccountIds: [],
    directoryTableArn: `arn:aws:dynamodb:${region}:${accountId}:table/${directoryTable.name}`,
    directoryKeyArn: `arn:aws:kms:${region}:${accountId}:key/local`,
  };
  roles.put({
    name: ROUTER_ROLE_NAME,
    path: ROUTER_ROLE_PATH,
    trust: routerTrustPolicy,
    policies: [routerRolePolicy(CELL, surroundings)],
    boundary: null,
    tags: {},
  });
};

/** The functions of the deployed shape, each with its built bundle. */
const configureFunctions = (publicBaseUrl: string): readonly FunctionConfiguration[] =>
  functions.map((fn) => ({
    name: functionNameOf(fn),
    file: resolve(bundleDirectoryOf(fn), 'index.mjs'),
    handler: 'handler',
    memoryMb: fn.memoryMb,
    timeoutS: fn.timeoutS,
    environment: environmentOf(fn, { publicBaseUrl, logLevel: 'INFO' }),
  }));

const ROUTES = functions.flatMap((fn) =>
  fn.routes.map(({ method, path }) => ({ method, path, functionName: functionNameOf(fn) })),
);

const startHosts = async (
  cloud: LocalCloud,
  fleet: Fleet,
  port: number,
  listeners: Listeners,
  closing: ClosingStack,
) => {
  const whenConfigured = Promise.withResolvers<LambdaHost>();
  const api = await startApiHost({
    port,
    routes: ROUTES,
    invoke: async (functionName, event) => (await whenConfigured.promise).invoke(functionName, event),
  });
  closing.push(api.close);
  const lambda = createLambdaHost({
    functions: configureFunctions(api.url),
    region: cloud.region,
    accountId: cloud.accountId,
    endpoint: cloud.endpoint,
    clock: Date.now,
    assumeRole: ({ name }) => cloud.assumeAsService('lambda.amazonaws.com', routerRoleArn(CELL), name, []),
    onLog: ({ line }) => listeners.onFunctionLog(line, fleet),
    onEvent: ({ functionName, text }) => listeners.onNotice(`Function ${functionName}: ${text}.`),
    concurrency: 50,
  });
  closing.push(lambda.close);
  whenConfigured.resolve(lambda);
  return { baseUrl: api.url, lambda };
};

/**
 * Starts everything on this machine: AWS on loopback, the issuer, three silos, the directory, and the built functions
 * behind their REST API. If anything fails, what was started is ended again.
 *
 * @throws PortInUse
 */
export const startSwitchboard = async (ports: Ports, listeners: Listeners): Promise<Switchboard> => {
  const closing = new ClosingStack();
  try {
    const cloud = await startLocalCloud({
      port: ports.cloud,
      region: CELL.region,
      accountId: CELL.accountId,
      clock: Date.now,
      onAgentEvent: ({ runtimeArn, text }) =>
        listeners.onNotice(`Agent ${runtimeArn.split('/').at(-1)}: ${text}.`),
      onAgentLog: () => {},
      onInvocation: listeners.onInvocation,
    });
    closing.push(cloud.close);
    const fleet = drawFleet();
    const users = fleet.tenants.flatMap(({ demo, organisation }) =>
      demo.users.map((name) => ({ name, organisation })),
    );
    const issuer = await startIssuer(ports.issuer, users);
    closing.push(issuer.close);
    putRouterRole(cloud);
    const dynamodb = controlPlaneClient(cloud);
    closing.push(async () => dynamodb.destroy());
    await putDirectory(dynamodb, fleet, issuer);
    await Promise.all(fleet.tenants.map((tenant) => putSilo(cloud, dynamodb, AGENT_PROGRAM, tenant)));
    const { baseUrl, lambda } = await startHosts(cloud, fleet, ports.api, listeners, closing);
    return { baseUrl, cloud, fleet, issuer, dynamodb, lambda, close: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
};
