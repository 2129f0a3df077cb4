import type { UnverifiedChat } from '../inbound.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { Router } from '../router.ts';
import { parseStrictObject } from '../strict-json.ts';
import { LONGEST_MESSAGE } from '../turn.ts';
import { agUi } from './chat/ag-ui.ts';
import { aiSdk } from './chat/ai-sdk.ts';
import { type ChatDialect, type Question, refusalReply } from './chat/dialect.ts';
import { native } from './chat/native.ts';
import { openAi } from './chat/openai.ts';
import type { HttpRequest, StreamedHttpReply } from './http.ts';
import { countIgnoredClaims } from './ignored-claims.ts';

const JSON_TYPE = /^application\/json\s*(;|$)/i;
const BEARER = /^Bearer ([^\s,]+)$/i;
const CONVERSATION = /^[0-9A-Za-z_-]{1,128}$/;
/** Control characters other than white space. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/** Adding a dialect is its file, its line here, and its route in the deployed shape. */
const DIALECTS: Readonly<Record<string, ChatDialect>> = {
  '/chat/ai-sdk': aiSdk,
  '/chat/ag-ui': agUi,
  '/v1/chat/completions': openAi,
};

const dialectOf = ({ url }: HttpRequest): ChatDialect =>
  Object.entries(DIALECTS).find(([path]) => url.endsWith(path))?.[1] ?? native;

const readMessage = (message: unknown): string | Refusal => {
  if (typeof message !== 'string' || !message.isWellFormed() || CONTROL.test(message))
    return refuse('request_malformed');
  const words = message.trim();
  if (words === '') return refuse('request_malformed');
  return words.length > LONGEST_MESSAGE ? refuse('message_too_long') : words;
};

/** A chat request taken in: what the line is asked, and how its client wants to be answered. */
interface TakenChat {
  readonly inbound: UnverifiedChat;
  readonly question: Question;
}

const takeIn = (
  request: HttpRequest,
  dialect: ChatDialect,
  drawConversation: () => string,
): TakenChat | Refusal => {
  const token = BEARER.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) return refuse('token_invalid');
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) return refuse('media_type_unsupported');
  const body = parseStrictObject(request.body);
  if (body === undefined) return refuse('request_malformed');
  const question = dialect.read(body, request);
  const words = readMessage(question.message);
  if (words instanceof Refusal) return words;
  const conversation = question.conversation ?? drawConversation();
  if (typeof conversation !== 'string' || !CONVERSATION.test(conversation))
    return refuse('request_malformed');
  const ignoredClaims = countIgnoredClaims([...request.headers.keys(), ...Object.keys(body)]);
  return {
    inbound: { kind: 'chat', token, conversation, turn: { kind: 'words', words }, ignoredClaims },
    question,
  };
};

/**
 * The door for chat clients: it takes a request in whatever dialect its path names, sends it along the line, and answers
 * in the same dialect.
 *
 * @param drawConversation names a conversation that the client did not name.
 */
export const createChatDoor =
  (route: Router, drawConversation: () => string) =>
  async (request: HttpRequest): Promise<StreamedHttpReply> => {
    const dialect = dialectOf(request);
    const taken = takeIn(request, dialect, drawConversation);
    if (taken instanceof Refusal) return refusalReply(dialect, taken);
    const { inbound, question } = taken;
    const reply = await route(inbound);
    return reply instanceof Refusal
      ? refusalReply(dialect, reply)
      : question.answer(reply.words, inbound.conversation);
  };

/** Answers a request that could not even be taken for a chat. */
export const refuseChatRequest = (refusal: Refusal): StreamedHttpReply => refusalReply(native, refusal);
