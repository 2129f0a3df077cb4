import { once } from 'node:events';
import { createServer, type Http2ServerResponse } from 'node:http2';
import { text } from 'node:stream/consumers';
import { eventStreamFrame } from './event-stream-frame.ts';

/** What ConverseStream sends: words, or an exception in the middle of the stream. */
export type ModelEvent = { readonly words: string } | { readonly exception: string };

/** Bedrock's ConverseStream on loopback: HTTP/2, which is what its SDK speaks, and AWS's event stream encoding. */
export type FakeBedrock = AsyncDisposable & {
  readonly url: string;
  /** The bodies of the requests that were made, in order. */
  readonly requests: readonly string[];
  /** How the model answers; its iteration is ended when the other side leaves. */
  converse: () => AsyncIterable<ModelEvent>;
};

const headersOf = (type: 'event' | 'exception', name: string) => ({
  ':message-type': type,
  [`:${type}-type`]: name,
  ':content-type': 'application/json',
});

const frameOf = (event: ModelEvent): Buffer =>
  'words' in event
    ? eventStreamFrame(headersOf('event', 'contentBlockDelta'), { delta: { text: event.words } })
    : eventStreamFrame(headersOf('exception', event.exception), {
        message: 'account 000000000000 is at fault',
      });

/** A model does not speak faster than it is heard: without this, an endless answer would fill the memory. */
const drainedOrGone = ({ stream }: Http2ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    for (const event of ['drain', 'close', 'error']) stream.once(event, () => resolve());
  });

const stream = async (events: AsyncIterable<ModelEvent>, response: Http2ServerResponse): Promise<void> => {
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  for await (const event of events) {
    if (response.stream.destroyed) return;
    if (!response.write(frameOf(event))) await drainedOrGone(response);
  }
  response.end();
};

const portOf = (address: ReturnType<ReturnType<typeof createServer>['address']>): number => {
  if (address === null || typeof address === 'string') throw new Error('The fake has no port.');
  return address.port;
};

export const startFakeBedrock = async (): Promise<FakeBedrock> => {
  const requests: string[] = [];
  const sessions = new Set<{ destroy(): void }>();
  const server = createServer(async (request, response) => {
    requests.push(await text(request));
    await stream(bedrock.converse(), response);
  }).on('session', (session) => sessions.add(session));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bedrock: FakeBedrock = {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    converse: async function* () {
      yield { words: 'Nobody told me what to say.' };
    },
    [Symbol.asyncDispose]: async () => {
      for (const session of sessions) session.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return bedrock;
};
