import type { Speech } from './carrier-protocol.ts';

/** Characters that XML 1.0 cannot hold at all, not even escaped (section 2.2), half surrogates among them. */
const ILLEGAL = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Makes any text safe inside XML, in content and in attributes. What an agent says can never become markup. */
const escapeXml = (text: string): string =>
  text.replace(ILLEGAL, ' ').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const say = ({ words, language }: Speech): string =>
  `<Say language="${escapeXml(language)}">${escapeXml(words)}</Say>`;

/**
 * Spells an answer as TwiML. While the call goes on, `<Gather>` listens for speech or keys during and after the words
 * and sends the next turn to `action`.
 */
export const spellTwiml = (speech: Speech, action: string): string => {
  const words = say(speech);
  const body =
    speech.afterwards === 'hang up'
      ? `${words}<Hangup/>`
      : `<Gather input="speech dtmf" action="${escapeXml(action)}" method="POST" language="${escapeXml(speech.language)}" speechTimeout="auto">${words}</Gather>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${body}</Response>`;
};
