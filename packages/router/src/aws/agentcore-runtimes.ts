import {
  BedrockAgentCoreClient,
  type BedrockAgentCoreClientConfig,
  BedrockAgentCoreServiceException,
  InvokeAgentRuntimeCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import type { SigningKeys } from '../assume-tenant-role.ts';
import type { AgentRuntimes, InvocationFailure, InvocationOutcome } from '../invoke.ts';
import { genuineRuntime, type TenantRuntime } from '../tenant-runtime.ts';

/** AgentCore's errors. What is not named here and came from the service is a bug of ours. */
const FAILURES: Readonly<Record<string, InvocationFailure>> = {
  ThrottlingException: 'throttled',
  ServiceQuotaExceededException: 'quota exceeded',
  AccessDeniedException: 'denied',
  ResourceNotFoundException: 'not found',
  RetryableConflictException: 'conflict',
  RuntimeClientError: 'agent failed',
  InternalServerException: 'unavailable',
};

const read = (error: unknown, signal: AbortSignal): InvocationOutcome => {
  if (signal.aborted) return { outcome: 'failed', failure: 'timed out' };
  if (!(error instanceof BedrockAgentCoreServiceException))
    return { outcome: 'failed', failure: 'unavailable' };
  const failure = FAILURES[error.name] ?? (error.$fault === 'server' ? 'unavailable' : undefined);
  if (failure === undefined) throw error;
  return { outcome: 'failed', failure };
};

async function* nothing(): AsyncIterable<Uint8Array> {}

/**
 * Amazon Bedrock AgentCore's data plane.
 *
 * A client signs with one tenant's keys for its whole life, and lives exactly as long as these keys are held: no call
 * can pick up another tenant's. All share one connection pool. There is one attempt: the operation takes no client
 * token, and a second one could say the caller's words twice.
 */
export const createAgentCoreRuntimes = (config: BedrockAgentCoreClientConfig = {}): AgentRuntimes => {
  const { requestHandler } = new BedrockAgentCoreClient(config).config;
  const clients = new WeakMap<SigningKeys, BedrockAgentCoreClient>();

  const clientFor = (runtime: TenantRuntime): BedrockAgentCoreClient => {
    const keys = genuineRuntime(runtime).credentials.reveal();
    const held = clients.get(keys);
    if (held !== undefined) return held;
    const client = new BedrockAgentCoreClient({
      ...config,
      region: runtime.region,
      credentials: keys,
      requestHandler,
      maxAttempts: 1,
    });
    clients.set(keys, client);
    return client;
  };

  return {
    async invoke({ runtime, sessionId, payload, signal }) {
      const command = new InvokeAgentRuntimeCommand({
        agentRuntimeArn: runtime.arn,
        qualifier: runtime.endpoint,
        runtimeSessionId: sessionId,
        contentType: 'application/json',
        accept: 'text/event-stream, application/json',
        payload,
      });
      try {
        const { contentType = '', response } = await clientFor(runtime).send(command, {
          abortSignal: signal,
        });
        return { outcome: 'streaming', contentType, bytes: response?.transformToWebStream() ?? nothing() };
      } catch (error) {
        return read(error, signal);
      }
    },
  };
};
