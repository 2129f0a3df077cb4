import type { Conversations } from './conversation.ts';
import type { Knowledge } from './knowledge.ts';
import { languageOfLocale } from './language.ts';
import type { Model } from './model.ts';

/** Answers what was said in a session, a few words at a time. */
export type Agent = (heard: {
  readonly sessionId: string;
  readonly said: string;
  /** BCP 47. Without one, or with one that the agent does not speak, it speaks the language of its notes. */
  readonly locale?: string | undefined;
}) => AsyncGenerator<string, void>;

const passagesForAnAnswer = 5;

/**
 * An agent that answers from its notes and from this session's earlier turns. It knows nothing else: not whose it is,
 * nor that there are others. A turn is remembered as far as it was answered; one that failed at once is not.
 * Throws what the knowledge or the model throws.
 */
export const createAgent = (parts: {
  readonly knowledge: Knowledge;
  readonly conversations: Conversations;
  readonly model: Model;
}): Agent =>
  async function* ({ sessionId, said, locale }) {
    const notes = await parts.knowledge.read();
    const words = parts.model.answer({
      said,
      language: languageOfLocale(locale) ?? notes.language,
      turns: parts.conversations.turnsOf(sessionId),
      passages: notes.search(said, passagesForAnAnswer),
      titles: notes.titles,
    });
    let answered = '';
    try {
      for await (const few of words) {
        answered += few;
        yield few;
      }
    } finally {
      if (answered !== '') parts.conversations.record(sessionId, { said, answered });
    }
  };
