import { issuerCallerKey, issuerKey } from '@privateline/tenancy';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { AUDIENCE, blue, chatWith, createLine, hear, ISSUER, signToken } from './fakes/line.ts';

const knock = async (line: ReturnType<typeof createLine>, token: string) =>
  hear(await line.route(chatWith(token)));

/** The three segments of a token, each replaced where `change` says so. */
const changed = (
  token: string,
  change: { header?: string; payload?: string; signature?: string },
): string => {
  const [header, payload, signature] = token.split('.');
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  return [
    change.header === undefined ? header : encode(change.header),
    change.payload === undefined ? payload : encode(change.payload),
    change.signature ?? signature,
  ].join('.');
};

const stranger = await generateKeyPair('ES256');
const rsa = await generateKeyPair('RS256');
const publicJwk = await exportJWK(stranger.publicKey);
const HOUR_S = 3_600;

/** A token with all the right claims under a key and a header of a stranger's choosing. */
const signWith = (
  key: Parameters<SignJWT['sign']>[0],
  header: JWTHeaderParameters,
  nowMs: number,
): Promise<string> => {
  const nowS = Math.floor(nowMs / 1_000);
  return new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'ada', org: 'blue', iat: nowS, exp: nowS + 60 })
    .setProtectedHeader(header)
    .sign(key);
};

describe('a token that proves nothing is refused, and no role is assumed', () => {
  type Forge = (nowMs: number) => Promise<string> | string;
  const seconds = (nowMs: number) => Math.floor(nowMs / 1_000);
  const nowS = {
    before: (nowMs: number, s: number) => seconds(nowMs) - s,
    after: (nowMs: number, s: number) => seconds(nowMs) + s,
  };
  const HEADER = '{"alg":"ES256","typ":"at+jwt","kid":"key-1"}';

  const FORGERIES: Readonly<Record<string, Forge>> = {
    'alg: none': () => new UnsecuredJWT({ org: 'blue' }).setIssuer(ISSUER).setAudience(AUDIENCE).encode(),
    'alg: none in capitals': async (now) =>
      changed(await signToken(now), { header: '{"alg":"NONE"}', signature: '' }),
    'HS256 with the public key': (now) =>
      signWith(
        new TextEncoder().encode(JSON.stringify(publicJwk)),
        { alg: 'HS256', typ: 'at+jwt', kid: 'key-1' },
        now,
      ),
    'another key': (now) => signWith(stranger.privateKey, { alg: 'ES256', typ: 'at+jwt', kid: 'key-1' }, now),
    'an algorithm that the trust entry does not list': (now) =>
      signWith(rsa.privateKey, { alg: 'RS256', typ: 'at+jwt', kid: 'key-1' }, now),
    'a kid with a path': (now) => signToken(now, {}, { kid: '../../etc/passwd' }),
    'a kid with SQL': (now) => signToken(now, {}, { kid: "key-1' OR '1'='1" }),
    'its key embedded': (now) =>
      signWith(stranger.privateKey, { alg: 'ES256', typ: 'at+jwt', jwk: publicJwk }, now),
    'its key elsewhere (jku)': (now) =>
      signWith(
        stranger.privateKey,
        { alg: 'ES256', typ: 'at+jwt', kid: 'mine', jku: 'https://evil.example/keys' },
        now,
      ),
    'an unknown crit': async (now) =>
      changed(await signToken(now), {
        header: '{"alg":"ES256","typ":"at+jwt","kid":"key-1","crit":["exp"],"exp":1}',
      }),
    expired: (now) => signToken(now, { iat: nowS.before(now, 600), exp: nowS.before(now, 60) }),
    'not yet valid': (now) => signToken(now, { nbf: nowS.after(now, 600) }),
    'issued in the future': (now) => signToken(now, { iat: nowS.after(now, 600), exp: nowS.after(now, 900) }),
    'valid for too long': (now) => signToken(now, { exp: nowS.after(now, 1_000 * HOUR_S) }),
    'no expiry': (now) => signToken(now, { exp: undefined }),
    'no time of issue': (now) => signToken(now, { iat: undefined }),
    'no subject': (now) => signToken(now, { sub: undefined }),
    'an empty subject': (now) => signToken(now, { sub: '' }),
    'an issuer with a slash more': (now) => signToken(now, { iss: `${ISSUER}/` }),
    'an issuer in another case': (now) => signToken(now, { iss: ISSUER.toUpperCase() }),
    'another audience': (now) => signToken(now, { aud: 'other' }),
    'an audience with a stranger beside it': (now) => signToken(now, { aud: [AUDIENCE, 'other'] }),
    'no audience': (now) => signToken(now, { aud: undefined }),
    'an organisation that is a list': (now) => signToken(now, { org: ['blue'] }),
    'an organisation that is an object': (now) => signToken(now, { org: { id: 'blue' } }),
    'no organisation': (now) => signToken(now, { org: undefined }),
    'another type of token': (now) => signToken(now, {}, { typ: 'JWT' }),
    'an ID token': (now) => signToken(now, {}, { typ: 'id+jwt' }),
    'a member of its payload twice': async (now) =>
      changed(await signToken(now), { payload: `{"iss":"${ISSUER}","aud":"chat","org":"blue","org":"red"}` }),
    'a payload that is no object': async (now) => changed(await signToken(now), { payload: '["iss"]' }),
    'a payload that is not JSON': async (now) => changed(await signToken(now), { payload: 'iss' }),
    'a header that is not JSON': async (now) => changed(await signToken(now), { header: HEADER.slice(1) }),
    'a signature spelled in another way': async (now) => {
      const token = await signToken(now);
      const last = token.at(-1) ?? '';
      return (
        token.slice(0, -1) + (/[AQgw]/.test(last) ? { A: 'B', Q: 'R', g: 'h', w: 'x' }[last] : `${last}=`)
      );
    },
    'two segments': async (now) => (await signToken(now)).split('.').slice(0, 2).join('.'),
    'more than 8 KB': (now) => signToken(now, { padding: 'x'.repeat(9_000) }),
  };

  test.each(Object.entries(FORGERIES))('%s', async (_, forge) => {
    const line = createLine();
    const token = await forge(line.clock());
    expect(await knock(line, token)).toBe('token_invalid');
    expect([line.roles.requests, line.runtimes.invocations]).toEqual([[], []]);
  });

  test('and the same token without the fault is let in', async () => {
    const line = createLine();
    expect(await knock(line, await signToken(line.clock()))).toBe('Hello there');
    expect(await knock(line, await signToken(line.clock(), { aud: [AUDIENCE] }))).toBe('Hello there');
  });
});

describe('an organisation that nobody claimed', () => {
  test.each(['Blue', 'blue ', 'blue#', 'blue%23', blue.id])('%j is an unknown caller', async (org) => {
    const line = createLine();
    expect(await knock(line, await signToken(line.clock(), { org }))).toBe('caller_unknown');
  });
});

test('a tenant’s own issuer cannot speak for another tenant', async () => {
  const line = createLine();
  const own = {
    keySetUrl: 'https://own.example/keys',
    algorithms: ['ES256'],
    tokenType: null,
    organisationClaim: null,
  };
  line.directory.items.set(issuerKey('https://own.example', AUDIENCE), own);
  line.directory.items.set(issuerCallerKey('https://own.example', AUDIENCE), { tenantId: blue.id });
  await knock(line, await signToken(line.clock(), { iss: 'https://own.example', org: 'red' }));
  expect(line.runtimes.invocations.map(({ runtime }) => runtime.arn)).toEqual([blue.line.runtimeArn]);
});

describe('an issuer’s keys', () => {
  test('are fetched once, and again for a key that they lack, but not for every forgery', async () => {
    const line = createLine();
    await knock(line, await signToken(line.clock()));
    await knock(line, await signToken(line.clock()));
    expect(line.keySets.fetched).toBe(1);
    for (const _ of [1, 2, 3]) await knock(line, await signToken(line.clock(), {}, { kid: 'unknown' }));
    expect(line.keySets.fetched).toBe(1);
    line.clock.advance(30_001);
    for (const _ of [1, 2, 3]) await knock(line, await signToken(line.clock(), {}, { kid: 'unknown' }));
    expect(line.keySets.fetched).toBe(2);
  });

  test('that were rotated away stop counting within minutes', async () => {
    const line = createLine();
    await knock(line, await signToken(line.clock()));
    line.keySets.keys = [{ ...publicJwk, kid: 'key-2', alg: 'ES256' }];
    line.clock.advance(5 * 60_000);
    expect(await knock(line, await signToken(line.clock()))).toBe('token_invalid');
  });

  test('serve for an hour if the issuer is out of reach, and then nobody is let in', async () => {
    const line = createLine();
    await knock(line, await signToken(line.clock()));
    line.keySets.down = true;
    line.clock.advance(HOUR_S * 1_000 - 1);
    expect(await knock(line, await signToken(line.clock()))).toBe('Hello there');
    line.clock.advance(1);
    expect(await knock(line, await signToken(line.clock()))).toBe('keys_unavailable');
  });

  test('that cannot be read count as out of reach', async () => {
    const line = createLine();
    line.keySets.keys = ['key'];
    expect(await knock(line, await signToken(line.clock()))).toBe('keys_unavailable');
  });
});
