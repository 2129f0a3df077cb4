import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { AwsRequest } from '../aws-request.ts';

/** One operation on one session of one runtime. */
export interface SessionRequest {
  readonly operation: 'InvokeAgentRuntime' | 'StopRuntimeSession';
  readonly runtimeArn: string;
  readonly qualifier: string;
  readonly sessionId: string;
  readonly userId: string | null;
}

const PATH = /^\/runtimes\/([^/]+)\/(invocations|stopruntimesession)$/;
const ARN =
  /^arn:[^:]+:bedrock-agentcore:[^:]+:[0-9]{12}:runtime\/[A-Za-z][0-9A-Za-z_]{0,47}-[0-9A-Za-z]{10}$/;
const QUALIFIER = /^[A-Za-z][0-9A-Za-z_]{0,47}$/;
const SESSION_HEADER = 'x-amzn-bedrock-agentcore-runtime-session-id';
const USER_HEADER = 'x-amzn-bedrock-agentcore-runtime-user-id';

const invalid = (message: string): AwsError => new AwsError('ValidationException', 400, message);

const readSessionId = (header: string | undefined): string => {
  const sessionId = header ?? randomUUID();
  if (sessionId.length < 33 || sessionId.length > 256)
    throw invalid(
      "Value at 'runtimeSessionId' failed to satisfy constraint: Member must have length between 33 and 256",
    );
  return sessionId;
};

const readUserId = (header: string | undefined): string | null => {
  if (header !== undefined && (header === '' || header.length > 1_024))
    throw invalid(
      "Value at 'runtimeUserId' failed to satisfy constraint: Member must have length between 1 and 1024",
    );
  return header ?? null;
};

/** Reads a request to AgentCore's data plane. @throws AwsError; an operation that is not done here is refused by name. */
export const readSessionRequest = (request: AwsRequest): SessionRequest => {
  const [, encodedArn = '', tail] = PATH.exec(request.path) ?? [];
  if (request.method !== 'POST' || tail === undefined)
    throw new AwsError(
      'UnknownOperationException',
      404,
      `The local cloud does not do ${request.method} ${request.path.split('/').at(-1)} of AgentCore`,
    );
  const runtimeArn = decodeURIComponent(encodedArn);
  const qualifier = new URLSearchParams(request.query).get('qualifier') ?? 'DEFAULT';
  if (!ARN.test(runtimeArn)) throw invalid('agentRuntimeArn is not the ARN of a runtime');
  if (!QUALIFIER.test(qualifier)) throw invalid('qualifier is not the name of an endpoint');
  return {
    operation: tail === 'invocations' ? 'InvokeAgentRuntime' : 'StopRuntimeSession',
    runtimeArn,
    qualifier,
    sessionId: readSessionId(request.headers.get(SESSION_HEADER)),
    userId: readUserId(request.headers.get(USER_HEADER)),
  };
};

export { SESSION_HEADER };
