import {
  carrierAccountKey,
  dispatchRoleName,
  drawTenantId,
  isCarrierEndpoint,
  isE164,
  issuerCallerKey,
  issuerKey,
  isTenantId,
  type Line,
  organisationCallerKey,
  phoneCallerKey,
  readCarrierAccount,
  readClaimedCaller,
  readTenant,
  readTrustedIssuer,
  runtimeArn,
  runtimeName,
  SERVING,
  SILENT,
  type StoredItem,
  tableName,
  tenantKey,
  writeTenant,
} from '@privateline/tenancy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const entropy = fc.uint8Array({ minLength: 12, maxLength: 12 });
const cell = { partition: 'aws', accountId: '111111111111', region: 'us-east-1' };
const id = drawTenantId(new Uint8Array(12));
const line: Line = {
  cell,
  runtimeArn: runtimeArn(cell, id, 'abcdef0123'),
  endpoint: 'live',
  voice: { language: 'en-GB', greeting: 'Hello' },
};

describe('a tenant id', () => {
  test('is always well-formed, of one length, and legal in every name that is made of it', () => {
    fc.assert(
      fc.property(entropy, (bytes) => {
        const drawn = drawTenantId(bytes);
        expect(isTenantId(drawn)).toBe(true);
        expect(drawn).toHaveLength(13);
        expect(runtimeName(drawn)).toMatch(/^[a-zA-Z][a-zA-Z0-9_]{0,47}$/);
        expect(dispatchRoleName(drawn)).toMatch(/^[\w+=,.@-]{1,64}$/);
        expect(tableName(drawn)).toMatch(/^[a-zA-Z0-9_.-]{3,255}$/);
      }),
    );
  });

  test('of other entropy is another: 60 bits count', () => {
    const five = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte & 31).join();
    fc.assert(
      fc.property(entropy, entropy, (one, other) => {
        fc.pre(five(one) !== five(other));
        expect(drawTenantId(one)).not.toBe(drawTenantId(other));
      }),
    );
  });

  test.each([
    '',
    't',
    'T000000000000',
    't00000000000',
    't0000000000000',
    't00000000000i',
    't00000000000*',
    'x000000000000',
    't000000000000\n',
  ])('%j is none', (text) => expect(isTenantId(text)).toBe(false));

  test.each([0, 11, 13])('is not drawn from %i bytes', (length) => {
    expect(() => drawTenantId(new Uint8Array(length))).toThrow(RangeError);
  });
});

describe('directory keys', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
    fc.stringMatching(/^[#%25a]{0,5}$/),
  );

  test('of different lists of parts are never the same', () => {
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (one, other) => {
        fc.pre(one.some((each, index) => each !== other[index]));
        expect(organisationCallerKey(...one)).not.toBe(organisationCallerKey(...other));
      }),
    );
  });

  test('of different kinds are never the same', () => {
    fc.assert(
      fc.property(part, part, part, (a, b, c) => {
        const keys = [issuerKey(a, b), issuerCallerKey(a, b), organisationCallerKey(a, b, c), tenantKey(id)];
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('of a number name the carrier account that it was claimed under', () => {
    const [endpoint, other, number] = ['endpoint-1', 'endpoint-2', '+12025550143'];
    if (!isCarrierEndpoint(endpoint) || !isCarrierEndpoint(other) || !isE164(number))
      throw new Error('malformed');
    expect(phoneCallerKey('twilio', endpoint, number)).not.toBe(phoneCallerKey('twilio', other, number));
    expect(phoneCallerKey('twilio', endpoint, number)).not.toBe(phoneCallerKey('plivo', endpoint, number));
    expect(carrierAccountKey('twilio', endpoint)).not.toBe(carrierAccountKey('twilio', other));
  });
});

describe('a tenant record', () => {
  test.each([...SERVING, ...SILENT])('is read as it was written: %s', (status) => {
    const tenant = { id, name: 'Blue', status };
    const read = readTenant(writeTenant({ ...tenant, line }, line));
    expect(read).toMatchObject(tenant);
    expect('line' in read).toBe(SERVING.some((serving) => serving === status));
  });

  const whole = writeTenant({ id, name: 'Blue', status: 'active', line }, line);

  test.each(Object.keys(whole))('without %s is corrupt', (attribute) => {
    const { [attribute]: _, ...rest } = whole;
    expect(() => readTenant(rest)).toThrow();
  });

  test.each<[string, StoredItem]>([
    ['a malformed id', { ...whole, tenantId: 'T1' }],
    ['an unknown state', { ...whole, status: 'ACTIVE' }],
    ['a runtime that is not its own', { ...whole, runtimeSuffix: 'abcdef0123/x' }],
    ['an account that is none', { ...whole, cell: { ...cell, accountId: '*' } }],
    ['a voice that is a list', { ...whole, voice: [] }],
  ])('with %s is corrupt', (_, item) => expect(() => readTenant(item)).toThrow());
});

describe('other records', () => {
  test('an empty list of secrets is never “nothing to check”', () => {
    for (const secrets of [[], undefined, 'secret', [''], ['a', 7]])
      expect(() => readCarrierAccount({ secrets })).toThrow();
    expect(readCarrierAccount({ secrets: ['a', 'b'] })).toEqual({ secrets: ['a', 'b'] });
  });

  test('a caller is claimed by a well-formed tenant', () => {
    for (const tenantId of [undefined, '', 'blue', 7])
      expect(() => readClaimedCaller({ tenantId })).toThrow();
    expect(readClaimedCaller({ tenantId: id })).toBe(id);
  });

  const issuer = {
    keySetUrl: 'https://issuer.example/keys',
    algorithms: ['ES256'],
    tokenType: null,
    organisationClaim: 'org',
  };

  test.each<[string, StoredItem]>([
    ['a symmetric algorithm', { ...issuer, algorithms: ['HS256'] }],
    ['the algorithm none', { ...issuer, algorithms: ['ES256', 'none'] }],
    ['no algorithm', { ...issuer, algorithms: [] }],
    ['no word on the type', { keySetUrl: 'x', algorithms: ['ES256'], organisationClaim: null }],
    ['no word on the claim', { keySetUrl: 'x', algorithms: ['ES256'], tokenType: null }],
  ])('an issuer with %s is not trusted', (_, item) => expect(() => readTrustedIssuer(item)).toThrow());

  test('an issuer is read', () => expect(readTrustedIssuer(issuer)).toEqual(issuer));
});
