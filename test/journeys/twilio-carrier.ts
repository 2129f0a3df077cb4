import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import type { FleetCarrierAccount } from '../../packages/demo/src/demo-fleet.ts';

/** One webhook as Twilio would send it. */
export interface Webhook {
  readonly account: FleetCarrierAccount;
  readonly to: string;
  readonly callSid: string;
  readonly words?: string;
  /** Headers and parameters that Twilio would not send. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly signature?: string;
}

export const drawCallSid = (): string => `CA${randomBytes(16).toString('hex')}`;

/** Posts a webhook, signed by Twilio's own package. */
export const postWebhook = (baseUrl: string, webhook: Webhook): Promise<Response> => {
  const { account, to, callSid, words } = webhook;
  const url = `${baseUrl}/voice/${account.carrier}/${account.endpoint}`;
  const form = {
    AccountSid: `AC${'0'.repeat(32)}`,
    CallSid: callSid,
    CallStatus: 'in-progress',
    Direction: 'inbound',
    From: '+15005550006',
    To: to,
    ...(words === undefined ? {} : { SpeechResult: words, Confidence: '0.9' }),
    ...webhook.parameters,
  };
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': webhook.signature ?? twilio.getExpectedTwilioSignature(account.secret, url, form),
      ...webhook.headers,
    },
    body: new URLSearchParams(form),
  });
};
