import type { Words } from '../../agent-words.ts';
import { Refusal } from '../../refusal.ts';
import type { HttpRequest, StreamedHttpReply } from '../http.ts';
import { problemHeaders } from '../problem.ts';
import { keepAlive } from '../server-sent-events.ts';

/** What a client asked, in whatever dialect it speaks. Nothing of it has been checked. */
export interface Question {
  readonly message: unknown;
  /** The client's name for the conversation; undefined where it has none. */
  readonly conversation: unknown;
  /** Answers as this client wants it. */
  answer(words: Words, conversation: string): StreamedHttpReply | Promise<StreamedHttpReply>;
}

/** One way in which clients chat: its request and its answers, in one file of this folder. */
export interface ChatDialect {
  /** Takes a question from a JSON body; what else stands in it selects nothing. */
  read(body: Readonly<Record<string, unknown>>, request: HttpRequest): Question;
  /** What the body of a refusal says to this client. */
  problem(refusal: Refusal): object;
}

async function* once(text: string): AsyncIterable<string> {
  yield text;
}

/** One JSON document. */
export const documentReply = (value: object): StreamedHttpReply => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: once(JSON.stringify(value)),
});

const PING_EVERY_MS = 15_000;

/** Server-sent events, kept alive through an agent's silences. */
export const eventsReply = (
  events: AsyncIterable<string>,
  headers: Readonly<Record<string, string>> = {},
): StreamedHttpReply => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    ...headers,
  },
  body: keepAlive(events, PING_EVERY_MS),
});

/** Refuses with `application/problem+json` (RFC 9457), whatever the dialect adds to it. */
export const refusalReply = (dialect: ChatDialect, refusal: Refusal): StreamedHttpReply => ({
  statusCode: refusal.terms.status,
  headers: problemHeaders(refusal),
  body: once(JSON.stringify(dialect.problem(refusal))),
});

/** Waits for the whole answer, so that one which breaks off can still be refused by its status. */
export const wholeReply = async (
  dialect: ChatDialect,
  words: Words,
  spell: (text: string) => object,
): Promise<StreamedHttpReply> => {
  let text = '';
  for await (const piece of words) {
    if (piece instanceof Refusal) return refusalReply(dialect, piece);
    text += piece;
  }
  return documentReply(spell(text));
};

/** The member of an unread value under a name, if it is an object that has one. */
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Reflect.get(value, name) : undefined;

/** The text in a message's content: a string, or the text parts of a list. */
const textOf = (content: unknown): unknown =>
  Array.isArray(content)
    ? content
        .filter((part) => member(part, 'type') === 'text')
        .map((part) => member(part, 'text'))
        .join('')
    : content;

/**
 * The newest message of a history, if the user said it. What a client says was said before is its own claim: the agent
 * remembers by itself, and is told nothing of it.
 */
export const newestWords = (messages: unknown, content: 'content' | 'parts'): unknown => {
  const newest: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  return member(newest, 'role') === 'user' ? textOf(member(newest, content)) : undefined;
};
