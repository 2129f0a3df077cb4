import { createHash } from 'node:crypto';
import { jwtVerify } from 'jose';
import { refuse } from '../refusal.ts';
import { parseStrictObject } from '../strict-json.ts';
import type { CarrierProtocol, Speech } from './carrier-protocol.ts';
import { readSignedCall } from './signed-call.ts';

/** How old a webhook may be, in seconds. */
const WINDOW_S = 300;

const BEARER = /^Bearer (\S+)$/i;

const isSignedBy = async (
  token: string,
  secret: string,
  bodyHash: string,
  nowMs: number,
): Promise<boolean> => {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      maxTokenAge: WINDOW_S,
      currentDate: new Date(nowMs),
      requiredClaims: ['iat', 'payload_hash'],
    });
    return payload['payload_hash'] === bodyHash;
  } catch {
    return false;
  }
};

const anyOf = async (checks: readonly Promise<boolean>[]): Promise<boolean> =>
  (await Promise.all(checks)).includes(true);

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The first of the guesses at what was said, or the keys that were pressed. */
const wordsOf = (event: unknown): string => {
  const guesses = member(member(event, 'speech'), 'results');
  const first: unknown = Array.isArray(guesses) ? guesses[0] : undefined;
  return textOf(member(first, 'text')) || textOf(member(member(event, 'dtmf'), 'digits'));
};

/** A call control object: talk, then listen for speech or keys; without an action left, the call ends. */
const spellNcco = ({ words, language, afterwards }: Speech, url: string): unknown[] => {
  const talk = { action: 'talk', text: words, language, bargeIn: afterwards === 'listen' };
  const input = {
    action: 'input',
    eventUrl: [url],
    eventMethod: 'POST',
    type: ['speech', 'dtmf'],
    speech: { language },
    dtmf: {},
  };
  return afterwards === 'listen' ? [talk, input] : [talk];
};

/**
 * Vonage Voice: JSON with a signed JWT (HS256 by the account's signature secret) whose `payload_hash` is the SHA-256 of
 * the raw body, an NCCO in answer. The answer URL must be set to POST: a GET has no body to hash.
 */
export const vonage: CarrierProtocol = {
  carrier: 'vonage',

  verify(request, account, nowMs) {
    const token = BEARER.exec(request.headers.get('authorization') ?? '')?.[1];
    if (token === undefined) return false;
    const bodyHash = createHash('sha256').update(request.body).digest('hex');
    return anyOf(account.secrets.map((secret) => isSignedBy(token, secret, bodyHash, nowMs)));
  },

  read(request) {
    const event = parseStrictObject(request.body);
    if (event === undefined) return refuse('request_malformed');
    return readSignedCall({
      dialled: `+${textOf(event['to'])}`,
      callId: textOf(event['conversation_uuid']),
      words: wordsOf(event),
    });
  },

  speak: (speech, request) => ({
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(spellNcco(speech, request.url)),
  }),

  parameterNames: (request) => Object.keys(parseStrictObject(request.body) ?? {}),
};
