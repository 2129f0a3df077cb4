import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { STSClient } from '@aws-sdk/client-sts';
import { listenOnLoopback } from '@privateline/loopback';
import { tenantKey } from '@privateline/tenancy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createAgentCoreRuntimes,
  createDynamoDirectory,
  createStsRoleAssumer,
} from '../../packages/router/src/aws/index.ts';
import type { AgentInvocation } from '../../packages/router/src/invoke.ts';
import { BLUE_NUMBER, blue, callTo, createLine, RED_NUMBER } from './fakes/line.ts';

/** A server that answers as a test tells it, and keeps what it was sent. */
let reply: { status: number; headers: Record<string, string>; body: string };
let requests: { url: string; headers: IncomingMessage['headers']; body: string }[];
let server: Awaited<ReturnType<typeof listenOnLoopback>>;

const KEYS = { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret', sessionToken: 'token' };

beforeEach(async () => {
  requests = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push({ url: request.url ?? '', headers: request.headers, body });
    response.writeHead(reply.status, reply.headers).end(reply.body);
  };
  server = await listenOnLoopback(
    createServer((request, response) => void answer(request, response)),
    0,
  );
});
afterEach(() => server.close());

const place = () => ({ endpoint: server.url, region: 'us-east-1', maxAttempts: 1 });

describe('AssumeRole', () => {
  const request = {
    roleArn: 'arn:aws:iam::111111111111:role/dispatch',
    sessionName: 'privateline-t1',
    sourceIdentity: 'privateline-router',
    tags: { TenantId: 't1' },
    policy: '{}',
    durationS: 3_600,
  };
  const assume = () => createStsRoleAssumer(new STSClient({ ...place(), credentials: KEYS })).assume(request);
  const error = (code: string, status: number) => {
    reply = {
      status,
      headers: { 'content-type': 'text/xml' },
      body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>m</Message></Error></ErrorResponse>`,
    };
  };

  test('sends tag, names and policy, and reads the keys', async () => {
    reply = {
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser><Arn>arn:a</Arn><AssumedRoleId>id</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken><Expiration>2026-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>',
    };
    expect(await assume()).toEqual({
      outcome: 'assumed',
      assumedRoleArn: 'arn:a',
      keys: { accessKeyId: 'A', secretAccessKey: 'S', sessionToken: 'T' },
      expiresAtMs: Date.UTC(2026, 0, 1),
    });
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toMatchObject({
      Action: 'AssumeRole',
      RoleArn: request.roleArn,
      RoleSessionName: 'privateline-t1',
      SourceIdentity: 'privateline-router',
      'Tags.member.1.Key': 'TenantId',
      'Tags.member.1.Value': 't1',
      Policy: '{}',
      DurationSeconds: '3600',
    });
  });

  test.each([
    ['AccessDenied', 403, 'denied'],
    ['Throttling', 400, 'throttled'],
    ['ThrottlingException', 400, 'throttled'],
    ['InternalFailure', 500, 'unavailable'],
    ['ExpiredToken', 403, 'unavailable'],
  ])('%s is %j', async (code, status, outcome) => {
    error(code, status);
    expect(await assume()).toEqual({ outcome });
  });

  test.each(['MalformedPolicyDocument', 'PackedPolicyTooLarge', 'ValidationError'])(
    '%s is a bug of ours',
    async (code) => {
      error(code, 400);
      await expect(assume()).rejects.toThrow();
    },
  );

  test('out of reach is unavailable, and so is an answer without keys', async () => {
    reply = {
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: '<AssumeRoleResponse><AssumeRoleResult></AssumeRoleResult></AssumeRoleResponse>',
    };
    expect(await assume()).toEqual({ outcome: 'unavailable' });
    await server.close();
    expect(await assume()).toEqual({ outcome: 'unavailable' });
  });
});

describe('InvokeAgentRuntime', () => {
  /** Genuine invocations of both tenants: the line alone can mint them. */
  const mint = async (): Promise<readonly AgentInvocation[]> => {
    const line = createLine();
    await line.route(callTo(BLUE_NUMBER));
    await line.route(callTo(RED_NUMBER));
    await line.route(callTo(BLUE_NUMBER));
    return line.runtimes.invocations;
  };
  const first = async (): Promise<AgentInvocation> => {
    const [invocation] = await mint();
    if (invocation === undefined) throw new Error('nothing was invoked');
    return invocation;
  };
  const runtimes = () => createAgentCoreRuntimes(place());
  const ok = { status: 200, headers: { 'content-type': 'text/event-stream' }, body: 'data: "Hi"\n\n' };

  test('is asked for the tenant’s own runtime, endpoint and session, and hands the answer on', async () => {
    reply = ok;
    const invocation = await first();
    const outcome = await runtimes().invoke(invocation);
    if (outcome.outcome === 'failed') throw new Error(outcome.failure);
    expect(outcome.contentType).toBe('text/event-stream');
    expect(Buffer.concat(await Array.fromAsync(outcome.bytes)).toString()).toBe('data: "Hi"\n\n');
    const [request] = requests;
    expect(request?.url).toBe(
      `/runtimes/${encodeURIComponent(blue.line.runtimeArn)}/invocations?qualifier=live`,
    );
    expect(request?.headers['x-amzn-bedrock-agentcore-runtime-session-id']).toBe(invocation.sessionId);
    expect(request?.body).toBe('{"prompt":"Hi"}');
  });

  test('is signed with each tenant’s own keys, in any order and at once', async () => {
    reply = ok;
    const adapter = runtimes();
    await Promise.all((await mint()).map((invocation) => adapter.invoke(invocation)));
    const signed = requests.map(({ url, headers }) => [
      url.includes(encodeURIComponent(blue.line.runtimeArn)) ? 'blue' : 'red',
      /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1],
      headers['x-amz-security-token'],
    ]);
    expect(signed.toSorted()).toEqual([
      ['blue', 'ASIA1', 'token-1'],
      ['blue', 'ASIA1', 'token-1'],
      ['red', 'ASIA2', 'token-2'],
    ]);
  });

  test.each([
    ['ThrottlingException', 429, 'throttled'],
    ['ServiceQuotaExceededException', 402, 'quota exceeded'],
    ['AccessDeniedException', 403, 'denied'],
    ['ResourceNotFoundException', 404, 'not found'],
    ['RetryableConflictException', 409, 'conflict'],
    ['RuntimeClientError', 424, 'agent failed'],
    ['InternalServerException', 500, 'unavailable'],
    ['SomethingNew', 503, 'unavailable'],
  ])('%s (%i) is %j, after one attempt', async (name, status, failure) => {
    reply = {
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
      body: '{"message":"m"}',
    };
    expect(await runtimes().invoke(await first())).toEqual({ outcome: 'failed', failure });
    expect(requests).toHaveLength(1);
  });

  test('with an invalid request is a bug of ours', async () => {
    reply = {
      status: 400,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'ValidationException' },
      body: '{"message":"m"}',
    };
    await expect(runtimes().invoke(await first())).rejects.toThrow();
  });

  test('out of reach is unavailable; without patience it timed out', async () => {
    const adapter = runtimes();
    const invocation = await first();
    expect(await adapter.invoke({ ...invocation, signal: AbortSignal.abort() })).toEqual({
      outcome: 'failed',
      failure: 'timed out',
    });
    await server.close();
    expect(await adapter.invoke(invocation)).toEqual({ outcome: 'failed', failure: 'unavailable' });
  });
});

describe('the directory', () => {
  const directory = () =>
    createDynamoDirectory(new DynamoDBClient({ ...place(), credentials: KEYS }), 'directory');

  test('reads one item by its key, strongly consistent', async () => {
    reply = {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: '{"Item":{"pk":{"S":"a"},"secrets":{"L":[{"S":"b"}]}}}',
    };
    expect(await directory().get(tenantKey(blue.id))).toEqual({ pk: 'a', secrets: ['b'] });
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
      TableName: 'directory',
      Key: { pk: { S: tenantKey(blue.id) } },
      ConsistentRead: true,
    });
  });

  test('has nothing under a key that is not there, and rejects when it cannot be asked', async () => {
    reply = { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: '{}' };
    expect(await directory().get(tenantKey(blue.id))).toBeUndefined();
    await server.close();
    await expect(directory().get(tenantKey(blue.id))).rejects.toThrow();
  });
});
