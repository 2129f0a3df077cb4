import { resolve } from 'node:path';
import {
  BedrockAgentCoreClient,
  InvokeAgentRuntimeCommand,
  type InvokeAgentRuntimeCommandInput,
  StopRuntimeSessionCommand,
} from '@aws-sdk/client-bedrock-agentcore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { isRunning } from '../start/running-demo.ts';
import {
  ACCOUNT,
  clientOf,
  EVERYTHING,
  policy,
  REGION,
  type RunningCloud,
  runCloud,
} from './running-cloud.ts';

let cloud: RunningCloud;

const runtime = (name: string) => `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:runtime/${name}-abcdef0123`;
const SESSION = 's'.repeat(33);

beforeAll(async () => {
  cloud = await runCloud();
  for (const name of ['blue', 'red']) {
    cloud.roles.put({
      name: `agent-${name}`,
      path: '/',
      trust: policy({
        Effect: 'Allow',
        Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceArn': runtime(name) } },
      }),
      policies: [],
      boundary: null,
      tags: {},
    });
    cloud.runtimes.put({
      arn: runtime(name),
      endpoints: ['live'],
      roleArn: `arn:aws:iam::${ACCOUNT}:role/agent-${name}`,
      tags: { TenantId: name },
      resourcePolicy: null,
      program: resolve('test/local-cloud/agent-program.mjs'),
      environment: { OWN: name },
    });
  }
});
afterAll(() => cloud.close());

const client = (...policies: object[]) =>
  new BedrockAgentCoreClient(clientOf(cloud, ...(policies.length > 0 ? policies : [EVERYTHING])));

const invoke = (prompt: string, input: Partial<InvokeAgentRuntimeCommandInput> = {}, sender = client()) =>
  sender.send(
    new InvokeAgentRuntimeCommand({
      agentRuntimeArn: runtime('blue'),
      qualifier: 'live',
      runtimeSessionId: SESSION,
      contentType: 'application/json',
      payload: Buffer.from(JSON.stringify({ prompt })),
      ...input,
    }),
  );

const textOf = async (answer: Awaited<ReturnType<typeof invoke>>): Promise<string> =>
  (await answer.response?.transformToString()) ?? '';

describe('InvokeAgentRuntime', () => {
  test('hands the answer on as it comes: the first words are here before the last are said', async () => {
    const answer = await invoke('wait');
    const reader = answer.response?.transformToWebStream().getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe('data: "first"\n\n');
    await textOf(await invoke('go on'));
    const second = await reader?.read();
    expect(Buffer.from(second?.value ?? []).toString()).toBe('data: "second"\n\n');
  });

  test('gives the agent its own variables, its region and a way to its own credentials, and nothing else', async () => {
    const { text } = JSON.parse(await textOf(await invoke('environment')));
    const environment: Record<string, string> = JSON.parse(text);
    expect(
      Object.keys(environment)
        .filter((name) => !/^(NODE_|__)/.test(name))
        .toSorted(),
    ).toEqual([
      'AWS_CONTAINER_AUTHORIZATION_TOKEN',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'AWS_ENDPOINT_URL',
      'AWS_REGION',
      'HOST',
      'OWN',
      'PORT',
    ]);
    expect(environment['OWN']).toBe('blue');
    const url = environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? '';
    const own = await fetch(url, {
      headers: { authorization: environment['AWS_CONTAINER_AUTHORIZATION_TOKEN'] ?? '' },
    });
    const { AccessKeyId } = JSON.parse(await own.text());
    expect(cloud.keys.find(AccessKeyId)?.holder).toMatchObject({ session: { role: { name: 'agent-blue' } } });
    expect((await fetch(url, { headers: { authorization: 'guessed' } })).status).toBe(403);
  });

  test('records what reaches the agent, byte for byte', async () => {
    cloud.invocations.length = 0;
    await textOf(await invoke('environment', { accept: 'application/json' }));
    const [recorded] = cloud.invocations;
    expect(recorded?.payload.toString()).toBe('{"prompt":"environment"}');
    expect([...(recorded?.headers.keys() ?? [])].toSorted()).toEqual([
      'accept',
      'content-type',
      'x-amzn-bedrock-agentcore-runtime-session-id',
    ]);
  });

  test.each<[string, Partial<InvokeAgentRuntimeCommandInput>, string]>([
    ['a session id that is too short', { runtimeSessionId: 's'.repeat(32) }, 'ValidationException'],
    ['a session id that is too long', { runtimeSessionId: 's'.repeat(257) }, 'ValidationException'],
    ['an endpoint that is not there', { qualifier: 'candidate' }, 'ResourceNotFoundException'],
    ['a runtime that is not there', { agentRuntimeArn: runtime('green') }, 'ResourceNotFoundException'],
    ['what is no runtime', { agentRuntimeArn: 'arn:aws:s3:::bucket' }, 'ValidationException'],
  ])('refuses %s', async (_, input, name) => {
    await expect(invoke('environment', input)).rejects.toMatchObject({ name });
  });

  test('asks IAM about the runtime and about its endpoint', async () => {
    const allow = (...Resource: string[]) =>
      client(policy({ Effect: 'Allow', Action: 'bedrock-agentcore:InvokeAgentRuntime', Resource }));
    const endpoint = `${runtime('blue')}/runtime-endpoint/live`;
    await expect(invoke('environment', {}, allow(runtime('blue'), endpoint))).resolves.toBeDefined();
    for (const partial of [
      allow(runtime('blue')),
      allow(endpoint),
      allow(runtime('red'), `${runtime('red')}/*`),
    ])
      await expect(invoke('environment', {}, partial)).rejects.toMatchObject({
        name: 'AccessDeniedException',
      });
  });

  test('asks IAM once more where it is done for a user', async () => {
    const without = client(
      EVERYTHING,
      policy({ Effect: 'Deny', Action: 'bedrock-agentcore:*ForUser', Resource: '*' }),
    );
    await expect(invoke('environment', { runtimeUserId: 'ada' }, without)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(invoke('environment', {}, without)).resolves.toBeDefined();
  });

  test.each([
    ['ThrottlingException', 429],
    ['ServiceQuotaExceededException', 402],
    ['RetryableConflictException', 409],
    ['InternalServerException', 500],
  ] as const)('%s arrives as the SDK’s own error with status %i', async (code, status) => {
    cloud.runtimes.setFault(runtime('blue'), { code, status });
    await expect(invoke('environment')).rejects.toMatchObject({
      name: code,
      $metadata: { httpStatusCode: status },
    });
    cloud.runtimes.setFault(runtime('blue'), null);
  });
});

test('StopRuntimeSession ends a session once', async () => {
  await textOf(await invoke('environment'));
  const stop = () =>
    client().send(
      new StopRuntimeSessionCommand({
        agentRuntimeArn: runtime('blue'),
        qualifier: 'live',
        runtimeSessionId: SESSION,
      }),
    );
  await expect(stop()).resolves.toMatchObject({ statusCode: 200 });
  await expect(stop()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

describe('an agent’s process', () => {
  test('is each runtime’s own, is started anew when it ended, and ends with the cloud', async () => {
    await textOf(await invoke('environment'));
    await textOf(await invoke('environment', { agentRuntimeArn: runtime('red') }));
    const pids = new Map(cloud.agents.pids());
    expect(new Set(pids.values()).size).toBe(2);
    process.kill(pids.get(runtime('blue')) ?? 0, 'SIGKILL');
    await eventually(() => expect(cloud.notices.join()).toContain('SIGKILL'));
    expect(await textOf(await invoke('environment'))).toContain('OWN');
    const all = [...cloud.agents.pids().values()];
    await cloud.close();
    await eventually(() => expect(all.filter(isRunning)).toEqual([]));
  });
});
