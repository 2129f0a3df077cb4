import type { Words } from '../../agent-words.ts';
import { Refusal } from '../../refusal.ts';
import { problemOf } from '../problem.ts';
import { spellEvent } from '../server-sent-events.ts';
import { type ChatDialect, eventsReply, newestWords } from './dialect.ts';

/** One run as its client names it. A name that is no text is spelled as none. */
interface Run {
  readonly threadId: string;
  readonly runId: string;
}

async function* spellRun(words: Words, run: Run): AsyncIterable<string> {
  const message = { messageId: `${run.runId}-reply` };
  yield spellEvent({ type: 'RUN_STARTED', ...run });
  yield spellEvent({ type: 'TEXT_MESSAGE_START', ...message, role: 'assistant' });
  let broken: Refusal | undefined;
  for await (const piece of words) {
    if (piece instanceof Refusal) broken = piece;
    else yield spellEvent({ type: 'TEXT_MESSAGE_CONTENT', ...message, delta: piece });
  }
  yield spellEvent({ type: 'TEXT_MESSAGE_END', ...message });
  // A cut stream looks like success to AG-UI's client, so a failure is always an event.
  yield spellEvent(
    broken === undefined
      ? { type: 'RUN_FINISHED', ...run }
      : { type: 'RUN_ERROR', message: broken.terms.title, code: broken.code },
  );
}

/** AG-UI's `RunAgentInput` and events: the thread names the conversation, the newest user message is what is said. */
export const agUi: ChatDialect = {
  read: (body) => ({
    message: newestWords(body['messages'], 'content'),
    conversation: body['threadId'],
    answer: (words, threadId) => {
      const runId = typeof body['runId'] === 'string' ? body['runId'] : '';
      return eventsReply(spellRun(words, { threadId, runId }));
    },
  }),
  problem: problemOf,
};
