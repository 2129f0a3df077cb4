import type { Words } from '../../agent-words.ts';
import { Refusal } from '../../refusal.ts';
import { problemOf } from '../problem.ts';
import { spellEvent } from '../server-sent-events.ts';
import { type ChatDialect, eventsReply, newestWords } from './dialect.ts';

const TEXT_ID = 'text';

async function* spellParts(words: Words): AsyncIterable<string> {
  yield spellEvent({ type: 'start' });
  yield spellEvent({ type: 'text-start', id: TEXT_ID });
  let broken: Refusal | undefined;
  for await (const piece of words) {
    if (piece instanceof Refusal) broken = piece;
    else yield spellEvent({ type: 'text-delta', id: TEXT_ID, delta: piece });
  }
  yield spellEvent({ type: 'text-end', id: TEXT_ID });
  yield spellEvent(
    broken === undefined ? { type: 'finish' } : { type: 'error', errorText: broken.terms.title },
  );
  yield 'data: [DONE]\n\n';
}

/**
 * The AI SDK's UI message stream, as `useChat` and `DefaultChatTransport` speak it: the chat's id names the
 * conversation, the newest user message is what is said.
 */
export const aiSdk: ChatDialect = {
  read: (body) => ({
    message: newestWords(body['messages'], 'parts'),
    conversation: body['id'],
    answer: (words) => eventsReply(spellParts(words), { 'x-vercel-ai-ui-message-stream': 'v1' }),
  }),
  problem: problemOf,
};
