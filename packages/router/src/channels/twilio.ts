import type { CarrierProtocol } from './carrier-protocol.ts';
import { readSignedCall } from './signed-call.ts';
import { isForm, readForm } from './signed-form.ts';
import { verifyTwilioSignature } from './twilio-signature.ts';
import { answerInTwiml } from './twiml.ts';

/** Twilio Programmable Voice: a signed form for each turn, TwiML in answer. */
export const twilio: CarrierProtocol = {
  carrier: 'twilio',

  verify(request, account) {
    const signature = request.headers.get('x-twilio-signature');
    // A JSON body is signed by a query parameter that is not read here; taking one would let a captured signature bless any body.
    if (signature === undefined || !isForm(request)) return false;
    const form = readForm(request);
    return account.secrets.some((secret) => verifyTwilioSignature(secret, signature, request.url, form));
  },

  read(request) {
    const form = readForm(request);
    return readSignedCall({
      dialled: form.get('To') ?? '',
      callId: form.get('CallSid') ?? '',
      words: form.get('SpeechResult') ?? form.get('Digits') ?? '',
    });
  },

  speak: (speech, request) => answerInTwiml(speech, request, 'speech dtmf'),

  parameterNames: (request) => readForm(request).keys(),
};
