import type { IncomingMessage } from 'node:http';
import { BedrockAgentCoreApp, type ContentTypeParserConfig, type Handler } from 'bedrock-agentcore/runtime';
import type { Agent } from './agent.ts';
import { type Connection, Invocation, readInvocation } from './invocation.ts';

/**
 * Parses the body at the edge. The SDK shows its handler neither the `Accept` header nor a way to answer 400, and takes
 * a session id from the body when the header has none; a parser of our own settles all three.
 */
const invocationParser: ContentTypeParserConfig = {
  contentType: ['application/json', 'text/plain'],
  parser: async (
    request: { readonly headers: { readonly accept?: string | undefined }; readonly raw: IncomingMessage },
    body: string | Buffer,
  ) => {
    const read = readInvocation(String(body), request.headers.accept, request.raw.socket);
    if (read instanceof Invocation) return read;
    throw Object.assign(new Error(read.reason), { statusCode: 400 });
  },
};

/** Takes the first words now, so that a failure before them is still a plain HTTP 500, then gives them and the rest. */
const begun = async (words: AsyncGenerator<string>): Promise<AsyncGenerator<string>> => {
  const first = await words.next();
  return (async function* () {
    try {
      if (!first.done) yield first.value;
      yield* words;
    } finally {
      await words.return(undefined);
    }
  })();
};

const joined = async (words: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const few of words) text += few;
  return text;
};

type Log = { warn(fields: object, message: string): void };

/** What a failure may tell the other side: an AWS error's own text names tables, roles and accounts. */
const withheld = (error: unknown, log: Log): Error => {
  log.warn({ fault: error instanceof Error ? error.name : typeof error }, 'the agent failed');
  return new Error('The agent could not answer.');
};

const withholding = async function* (words: AsyncIterable<string>, log: Log) {
  try {
    for await (const text of words) yield { data: { text } };
  } catch (error) {
    throw withheld(error, log);
  }
};

/**
 * Ends the words when the other side is gone. The SDK's writer waits for a full connection to drain, and does not notice
 * that it was closed instead: the answer, and with it the model's, would go on for nobody.
 */
const untilGone = <Piece>(words: AsyncGenerator<Piece>, connection: Connection): AsyncGenerator<Piece> => {
  const leave = (): void => void heard.return(undefined);
  const heard = (async function* () {
    try {
      yield* words;
    } finally {
      connection.off('close', leave);
    }
  })();
  connection.once('close', leave);
  return heard;
};

const handlerOf =
  (agent: Agent): Handler =>
  async (request, { sessionId, log }) => {
    if (!(request instanceof Invocation)) throw new Error('The request has no body.');
    try {
      const words = await begun(agent({ sessionId, said: request.prompt, locale: request.locale }));
      return request.streamed
        ? untilGone(withholding(words, log), request.connection)
        : { text: await joined(words) };
    } catch (error) {
      throw withheld(error, log);
    }
  };

/**
 * Serves an agent on AgentCore's container contract: `GET /ping`, and `POST /invocations` which answers
 * `{"text"}` or, where events are accepted, `data: {"text"}` a few words each. A failure is HTTP 500 before the first
 * words (the SDK sends it without a body where events are accepted) and `event: error` after them; a malformed request
 * is 400. Port 0 takes a free one; the address is logged.
 */
export const serveAgent = (agent: Agent, address: { readonly host: string; readonly port: number }): void =>
  new BedrockAgentCoreApp({
    invocationHandler: { process: handlerOf(agent) },
    config: {
      contentTypeParsers: [invocationParser],
      logging: { disableRequestLogging: true, options: { level: 'info' } },
    },
  }).run(address);
