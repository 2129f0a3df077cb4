import { AwsError } from '../aws-error.ts';
import type { AwsRequest } from '../aws-request.ts';
import type { Gate, Signer } from '../gate.ts';
import { resourceTagContext } from '../iam/context.ts';
import type { Answer, Service } from '../service.ts';
import type { AgentProcesses } from './agent-processes.ts';
import { readSessionRequest, SESSION_HEADER, type SessionRequest } from './invocation.ts';
import type { Runtime, Runtimes } from './runtimes.ts';

/** Everything that reached an agent, byte for byte. */
export interface RecordedInvocation {
  readonly runtimeArn: string;
  readonly sessionId: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly payload: Buffer;
}

export type OnInvocation = (invocation: RecordedInvocation) => void;

/** The only headers that AgentCore hands to an agent. */
const HANDED_ON = ['content-type', 'accept', 'traceparent', 'tracestate', 'baggage', SESSION_HEADER];

const failed = (): AwsError =>
  new AwsError('RuntimeClientError', 424, 'Received error from runtime. Please check the runtime logs.');

const headersForAgent = (request: AwsRequest, { sessionId }: SessionRequest): Map<string, string> =>
  new Map(
    [...request.headers].filter(([name]) => HANDED_ON.includes(name)).concat([[SESSION_HEADER, sessionId]]),
  );

async function* whole(answer: Response): AsyncIterable<Uint8Array> {
  if (answer.body !== null) yield* answer.body;
}

/** AgentCore's data plane: InvokeAgentRuntime and StopRuntimeSession. */
export const createAgentCore = (
  gate: Gate,
  runtimes: Runtimes,
  processes: AgentProcesses,
  onInvocation: OnInvocation,
): Service => {
  const sessions = new Set<string>();

  /** Both the runtime and its endpoint must be allowed, each with its own tags. */
  const admit = (signer: Signer, asked: SessionRequest, runtime: Runtime | undefined): void => {
    const actions = [asked.operation, ...(asked.userId === null ? [] : ['InvokeAgentRuntimeForUser'])];
    const policy = runtime?.resourcePolicy ?? null;
    const resourcePolicy = policy === null ? null : { policy, mandatory: false };
    for (const action of actions)
      for (const resource of [asked.runtimeArn, `${asked.runtimeArn}/runtime-endpoint/${asked.qualifier}`])
        gate.admit(signer, {
          action: `bedrock-agentcore:${action}`,
          resource,
          resourcePolicy,
          context: resourceTagContext(runtime?.tags ?? {}),
        });
  };

  const invoke = async (request: AwsRequest, asked: SessionRequest, runtime: Runtime): Promise<Answer> => {
    const headers = headersForAgent(request, asked);
    const url = await processes.urlOf(runtime).catch(() => Promise.reject(failed()));
    onInvocation({ runtimeArn: runtime.arn, sessionId: asked.sessionId, headers, payload: request.body });
    sessions.add(asked.sessionId);
    const answer = await fetch(`${url}/invocations`, {
      method: 'POST',
      headers: [...headers],
      body: new Uint8Array(request.body),
    }).catch(() => Promise.reject(failed()));
    if (!answer.ok) {
      await answer.body?.cancel();
      throw failed();
    }
    const contentType = answer.headers.get('content-type') ?? 'application/octet-stream';
    return {
      status: 200,
      headers: { 'content-type': contentType, [SESSION_HEADER]: asked.sessionId },
      body: whole(answer),
    };
  };

  return {
    protocol: 'rest-json',
    async handle(signer, request) {
      const asked = readSessionRequest(request);
      const runtime = runtimes.find(asked.runtimeArn);
      admit(signer, asked, runtime);
      if (runtime === undefined || ![...runtime.endpoints, 'DEFAULT'].includes(asked.qualifier))
        throw new AwsError(
          'ResourceNotFoundException',
          404,
          'No endpoint or agent found with this qualifier',
        );
      const fault = runtimes.faultOf(runtime.arn);
      if (fault !== undefined) throw new AwsError(fault.code, fault.status, 'As a test wished');
      if (asked.operation === 'InvokeAgentRuntime') return invoke(request, asked, runtime);
      if (!sessions.delete(asked.sessionId))
        throw new AwsError('ResourceNotFoundException', 404, 'No such session');
      return {
        status: 200,
        headers: { 'content-type': 'application/json', [SESSION_HEADER]: asked.sessionId },
        body: '{}',
      };
    },
  };
};
