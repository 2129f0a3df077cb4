import type { Words } from '../../agent-words.ts';
import { Refusal } from '../../refusal.ts';
import { problemOf } from '../problem.ts';
import { spellEvent } from '../server-sent-events.ts';
import { type ChatDialect, eventsReply, newestWords, wholeReply } from './dialect.ts';

/** What every answer calls itself: which agent answers is the tenant's affair and never the `model` that was asked for. */
const MODEL = 'agent';

/** OpenAI's clients read the message and code of `error`; the rest is the same problem as everywhere. */
const problem = (refusal: Refusal) => ({
  ...problemOf(refusal),
  error: {
    message: refusal.terms.title,
    type: refusal.terms.status < 500 ? 'invalid_request_error' : 'server_error',
    param: null,
    code: refusal.code,
  },
});

const chunk = (id: string, delta: object, finishReason: 'stop' | null): string =>
  spellEvent({
    id,
    object: 'chat.completion.chunk',
    created: 0,
    model: MODEL,
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  });

async function* spellChunks(words: Words, id: string): AsyncIterable<string> {
  yield chunk(id, { role: 'assistant', content: '' }, null);
  for await (const piece of words) {
    if (piece instanceof Refusal) {
      yield spellEvent(problem(piece));
      return;
    }
    yield chunk(id, { content: piece }, null);
  }
  yield chunk(id, {}, 'stop');
  yield 'data: [DONE]\n\n';
}

const completion = (id: string, content: string) => ({
  id,
  object: 'chat.completion',
  created: 0,
  model: MODEL,
  choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' }],
});

/**
 * OpenAI's chat completions, streamed and not. `model` and `user` select nothing.
 *
 * Its clients send the whole history and no name for the conversation: the header `X-Conversation-Id` is one, and
 * without it each request is a conversation of its own.
 */
export const openAi: ChatDialect = {
  read: (body, request) => ({
    message: newestWords(body['messages'], 'content'),
    conversation: request.headers.get('x-conversation-id'),
    answer: (words, conversation) => {
      const id = `chatcmpl-${conversation}`;
      return body['stream'] === true
        ? eventsReply(spellChunks(words, id))
        : wholeReply(openAi, words, (text) => completion(id, text));
    },
  }),
  problem,
};
