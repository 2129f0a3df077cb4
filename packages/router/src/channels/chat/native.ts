import type { Words } from '../../agent-words.ts';
import { Refusal } from '../../refusal.ts';
import { problemOf } from '../problem.ts';
import { spellEvent } from '../server-sent-events.ts';
import { type ChatDialect, eventsReply, wholeReply } from './dialect.ts';

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

const wantsJson = (accept: string | undefined): boolean =>
  accept?.split(',').some((type) => /^\s*application\/json\s*(;|$)/i.test(type)) === true &&
  !accept.includes('text/event-stream');

/**
 * Our own dialect: `{"message": string, "conversationId"?: string}`, answered in server-sent events: `start` with the
 * conversation's id, then `{"text"}` messages as the agent speaks, then `end`, or `error` with a problem if the answer
 * breaks off. A client that accepts `application/json` and no events gets `{"conversationId", "text"}` when all is said.
 */
export const native: ChatDialect = {
  read: (body, request) => ({
    message: body['message'],
    conversation: body['conversationId'],
    answer: (words, conversationId) =>
      wantsJson(request.headers.get('accept'))
        ? wholeReply(native, words, (text) => ({ conversationId, text }))
        : eventsReply(spellWords(words, conversationId)),
  }),
  problem: problemOf,
};
