import { createHash, createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tokenGenerate } from '@vonage/jwt';
import fc from 'fast-check';
import plivoPackage from 'plivo';
import { describe, expect, test } from 'vitest';
import type { CarrierProtocol } from '../../../packages/router/src/channels/carrier-protocol.ts';
import type { HttpRequest } from '../../../packages/router/src/channels/http.ts';
import { plivo } from '../../../packages/router/src/channels/plivo.ts';
import { telnyx } from '../../../packages/router/src/channels/telnyx.ts';
import { twilio } from '../../../packages/router/src/channels/twilio.ts';
import { verifyTwilioSignature } from '../../../packages/router/src/channels/twilio-signature.ts';
import { vonage } from '../../../packages/router/src/channels/vonage.ts';
import { Refusal } from '../../../packages/router/src/refusal.ts';

type Form = Readonly<Record<string, string | readonly string[]>>;

interface Vectors {
  readonly twilio: {
    readonly authToken: string;
    readonly vectors: readonly {
      name: string;
      url: string;
      params: Form;
      signature: string;
      valid: boolean;
    }[];
  };
  readonly plivo: {
    readonly authToken: string;
    readonly nonce: string;
    readonly params: Form;
    readonly v3: readonly { method: string; url: string; signature: string }[];
  };
  readonly vonage: {
    readonly now: number;
    readonly secret: string;
    readonly body: string;
    readonly authorization: string;
    readonly mustReject: Readonly<Record<string, string | number>>;
  };
}

/** The vendors' own published signatures. */
const vectors: Vectors = JSON.parse(readFileSync('test/fixtures/channel-vectors.json', 'utf8'));

const formOf = (parameters: Form): URLSearchParams =>
  new URLSearchParams(
    Object.entries(parameters).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    ),
  );

const FORM_TYPE = 'application/x-www-form-urlencoded';
const URL_ = 'https://calls.example/voice/carrier/endpoint-1';
const NOW_MS = Date.UTC(2026, 0, 1);

const request = (headers: Readonly<Record<string, string>>, body: string, url = URL_): HttpRequest => ({
  method: 'POST',
  url,
  headers: new Map(Object.entries(headers)),
  body: Buffer.from(body),
});

const account = (...secrets: string[]) => ({ secrets });

describe('Twilio', () => {
  /** Without the one that re-encodes an apostrophe in the query as an old library did: the API's URLs have no query. */
  const published = vectors.twilio.vectors.filter(({ url }) => !url.includes("'"));

  test.each(published)('agrees with the published vector: $name', ({ url, params, signature, valid }) => {
    expect(verifyTwilioSignature(vectors.twilio.authToken, signature, url, formOf(params))).toBe(valid);
  });

  test('signs parameters only, so a body that is not a form is never blessed', async () => {
    const [vector] = vectors.twilio.vectors;
    if (vector === undefined) throw new Error('there are no vectors');
    const headers = { 'x-twilio-signature': vector.signature, 'content-type': 'application/json' };
    const body = formOf(vector.params).toString();
    expect(
      await twilio.verify(request(headers, body, vector.url), account(vectors.twilio.authToken), NOW_MS),
    ).toBe(false);
    const form = { ...headers, 'content-type': FORM_TYPE };
    expect(
      await twilio.verify(request(form, body, vector.url), account(vectors.twilio.authToken), NOW_MS),
    ).toBe(true);
  });
});

describe('Plivo', () => {
  const posts = vectors.plivo.v3.filter(({ method }) => method === 'POST');
  const headers = (signature: string, nonce = vectors.plivo.nonce) => ({
    'content-type': FORM_TYPE,
    'x-plivo-signature-v3': signature,
    'x-plivo-signature-v3-nonce': nonce,
  });
  const body = formOf(vectors.plivo.params).toString();

  test.each(posts)('agrees with the published vector for $url', async ({ url, signature }) => {
    const verify = (...secrets: string[]) =>
      plivo.verify(request(headers(signature), body, url), account(...secrets), NOW_MS);
    expect(await verify(vectors.plivo.authToken)).toBe(true);
    expect(await verify('wrong')).toBe(false);
    expect(
      await plivo.verify(
        request(headers(signature, 'other'), body, url),
        account(vectors.plivo.authToken),
        NOW_MS,
      ),
    ).toBe(false);
  });

  test('agrees with Plivo’s own package', async () => {
    const form = { To: '12025550143', CallUUID: randomUUID(), Event: 'StartApp' };
    const spelled = `${URL_}?CallUUID${form.CallUUID}EventStartAppTo12025550143.n1`;
    const signature = createHmac('sha256', 'secret').update(spelled).digest('base64');
    expect(plivoPackage.validateV3Signature('POST', URL_, 'n1', 'secret', signature, form)).toBe(true);
    const signed = request(headers(signature, 'n1'), formOf(form).toString());
    expect(await plivo.verify(signed, account('secret'), NOW_MS)).toBe(true);
    expect(plivo.read(signed)).toMatchObject({ dialled: '+12025550143', callId: form.CallUUID });
  });
});

describe('Vonage', () => {
  const { now, secret, body, authorization, mustReject } = vectors.vonage;
  const verify = (header: string, text = body, atS = now, ...secrets: string[]) =>
    vonage.verify(
      request({ authorization: header }, text),
      account(...(secrets.length > 0 ? secrets : [secret])),
      atS * 1_000,
    );

  test('takes a webhook that is signed over its body, and no other', async () => {
    expect(await verify(authorization)).toBe(true);
    expect(await verify(authorization, body, now, 'another secret of 32 characters.')).toBe(false);
    expect(await verify(String(mustReject['algNone']))).toBe(false);
    expect(await verify(String(mustReject['missingPayloadHash']))).toBe(false);
    expect(await verify(authorization, String(mustReject['tamperedBody']))).toBe(false);
    expect(await verify(authorization, body, Number(mustReject['staleNow']))).toBe(false);
  });

  test('agrees with Vonage’s own package on who may sign', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const token = tokenGenerate('application', pem, {
      claims: { payload_hash: createHash('sha256').update(body).digest('hex') },
    });
    expect(await verify(`Bearer ${token}`, body, Math.floor(Date.now() / 1_000), pem)).toBe(false);
  });
});

describe('Telnyx', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
  const body = new URLSearchParams({ To: '+12025550143', CallSid: 'v3:abc' }).toString();
  const webhook = (atS: number, text = body): HttpRequest =>
    request(
      {
        'content-type': FORM_TYPE,
        'telnyx-timestamp': String(atS),
        'telnyx-signature-ed25519': sign(null, Buffer.from(`${atS}|${body}`), privateKey).toString('base64'),
      },
      text,
    );
  const nowS = NOW_MS / 1_000;

  test('takes a webhook within five minutes, and no other', async () => {
    for (const atS of [nowS, nowS - 300, nowS + 300])
      expect(await telnyx.verify(webhook(atS), account(raw), NOW_MS)).toBe(true);
    for (const atS of [nowS - 301, nowS + 301])
      expect(await telnyx.verify(webhook(atS), account(raw), NOW_MS)).toBe(false);
  });

  test('takes no other body, key or signature', async () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
    expect(await telnyx.verify(webhook(nowS, `${body}&To=%2B442079460123`), account(raw), NOW_MS)).toBe(
      false,
    );
    expect(
      await telnyx.verify(webhook(nowS), account(Buffer.from(other, 'base64url').toString('base64')), NOW_MS),
    ).toBe(false);
    expect(await telnyx.verify(request({ 'content-type': FORM_TYPE }, body), account(raw), NOW_MS)).toBe(
      false,
    );
  });
});

describe.each<CarrierProtocol>([twilio, telnyx, vonage, plivo])('whatever $carrier is sent', (protocol) => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const key = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');

  test('an answer or a refusal comes out, and nothing unsigned is believed', async () => {
    const header = fc.constantFrom(
      'content-type',
      'authorization',
      'x-twilio-signature',
      'x-plivo-signature-v3',
      'x-plivo-signature-v3-nonce',
      'telnyx-timestamp',
      'telnyx-signature-ed25519',
    );
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom(FORM_TYPE, 'Bearer a.b.c', String(NOW_MS / 1_000), '=='),
    );
    const anything = fc.record({
      headers: fc.dictionary(header, value),
      body: fc.uint8Array({ maxLength: 200 }),
    });
    await fc.assert(
      fc.asyncProperty(anything, async ({ headers, body }) => {
        const sent = { method: 'POST', url: URL_, headers: new Map(Object.entries(headers)), body };
        expect(await protocol.verify(sent, account(key), NOW_MS)).toBe(false);
        const read = protocol.read(sent);
        if (!(read instanceof Refusal)) expect(read.dialled).toMatch(/^\+[1-9][0-9]{6,14}$/);
        expect([...protocol.parameterNames(sent)]).toBeInstanceOf(Array);
      }),
      { numRuns: 300 },
    );
  });

  test('hangs up or listens as it is told', () => {
    const speak = (afterwards: 'listen' | 'hang up') =>
      protocol.speak({ words: 'Goodbye', language: 'en-GB', afterwards }, request({}, '')).body;
    expect(speak('listen')).toContain(URL_);
    expect(speak('hang up')).not.toContain(URL_);
    for (const body of [speak('listen'), speak('hang up')]) expect(body).toContain('Goodbye');
  });
});
