import type { Speech } from './carrier-protocol.ts';
import type { HttpReply, HttpRequest } from './http.ts';
import { element, xmlReply } from './xml.ts';

/**
 * Answers in TwiML, which Telnyx reads too (as TeXML). While the call goes on, `<Gather>` listens for speech or keys
 * during and after the words and sends the next turn to the URL that is answered.
 *
 * @param input the carrier's spelling of "speech or keys".
 */
export const answerInTwiml = (
  speech: Speech,
  request: HttpRequest,
  input: 'speech dtmf' | 'dtmf speech',
): HttpReply => {
  const { words, language } = speech;
  const say = element('Say', { language }, words);
  if (speech.afterwards === 'hang up') return xmlReply(element('Response', {}, say, element('Hangup', {})));
  const gather = { input, action: request.url, method: 'POST', language, speechTimeout: 'auto' };
  return xmlReply(element('Response', {}, element('Gather', gather, say)));
};
