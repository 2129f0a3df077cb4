import { carrierAccountKey, phoneCallerKey, SILENT, tenantKey, writeTenant } from '@privateline/tenancy';
import { describe, expect, test } from 'vitest';
import {
  BLUE_NUMBER,
  blue,
  callTo,
  createLine,
  ENDPOINT,
  endpointOf,
  hear,
  numberOf,
  red,
} from './fakes/line.ts';

const LEASE_MS = 5_000;

describe('a tenant that does not serve', () => {
  const CODES = {
    requested: 'tenant_not_ready',
    provisioning: 'tenant_not_ready',
    paused: 'tenant_paused',
    revoked: 'caller_unknown',
    deleting: 'caller_unknown',
    deleted: 'caller_unknown',
    failed: 'caller_unknown',
  };

  test.each(SILENT)('%s', async (status) => {
    const { route, directory, roles } = createLine();
    directory.items.set(tenantKey(blue.id), writeTenant({ id: blue.id, name: blue.name, status }, blue.line));
    expect(await hear(await route(callTo(BLUE_NUMBER)))).toBe(CODES[status]);
    expect(roles.requests).toEqual([]);
  });

  test('is served while it is being upgraded', async () => {
    const { route, directory } = createLine();
    directory.items.set(tenantKey(blue.id), writeTenant({ ...blue, status: 'upgrading' }, blue.line));
    expect(await hear(await route(callTo(BLUE_NUMBER)))).toBe('Hello there');
  });
});

describe('the directory’s word is at most one lease old', () => {
  test('a pause is in force when the lease has ended, and not before', async () => {
    const { route, directory, clock } = createLine();
    const ring = async () => hear(await route(callTo(BLUE_NUMBER)));
    await ring();
    directory.items.set(tenantKey(blue.id), writeTenant({ ...blue, status: 'active' }, blue.line));
    directory.items.set(
      tenantKey(blue.id),
      writeTenant({ id: blue.id, name: blue.name, status: 'paused' }, blue.line),
    );
    clock.advance(LEASE_MS - 1);
    expect(await ring()).toBe('Hello there');
    clock.advance(1);
    expect(await ring()).toBe('tenant_paused');
  });

  test('a number that moved never rings at its former owner after one lease', async () => {
    const { route, directory, clock, runtimes } = createLine();
    await route(callTo(BLUE_NUMBER));
    directory.items.set(phoneCallerKey('twilio', endpointOf(ENDPOINT), numberOf(BLUE_NUMBER)), {
      tenantId: red.id,
    });
    clock.advance(LEASE_MS);
    await route(callTo(BLUE_NUMBER));
    expect(runtimes.invocations.at(-1)?.runtime.arn).toBe(red.line.runtimeArn);
  });

  test('a number of a deleted tenant is unknown', async () => {
    const { route, directory } = createLine();
    directory.items.delete(tenantKey(blue.id));
    expect(await hear(await route(callTo(BLUE_NUMBER)))).toBe('caller_unknown');
  });

  test('simultaneous callers share one look-up', async () => {
    const { route, directory } = createLine();
    await Promise.all(Array.from({ length: 50 }, () => route(callTo(BLUE_NUMBER))));
    expect(directory.asked.filter((key) => key === tenantKey(blue.id))).toHaveLength(1);
  });
});

describe('a directory out of reach', () => {
  test('serves by its last word for a minute, then refuses, then recovers', async () => {
    const { route, directory, clock } = createLine();
    const ring = async () => hear(await route(callTo(BLUE_NUMBER)));
    await ring();
    directory.down = true;
    clock.advance(59_999);
    expect(await ring()).toBe('Hello there');
    clock.advance(1);
    expect(await ring()).toBe('directory_unavailable');
    directory.down = false;
    expect(await ring()).toBe('Hello there');
  });

  test('refuses a stranger at once, and does not remember that', async () => {
    const { route, directory } = createLine();
    directory.down = true;
    expect(await hear(await route(callTo(BLUE_NUMBER)))).toBe('directory_unavailable');
    directory.down = false;
    expect(await hear(await route(callTo(BLUE_NUMBER)))).toBe('Hello there');
  });
});

test('a number counts only under the carrier account that it was claimed under', async () => {
  const { route, directory, runtimes } = createLine();
  const own = endpointOf('endpoint-2');
  directory.items.set(carrierAccountKey('twilio', own), { secrets: ['own secret'] });
  const spoofed = callTo(BLUE_NUMBER, 'Hi', 'own secret');
  if (spoofed.kind !== 'phone') throw new Error('not a call');
  const stranger = { ...spoofed, endpoint: own };
  expect(await hear(await route(stranger))).toBe('caller_unknown');
  expect(runtimes.invocations).toEqual([]);
});

test('a carrier account’s secret is rotated without a dropped call', async () => {
  const { route, directory } = createLine();
  directory.items.set(carrierAccountKey('twilio', endpointOf(ENDPOINT)), { secrets: ['new', 'old'] });
  for (const secret of ['old', 'new'])
    expect(await hear(await route(callTo(BLUE_NUMBER, 'Hi', secret)))).toBe('Hello there');
  expect(await hear(await route(callTo(BLUE_NUMBER, 'Hi', 'older')))).toBe('signature_invalid');
});
