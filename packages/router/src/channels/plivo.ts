import { createHmac } from 'node:crypto';
import type { CarrierProtocol } from './carrier-protocol.ts';
import { equalDigests } from './equal-digests.ts';
import { readSignedCall } from './signed-call.ts';
import { isForm, readForm, spellParameters } from './signed-form.ts';
import { element, xmlReply } from './xml.ts';

/** What Plivo's V3 scheme signs for a POST: the URL, its sorted query, the sorted parameters, the nonce. */
const spellSigned = (url: string, form: URLSearchParams, nonce: string): string => {
  const [path = '', query = ''] = url.split('?', 2);
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).sort();
  const parameters = spellParameters(form, (values) => values);
  const separator = pairs.length > 0 && form.size > 0 ? '.' : '';
  const suffix = pairs.length > 0 || form.size > 0 ? `?${pairs.join('&')}${separator}${parameters}` : '';
  return `${path}${suffix}.${nonce}`;
};

/** Plivo numbers come without the `+`. */
const withPlus = (number: string): string => (number.startsWith('+') ? number : `+${number}`);

/** Plivo Voice: a form with a V3 signature (HMAC-SHA-256, base64, with a nonce), Plivo XML in answer. */
export const plivo: CarrierProtocol = {
  carrier: 'plivo',

  verify(request, account) {
    const nonce = request.headers.get('x-plivo-signature-v3-nonce') ?? '';
    const signatures = (request.headers.get('x-plivo-signature-v3') ?? '')
      .split(',')
      .map((text) => text.trim());
    if (nonce === '' || !isForm(request)) return false;
    const signed = spellSigned(request.url, readForm(request), nonce);
    return account.secrets.some((secret) => {
      const expected = createHmac('sha256', secret).update(signed).digest();
      return signatures.some((signature) => equalDigests(expected, Buffer.from(signature, 'base64')));
    });
  },

  read(request) {
    const form = readForm(request);
    return readSignedCall({
      dialled: withPlus(form.get('To') ?? ''),
      callId: form.get('CallUUID') ?? '',
      words: form.get('Speech') ?? form.get('Digits') ?? '',
    });
  },

  speak({ words, language, afterwards }, request) {
    const speak = element('Speak', { language }, words);
    if (afterwards === 'hang up') return xmlReply(element('Response', {}, speak, element('Hangup', {})));
    const input = { action: request.url, method: 'POST', inputType: 'dtmf speech', language };
    return xmlReply(element('Response', {}, element('GetInput', input, speak)));
  },

  parameterNames: (request) => readForm(request).keys(),
};
