import { inspect } from 'node:util';
import { tenantKey, writeTenant } from '@privateline/tenancy';
import { describe, expect, test } from 'vitest';
import { BLUE_NUMBER, blue, callTo, createLine, hear, RED_NUMBER, red } from './fakes/line.ts';

const RENEWED_AFTER_MS = 55 * 60_000;
const HOUR_MS = 60 * 60_000;

describe('AssumeRole', () => {
  test('is asked once for a hundred simultaneous first calls of one tenant, and once for each of two', async () => {
    const { route, roles, runtimes } = createLine();
    const gate = Promise.withResolvers<void>();
    roles.gate = gate.promise;
    const calls = Array.from({ length: 100 }, () => route(callTo(BLUE_NUMBER)));
    const other = route(callTo(RED_NUMBER));
    gate.resolve();
    await Promise.all([...calls, other]);
    expect(roles.requests.map(({ tags }) => tags['TenantId']).toSorted()).toEqual(
      [blue.id, red.id].toSorted(),
    );
    expect(runtimes.invocations).toHaveLength(101);
  });

  test('is asked for exactly this tenant: role, tag, names and a session policy of one runtime and endpoint', async () => {
    const { route, roles } = createLine();
    await route(callTo(BLUE_NUMBER));
    const [request] = roles.requests;
    expect(request).toMatchObject({
      roleArn: `arn:aws:iam::111111111111:role/privateline/dispatch/privateline-dispatch-${blue.id}`,
      sessionName: `privateline-${blue.id}`,
      sourceIdentity: 'privateline-router',
      tags: { TenantId: blue.id },
      durationS: 3_600,
    });
    expect(request?.policy.length).toBeLessThan(2_048);
    const policy: { Statement: { Resource: string[] }[] } = JSON.parse(request?.policy ?? '');
    const runtime = blue.line.runtimeArn;
    expect(policy.Statement.flatMap(({ Resource }) => Resource)).toEqual([
      runtime,
      `${runtime}/runtime-endpoint/live`,
    ]);
  });

  test('is not asked again until five minutes before the keys expire', async () => {
    const { route, roles, runtimes, clock } = createLine();
    await route(callTo(BLUE_NUMBER));
    clock.advance(RENEWED_AFTER_MS - 1);
    await route(callTo(BLUE_NUMBER));
    expect(roles.requests).toHaveLength(1);
    clock.advance(1);
    await route(callTo(BLUE_NUMBER));
    expect(roles.requests).toHaveLength(2);
    const keys = runtimes.invocations.map(({ runtime }) => runtime.credentials.reveal().accessKeyId);
    expect(keys).toEqual(['ASIA1', 'ASIA1', 'ASIA2']);
  });

  test.each(['throttled', 'unavailable'] as const)(
    'that is %s leaves held keys to serve to their end',
    async (trouble) => {
      const { route, roles, clock } = createLine();
      await route(callTo(BLUE_NUMBER));
      roles.trouble = trouble;
      clock.advance(HOUR_MS - 1);
      expect(await hear(await route(callTo(BLUE_NUMBER)))).toBe('Hello there');
      clock.advance(1);
      expect(await hear(await route(callTo(BLUE_NUMBER)))).toBe(`role_${trouble}`);
    },
  );

  test('that is denied is kept neither as success nor as failure, and drops the held keys', async () => {
    const { route, roles, clock } = createLine();
    await route(callTo(BLUE_NUMBER));
    roles.trouble = 'denied';
    clock.advance(RENEWED_AFTER_MS);
    for (const _ of [1, 2]) expect(await hear(await route(callTo(BLUE_NUMBER)))).toBe('role_denied');
    expect(roles.requests).toHaveLength(3);
    roles.trouble = undefined;
    expect(await hear(await route(callTo(BLUE_NUMBER)))).toBe('Hello there');
  });

  test('is asked anew for a new endpoint: old keys are narrowed to the old one', async () => {
    const { route, roles, directory, clock } = createLine();
    await route(callTo(BLUE_NUMBER));
    directory.items.set(tenantKey(blue.id), writeTenant(blue, { ...blue.line, endpoint: 'candidate' }));
    clock.advance(5_000);
    await route(callTo(BLUE_NUMBER));
    expect(roles.requests).toHaveLength(2);
    expect(roles.requests[1]?.policy).toContain('/runtime-endpoint/candidate');
  });
});

test('credentials are never spelled out', async () => {
  const { route, runtimes } = createLine();
  await route(callTo(BLUE_NUMBER));
  const [invocation] = runtimes.invocations;
  if (invocation === undefined) throw new Error('nothing was invoked');
  const { credentials } = invocation.runtime;
  const spelled = [
    JSON.stringify(invocation),
    JSON.stringify({ credentials }),
    inspect(invocation, { depth: null, showHidden: true }),
    inspect(credentials, { depth: null, showHidden: true }),
    `${credentials}`,
    JSON.stringify({ ...credentials }),
    JSON.stringify(structuredClone({ ...credentials, tenant: null })),
  ];
  for (const text of spelled) expect(text).not.toMatch(/ASIA|secret-of|token-1/);
});
