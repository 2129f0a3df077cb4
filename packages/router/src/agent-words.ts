import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { type Refusal, refuse } from './refusal.ts';

/** An answer as it is being said: pieces of text, ended by a refusal if it broke off. */
export type Words = AsyncIterable<string | Refusal>;

/** What an agent answered, unread. */
export interface AgentAnswer {
  readonly contentType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The longest answer that is not streamed, in bytes. */
const LONGEST_JSON = 1_000_000;

/** An agent says a piece of text as a JSON string or as `{"text": "..."}`; other events (tool use, usage) are its own affair. */
const readText = (json: string): string => {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null || !('text' in value)) return '';
    return typeof value.text === 'string' ? value.text : '';
  } catch {
    return '';
  }
};

async function* readEvents(bytes: AsyncIterable<Uint8Array>): Words {
  const arrived: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => arrived.push(event) });
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    for (const event of arrived.splice(0)) {
      if (event.event === 'error') {
        yield refuse('agent_failed');
        return;
      }
      yield readText(event.data);
    }
  }
}

async function* readDocument(bytes: AsyncIterable<Uint8Array>): Words {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.byteLength;
    if (length > LONGEST_JSON) break;
    chunks.push(chunk);
  }
  yield length > LONGEST_JSON ? refuse('agent_failed') : readText(Buffer.concat(chunks).toString('utf8'));
}

const readers: Readonly<Record<string, (bytes: AsyncIterable<Uint8Array>) => Words>> = {
  'text/event-stream': readEvents,
  'application/json': readDocument,
};

/**
 * Reads an agent's answer as words: `text/event-stream` piece by piece, or one `application/json` document.
 *
 * It always ends well: a stream that breaks, says nothing, or is of an unknown type ends with a refusal instead.
 *
 * @param signal the caller's patience: when it is aborted, the answer ends as timed out.
 */
export async function* readWords({ contentType, bytes }: AgentAnswer, signal: AbortSignal): Words {
  const read = readers[contentType.split(';', 1).join('').trim().toLowerCase()];
  let silent = true;
  try {
    for await (const piece of read?.(bytes) ?? []) {
      if (piece === '') continue;
      silent = false;
      yield piece;
    }
    if (silent) yield refuse('agent_failed');
  } catch {
    yield refuse(signal.aborted ? 'agent_timed_out' : 'agent_interrupted');
  }
}
