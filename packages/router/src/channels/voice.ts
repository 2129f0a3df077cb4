import { type Carrier, isCarrier, isCarrierEndpoint } from '@privateline/tenancy';
import type { Words } from '../agent-words.ts';
import type { UnverifiedCall } from '../inbound.ts';
import type { AgentReply } from '../invoke.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { CarrierProtocol, Speech } from './carrier-protocol.ts';
import type { HttpReply, HttpRequest } from './http.ts';
import { countIgnoredClaims } from './ignored-claims.ts';
import { plivo } from './plivo.ts';
import { telnyx } from './telnyx.ts';
import { twilio } from './twilio.ts';
import { vonage } from './vonage.ts';

/** Adding a carrier is its file and its line here. */
const PROTOCOLS = { twilio, telnyx, vonage, plivo } as const satisfies Record<Carrier, CarrierProtocol>;

const REFUSALS_LANGUAGE = 'en-US';

/** Takes a webhook in: which carrier and which of its accounts it *says* it is from stands in the path. */
export const readVoiceRequest = (
  request: HttpRequest,
  path: { readonly carrier?: string | undefined; readonly endpoint?: string | undefined },
): UnverifiedCall | Refusal => {
  const { carrier = '', endpoint = '' } = path;
  if (!isCarrier(carrier) || !isCarrierEndpoint(endpoint)) return refuse('signature_invalid');
  const protocol = PROTOCOLS[carrier];
  const names = [...request.headers.keys(), ...protocol.parameterNames(request)];
  return { kind: 'phone', protocol, endpoint, request, ignoredClaims: countIgnoredClaims(names) };
};

const collect = async (words: Words): Promise<{ said: string; broken: Refusal | undefined }> => {
  let said = '';
  for await (const piece of words) {
    if (piece instanceof Refusal) return { said, broken: piece };
    said += piece;
  }
  return { said, broken: undefined };
};

const apology = (refusal: Refusal): Speech => ({
  words: refusal.terms.spoken,
  language: REFUSALS_LANGUAGE,
  afterwards: refusal.retryable ? 'listen' : 'hang up',
});

const speechOf = async (result: AgentReply | Refusal): Promise<Speech> => {
  if (result instanceof Refusal) return apology(result);
  const { said, broken } = await collect(result.words);
  if (broken === undefined) return { words: said, language: result.language, afterwards: 'listen' };
  return said === ''
    ? apology(broken)
    : { words: `${said} ${broken.terms.spoken}`, language: result.language, afterwards: 'listen' };
};

/** A webhook that no carrier of ours has signed learns nothing at all, not even that this is a telephone. */
const turnedAway = (refusal: Refusal): HttpReply => ({
  statusCode: refusal.terms.status,
  headers: {},
  body: '',
});

/** Answers a request that could not even be taken for a webhook. */
export const refuseVoiceRequest = turnedAway;

/** Answers a webhook. A carrier speaks only what comes with 200, so a verified caller hears even a refusal. */
export const answerVoiceRequest = async (
  call: UnverifiedCall,
  result: AgentReply | Refusal,
): Promise<HttpReply> =>
  result instanceof Refusal && result.code === 'signature_invalid'
    ? turnedAway(result)
    : call.protocol.speak(await speechOf(result), call.request);
