import { createHmac, randomBytes } from 'node:crypto';
import { type CarrierAccount, callDemo } from './demo-file.ts';

/** A call as the carrier's side sees it. */
export interface Call {
  readonly account: CarrierAccount;
  readonly sid: string;
  readonly from: string;
  readonly to: string;
}

/** What the webhook answered, and how long that took. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
}

export const drawCallSid = (): string => `CA${randomBytes(16).toString('hex')}`;

/** Signs as Twilio does: HMAC-SHA-1 over the URL and the sorted parameters, in base64. */
const sign = (authToken: string, url: string, form: Readonly<Record<string, string>>): string => {
  const parameters = Object.entries(form)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => name + value);
  return createHmac('sha1', authToken)
    .update(url + parameters.join(''))
    .digest('base64');
};

/** Posts one turn of a call to a webhook, signed. Without words the call has just come in. */
export const postTurn = async (call: Call, url: string, words: string | null): Promise<WebhookAnswer> => {
  const form = {
    AccountSid: `AC${'0'.repeat(32)}`,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: words === null ? 'ringing' : 'in-progress',
    Called: call.to,
    Caller: call.from,
    Direction: 'inbound',
    From: call.from,
    To: call.to,
    ...(words === null ? {} : { SpeechResult: words, Confidence: '0.95' }),
  };
  const startedAt = performance.now();
  const answer = await callDemo(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': sign(call.account.authToken, url, form),
    },
    body: new URLSearchParams(form).toString(),
  });
  const body = await answer.text();
  return { status: answer.status, body, milliseconds: Math.round(performance.now() - startedAt) };
};
