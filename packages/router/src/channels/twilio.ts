import { refuse } from '../refusal.ts';
import { LONGEST_MESSAGE, type Turn } from '../turn.ts';
import type { CarrierProtocol } from './carrier-protocol.ts';
import { parseDialledNumber } from './dialled-number.ts';
import type { HttpRequest } from './http.ts';
import { verifyTwilioSignature } from './twilio-signature.ts';
import { spellTwiml } from './twiml.ts';

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;
const CALL_ID = /^[0-9A-Za-z]{1,64}$/;

/** Blank values and repeated names are kept: the signature is over all of them. */
const readForm = ({ body }: HttpRequest): URLSearchParams =>
  new URLSearchParams(Buffer.from(body).toString('utf8'));

const readTurn = (form: URLSearchParams): Turn => {
  const words = (form.get('SpeechResult') ?? form.get('Digits') ?? '').trim();
  return words === '' ? { kind: 'opening' } : { kind: 'words', words };
};

/** Twilio Programmable Voice: a signed form for each turn, TwiML in answer. */
export const twilio: CarrierProtocol = {
  carrier: 'twilio',

  verify(request, account) {
    const signature = request.headers.get('x-twilio-signature');
    // A JSON body is signed by a query parameter that is not read here; taking one would let a captured signature bless any body.
    if (signature === undefined || !FORM.test(request.headers.get('content-type') ?? '')) return false;
    const form = readForm(request);
    return account.secrets.some((secret) => verifyTwilioSignature(secret, signature, request.url, form));
  },

  read(request) {
    const form = readForm(request);
    const dialled = parseDialledNumber(form.get('To') ?? '');
    if (dialled === undefined) return refuse('number_invalid');
    const callId = form.get('CallSid') ?? '';
    if (!CALL_ID.test(callId)) return refuse('request_malformed');
    const turn = readTurn(form);
    if (turn.kind === 'words' && turn.words.length > LONGEST_MESSAGE) return refuse('message_too_long');
    return { dialled, callId, turn };
  },

  speak: (speech, request) => ({
    statusCode: 200,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: spellTwiml(speech, request.url),
  }),

  parameterNames: (request) => readForm(request).keys(),
};
