import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { CarrierProtocol } from './carrier-protocol.ts';
import { readSignedCall } from './signed-call.ts';
import { isForm, readForm } from './signed-form.ts';
import { answerInTwiml } from './twiml.ts';

/** How far a webhook's time may be from ours, in seconds: the window of Telnyx's own package. */
const WINDOW_S = 300;

const readPublicKey = (base64: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(base64, 'base64').toString('base64url') },
    format: 'jwk',
  });

/**
 * Telnyx TeXML: Ed25519 over `timestamp|raw body` under the account's public key, which stands where other carriers have
 * a secret. The URL is not signed, so what ties a webhook to its endpoint is that an endpoint is one account.
 */
export const telnyx: CarrierProtocol = {
  carrier: 'telnyx',

  verify(request, account, nowMs) {
    const timestamp = request.headers.get('telnyx-timestamp') ?? '';
    const signature = Buffer.from(request.headers.get('telnyx-signature-ed25519') ?? '', 'base64');
    if (!/^[0-9]{1,12}$/.test(timestamp) || !isForm(request)) return false;
    if (Math.abs(nowMs / 1_000 - Number(timestamp)) > WINDOW_S) return false;
    const signed = Buffer.concat([Buffer.from(`${timestamp}|`), request.body]);
    return account.secrets.some((publicKey) => verify(null, signed, readPublicKey(publicKey), signature));
  },

  read(request) {
    const form = readForm(request);
    return readSignedCall({
      dialled: form.get('To') ?? '',
      callId: form.get('CallSid') ?? '',
      words: form.get('SpeechResult') ?? form.get('Digits') ?? '',
    });
  },

  speak: (speech, request) => answerInTwiml(speech, request, 'dtmf speech'),

  parameterNames: (request) => readForm(request).keys(),
};
