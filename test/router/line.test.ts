import { SESSION_KEY, tenantKey } from '@privateline/tenancy';
import { describe, expect, test } from 'vitest';
import type { InvocationFailure } from '../../packages/router/src/invoke.ts';
import {
  BLUE_NUMBER,
  blue,
  callTo,
  chatWith,
  createLine,
  hear,
  RED_NUMBER,
  red,
  signToken,
} from './fakes/line.ts';

describe('one request walks the line', () => {
  test('from a signed call to its tenant’s runtime, with its words and nothing else', async () => {
    const { route, runtimes, routes } = createLine();
    expect(await hear(await route(callTo(BLUE_NUMBER, 'When are you open?')))).toBe('Hello there');
    const [invocation] = runtimes.invocations;
    expect(invocation?.runtime.arn).toBe(blue.line.runtimeArn);
    expect(Buffer.from(invocation?.payload ?? []).toString()).toBe('{"prompt":"When are you open?"}');
    expect(routes.map(({ outcome, tenantId }) => [outcome, tenantId])).toEqual([['answered', blue.id]]);
    expect(routes[0]?.rooms.map(({ room }) => room)).toEqual([
      'identify',
      'resolve tenant',
      'assume tenant role',
      'open runtime',
      'invoke',
    ]);
  });

  test('from a token to its organisation’s tenant', async () => {
    const { route, runtimes, clock } = createLine();
    await route(chatWith(await signToken(clock(), { org: 'red' })));
    expect(runtimes.invocations.map(({ runtime }) => runtime.arn)).toEqual([red.line.runtimeArn]);
  });

  test('a call that was just picked up is greeted by the tenant’s record, in its language, with no agent asked', async () => {
    const { route, runtimes } = createLine();
    const reply = await route(callTo(RED_NUMBER, ''));
    expect(reply).toMatchObject({ language: 'en-GB' });
    expect(await hear(reply)).toBe('Welcome to Red.');
    expect(runtimes.invocations).toEqual([]);
  });
});

describe('a refusal in one room, and no later room is entered', () => {
  const lastRoom = (line: ReturnType<typeof createLine>) => line.routes.at(-1)?.rooms.at(-1)?.room;

  test('identify', async () => {
    const line = createLine();
    expect(await hear(await line.route(callTo(BLUE_NUMBER, 'Hi', 'wrong')))).toBe('signature_invalid');
    expect(lastRoom(line)).toBe('identify');
    expect([line.roles.requests, line.runtimes.invocations]).toEqual([[], []]);
    expect(line.directory.asked.filter((key) => key.startsWith('caller#'))).toEqual([]);
  });

  test('resolve tenant', async () => {
    const line = createLine();
    expect(await hear(await line.route(callTo('+12025550199')))).toBe('caller_unknown');
    expect(lastRoom(line)).toBe('resolve tenant');
    expect([line.roles.requests, line.runtimes.invocations]).toEqual([[], []]);
  });

  test('assume tenant role', async () => {
    const line = createLine();
    line.roles.trouble = 'denied';
    expect(await hear(await line.route(callTo(BLUE_NUMBER)))).toBe('role_denied');
    expect(lastRoom(line)).toBe('assume tenant role');
    expect(line.runtimes.invocations).toEqual([]);
  });

  test('invoke', async () => {
    const line = createLine();
    line.runtimes.failure = 'throttled';
    expect(await hear(await line.route(callTo(BLUE_NUMBER)))).toBe('agent_throttled');
    expect(lastRoom(line)).toBe('invoke');
  });
});

test.each<[InvocationFailure, string]>([
  ['throttled', 'agent_throttled'],
  ['quota exceeded', 'agent_quota_exceeded'],
  ['denied', 'agent_unreachable'],
  ['not found', 'agent_unreachable'],
  ['conflict', 'agent_busy'],
  ['agent failed', 'agent_failed'],
  ['timed out', 'agent_timed_out'],
  ['unavailable', 'agent_unavailable'],
])('AgentCore’s trouble %j is %s', async (failure, code) => {
  const { route, runtimes } = createLine();
  runtimes.failure = failure;
  expect(await hear(await route(callTo(BLUE_NUMBER)))).toBe(code);
});

describe('what is told of a walk', () => {
  test('is told once and holds no words, numbers, tokens or keys', async () => {
    const { route, routes, clock } = createLine();
    const token = await signToken(clock());
    await route(callTo(BLUE_NUMBER, 'My toothache is private'));
    await route(chatWith(token, 'My toothache is private'));
    expect(routes).toHaveLength(2);
    const told = JSON.stringify(routes);
    for (const secret of ['toothache', BLUE_NUMBER.slice(1), token, 'ASIA', 'ada'])
      expect(told).not.toContain(secret);
  });
});

describe('what is a fault of ours is no refusal', () => {
  test('a tenant record under another’s key', async () => {
    const { route, directory } = createLine();
    const record = directory.items.get(tenantKey(red.id));
    if (record === undefined) throw new Error('red has no record');
    directory.items.set(tenantKey(blue.id), record);
    await expect(route(callTo(BLUE_NUMBER))).rejects.toThrow('under the key of another');
  });

  test('a missing or short session key', async () => {
    const { route, directory } = createLine();
    directory.items.set(SESSION_KEY, { key: 'c2hvcnQ=' });
    await expect(route(callTo(BLUE_NUMBER))).rejects.toThrow('session key');
  });

  test('a role that was not asked for', async () => {
    const { route, roles } = createLine();
    roles.otherArn = 'arn:aws:sts::111111111111:assumed-role/privateline-dispatch-other/privateline-other';
    await expect(route(callTo(BLUE_NUMBER))).rejects.toThrow('not asked for');
  });
});
