import {
  type Cell,
  carrierAccountKey,
  drawTenantId,
  isCarrierEndpoint,
  isE164,
  issuerKey,
  type Line,
  organisationCallerKey,
  phoneCallerKey,
  runtimeArn,
  SESSION_KEY,
  type ServingTenant,
  tenantKey,
  writeTenant,
} from '@privateline/tenancy';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import twilioPackage from 'twilio';
import { readVoiceRequest } from '../../../packages/router/src/channels/voice.ts';
import type { Inbound } from '../../../packages/router/src/inbound.ts';
import type { AgentReply } from '../../../packages/router/src/invoke.ts';
import { Refusal } from '../../../packages/router/src/refusal.ts';
import { createRouter } from '../../../packages/router/src/router.ts';
import type { Route } from '../../../packages/router/src/walk.ts';
import { createFakeDirectory } from './fake-directory.ts';
import { createFakeRuntimes } from './fake-runtimes.ts';
import { createFakeSts } from './fake-sts.ts';
import { createManualClock } from './manual-clock.ts';

/** A whole line over fakes: two tenants on one carrier account and one shared issuer, each with its own number. */

export const CELL: Cell = { partition: 'aws', accountId: '111111111111', region: 'us-east-1' };
export const ISSUER = 'https://issuer.example';
export const AUDIENCE = 'chat';
export const ENDPOINT = 'endpoint-1';
export const SECRET = 'carrier secret';
const WEBHOOK = `https://calls.example/voice/twilio/${ENDPOINT}`;

const parsed = <Branded extends string>(text: string, is: (text: string) => text is Branded): Branded => {
  if (!is(text)) throw new Error(`${text} is malformed`);
  return text;
};

export const endpointOf = (text: string) => parsed(text, isCarrierEndpoint);
export const numberOf = (text: string) => parsed(text, isE164);

const makeTenant = (seed: number, name: string): ServingTenant => {
  const id = drawTenantId(Buffer.alloc(12, seed));
  const line: Line = {
    cell: CELL,
    runtimeArn: runtimeArn(CELL, id, `suffix000${seed}`),
    endpoint: 'live',
    voice: { language: 'en-GB', greeting: `Welcome to ${name}.` },
  };
  return { id, name, status: 'active', line };
};

export const blue = makeTenant(1, 'Blue');
export const red = makeTenant(2, 'Red');
export const BLUE_NUMBER = '+12025550143';
export const RED_NUMBER = '+442079460123';

const keyPair = await generateKeyPair('ES256');
const KEY = { ...(await exportJWK(keyPair.publicKey)), kid: 'key-1', alg: 'ES256' };

/** A token as the shared issuer would sign it; `claims` and `header` replace single members. */
export const signToken = (
  nowMs: number,
  claims: Readonly<Record<string, unknown>> = {},
  header: Record<string, unknown> = {},
): Promise<string> => {
  const nowS = Math.floor(nowMs / 1_000);
  const payload = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'ada',
    org: 'blue',
    iat: nowS,
    exp: nowS + 300,
    ...claims,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'key-1', ...header })
    .sign(keyPair.privateKey);
};

/** A chat request with a token. */
export const chatWith = (token: string, words = 'Hi', conversation = 'c1'): Inbound => ({
  kind: 'chat',
  token,
  conversation,
  turn: { kind: 'words', words },
  ignoredClaims: 0,
});

/** A webhook of Twilio, signed by its own package. */
export const callTo = (to: string, words = 'Hi', secret = SECRET, callSid = 'CA1'): Inbound => {
  const form = {
    To: to,
    From: '+15005550006',
    CallSid: callSid,
    ...(words === '' ? {} : { SpeechResult: words }),
  };
  const headers = new Map([
    ['content-type', 'application/x-www-form-urlencoded'],
    ['x-twilio-signature', twilioPackage.getExpectedTwilioSignature(secret, WEBHOOK, form)],
  ]);
  const body = Buffer.from(new URLSearchParams(form).toString());
  const call = readVoiceRequest(
    { method: 'POST', url: WEBHOOK, headers, body },
    { carrier: 'twilio', endpoint: ENDPOINT },
  );
  if (call instanceof Refusal) throw new Error('the webhook was not read');
  return call;
};

/** Reads an answer to its end. */
export const hear = async (result: AgentReply | Refusal): Promise<string> => {
  if (result instanceof Refusal) return result.code;
  let words = '';
  for await (const piece of result.words) words += piece instanceof Refusal ? `[${piece.code}]` : piece;
  return words;
};

export const createLine = () => {
  const clock = createManualClock();
  const directory = createFakeDirectory();
  const roles = createFakeSts(clock);
  const runtimes = createFakeRuntimes();
  const routes: Route[] = [];
  const keySets = {
    keys: [KEY] as unknown[],
    fetched: 0,
    down: false,
    async fetch(): Promise<unknown> {
      this.fetched += 1;
      if (this.down) throw new Error('the issuer is out of reach');
      return { keys: this.keys };
    },
  };
  const put = ({ id, line, ...tenant }: ServingTenant, number: string, organisation: string): void => {
    directory.items.set(tenantKey(id), writeTenant({ id, line, ...tenant }, line));
    const key = phoneCallerKey('twilio', endpointOf(ENDPOINT), numberOf(number));
    directory.items.set(key, { tenantId: id });
    directory.items.set(organisationCallerKey(ISSUER, AUDIENCE, organisation), { tenantId: id });
  };
  put(blue, BLUE_NUMBER, 'blue');
  put(red, RED_NUMBER, 'red');
  directory.items.set(carrierAccountKey('twilio', endpointOf(ENDPOINT)), { secrets: [SECRET] });
  directory.items.set(SESSION_KEY, { key: Buffer.alloc(32, 7).toString('base64') });
  directory.items.set(issuerKey(ISSUER, AUDIENCE), {
    keySetUrl: 'https://issuer.example/keys',
    algorithms: ['ES256'],
    tokenType: 'at+jwt',
    organisationClaim: 'org',
  });
  const route = createRouter({
    clock,
    directory,
    keySets,
    roles,
    runtimes,
    observe: (each) => routes.push(each),
  });
  return { clock, directory, roles, runtimes, keySets, routes, route };
};
