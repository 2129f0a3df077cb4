import type { Words } from '../agent-words.ts';
import type { UnverifiedChat } from '../inbound.ts';
import type { AgentReply } from '../invoke.ts';
import { Refusal, refuse } from '../refusal.ts';
import { parseStrictObject } from '../strict-json.ts';
import { LONGEST_MESSAGE } from '../turn.ts';
import type { HttpRequest, StreamedHttpReply } from './http.ts';
import { countIgnoredClaims } from './ignored-claims.ts';
import { problemHeaders, problemOf } from './problem.ts';
import { keepAlive, spellEvent } from './server-sent-events.ts';

const JSON_TYPE = /^application\/json\s*(;|$)/i;
const BEARER = /^Bearer ([^\s,]+)$/i;
const CONVERSATION = /^[0-9A-Za-z_-]{1,128}$/;
/** Control characters other than white space. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;
const PING_EVERY_MS = 15_000;

const readMessage = (message: unknown): string | Refusal => {
  if (typeof message !== 'string' || !message.isWellFormed() || CONTROL.test(message))
    return refuse('request_malformed');
  const words = message.trim();
  if (words === '') return refuse('request_malformed');
  return words.length > LONGEST_MESSAGE ? refuse('message_too_long') : words;
};

/**
 * Takes a chat request in: `{"message": string, "conversationId"?: string}` with a bearer token.
 *
 * @param drawConversation names a conversation that the client did not name.
 */
export const readChatRequest = (
  request: HttpRequest,
  drawConversation: () => string,
): UnverifiedChat | Refusal => {
  const token = BEARER.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) return refuse('token_invalid');
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) return refuse('media_type_unsupported');
  const body = parseStrictObject(request.body);
  if (body === undefined) return refuse('request_malformed');
  const words = readMessage(body['message']);
  if (words instanceof Refusal) return words;
  const conversation = body['conversationId'] ?? drawConversation();
  if (typeof conversation !== 'string' || !CONVERSATION.test(conversation))
    return refuse('request_malformed');
  const ignoredClaims = countIgnoredClaims([...request.headers.keys(), ...Object.keys(body)]);
  return { kind: 'chat', token, conversation, turn: { kind: 'words', words }, ignoredClaims };
};

async function* once(text: string): AsyncIterable<string> {
  yield text;
}

/** Refuses with `application/problem+json` (RFC 9457). */
export const refuseChatRequest = (refusal: Refusal): StreamedHttpReply => ({
  statusCode: refusal.terms.status,
  headers: problemHeaders(refusal),
  body: once(JSON.stringify(problemOf(refusal))),
});

/** The status line is long gone when an agent breaks off, so the stream itself says so and still ends well. */
async function* spellWords(words: Words, conversationId: string): AsyncIterable<string> {
  yield spellEvent({ conversationId }, 'start');
  for await (const piece of words) {
    if (piece instanceof Refusal) {
      yield spellEvent(problemOf(piece), 'error');
      return;
    }
    yield spellEvent({ text: piece });
  }
  yield spellEvent({}, 'end');
}

/**
 * Answers as server-sent events: `start` with the conversation's id, then `{"text"}` messages as the agent speaks,
 * then `end`, or `error` with a problem if the answer breaks off.
 */
export const answerChatRequest = (chat: UnverifiedChat, result: AgentReply | Refusal): StreamedHttpReply =>
  result instanceof Refusal
    ? refuseChatRequest(result)
    : {
        statusCode: 200,
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        },
        body: keepAlive(spellWords(result.words, chat.conversation), PING_EVERY_MS),
      };
