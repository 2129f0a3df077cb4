import { ClosingStack, listenOnLoopback } from '@privateline/loopback';
import {
  type AgentProcesses,
  createAgentProcesses,
  type OnAgentEvent,
  type OnAgentLog,
} from './agentcore/agent-processes.ts';
import { startExecutionRoles } from './agentcore/execution-role.ts';
import { createRuntimes, type Runtimes } from './agentcore/runtimes.ts';
import { createAgentCore, type OnInvocation } from './agentcore/service.ts';
import type { Clock } from './clock.ts';
import { createDecisions, type Decisions } from './decisions.ts';
import { startDynamoDb } from './dynamodb/service.ts';
import { createGate } from './gate.ts';
import { type AccessKeys, createAccessKeys } from './iam/access-keys.ts';
import { createRoles, type Roles } from './iam/roles.ts';
import { type AssumeAsService, createServiceRoles } from './iam/service-role.ts';
import { createResourceTags } from './resource-tags.ts';
import { createCloudServer } from './server.ts';
import { createSts } from './sts/service.ts';

export type { Fault, RuntimeDefinition } from './agentcore/runtimes.ts';
export type { RecordedInvocation } from './agentcore/service.ts';
export { type ApiHostOptions, startApiHost } from './api-gateway/host.ts';
export type { Route } from './api-gateway/routes.ts';
export type { GateDecision } from './decisions.ts';
export type { AccessKey } from './iam/access-keys.ts';
export type { RoleDefinition } from './iam/roles.ts';
export { createLambdaHost, type LambdaHost } from './lambda/host.ts';
export type { FunctionConfiguration, Invocation } from './lambda/invocation.ts';

/** What a local cloud is started with. */
export interface LocalCloudOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly clock: Clock;
  /** Hears of agent processes that end. */
  readonly onAgentEvent: OnAgentEvent;
  readonly onAgentLog: OnAgentLog;
  /** Hears of everything that reaches an agent. */
  readonly onInvocation: OnInvocation;
}

/** AWS on loopback. */
export interface LocalCloud {
  readonly endpoint: string;
  readonly region: string;
  readonly accountId: string;
  readonly roles: Roles;
  readonly keys: AccessKeys;
  readonly runtimes: Runtimes;
  readonly agents: Pick<AgentProcesses, 'pids'>;
  readonly decisions: Decisions;
  readonly assumeAsService: AssumeAsService;
  close(): Promise<void>;
}

/**
 * Starts AWS on 127.0.0.1: STS, DynamoDB and AgentCore's data plane in their own wire protocols, for unmodified SDK
 * clients. Each call is checked for its signature and evaluated against every policy concerned; what is not done here
 * is refused by name.
 *
 * @throws PortInUse
 */
export const startLocalCloud = async (options: LocalCloudOptions): Promise<LocalCloud> => {
  const { port, region, accountId, clock } = options;
  const roles = createRoles(accountId);
  const keys = createAccessKeys();
  const runtimes = createRuntimes();
  const decisions = createDecisions();
  const gate = createGate(accountId, keys, decisions, clock);
  const assumeAsService = createServiceRoles(gate, roles, keys, clock);
  const closing = new ClosingStack();
  try {
    const dynamodb = await startDynamoDb(gate, createResourceTags(), region, accountId);
    closing.push(dynamodb.close);
    const executionRoles = await startExecutionRoles(assumeAsService, accountId);
    closing.push(executionRoles.close);
    const shared: Record<string, string> = { AWS_REGION: region };
    const agents = createAgentProcesses(executionRoles, shared, options.onAgentEvent, options.onAgentLog);
    closing.push(agents.close);
    const server = createCloudServer(gate, {
      sts: createSts(gate, roles, keys, accountId, clock),
      dynamodb,
      'bedrock-agentcore': createAgentCore(gate, runtimes, agents, options.onInvocation),
    });
    const { url: endpoint, close } = await listenOnLoopback(server, port);
    closing.push(close);
    shared['AWS_ENDPOINT_URL'] = endpoint;
    return {
      endpoint,
      region,
      accountId,
      roles,
      keys,
      runtimes,
      agents,
      decisions,
      assumeAsService,
      close: () => closing.close(),
    };
  } catch (error) {
    await closing.close();
    throw error;
  }
};
