import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Listening, listenOnLoopback } from '@privateline/loopback';
import type { Invocation } from './invocation.ts';

/** One invocation as the Runtime API hands it to an environment. */
export interface PendingInvocation {
  readonly event: unknown;
  readonly deadlineMs: number;
  readonly functionArn: string;
  readonly settle: (invocation: Invocation) => void;
  /** Called once the environment may take the next invocation. */
  readonly done: () => void;
}

/** Lambda's Runtime API for one execution environment. */
export interface RuntimeApi extends Listening {
  /** Hands an invocation to the environment as soon as it asks for one; answers with its request id. */
  offer(invocation: PendingInvocation): string;
  /** Fails the invocation that is under way, if there is one. */
  abandon(invocation: Invocation): void;
}

const PATH =
  /^\/2018-06-01\/runtime\/(?:invocation\/(next)|invocation\/([0-9a-f-]{36})\/(response|error)|init\/(error))$/;

const readText = async (message: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of message.setEncoding('utf8')) text += chunk;
  return text;
};

const errorTypeOf = (json: string): string => {
  try {
    const error: unknown = JSON.parse(json);
    const type: unknown =
      typeof error === 'object' && error !== null && 'errorType' in error ? error.errorType : undefined;
    return typeof type === 'string' ? type : 'Error';
  } catch {
    return 'Error';
  }
};

/** The bytes of a streamed response. It rejects where the function broke off, which its trailers say. */
async function* streamedBody(message: IncomingMessage, done: () => void): AsyncIterable<Uint8Array> {
  try {
    yield* message;
    const errorType = message.trailers['lambda-runtime-function-error-type'];
    if (errorType !== undefined) throw new Error(`the function broke off: ${errorType}`);
  } finally {
    done();
  }
}

export const startRuntimeApi = async (): Promise<RuntimeApi> => {
  const queue: [string, PendingInvocation][] = [];
  const underWay = new Map<string, PendingInvocation>();
  const waiting: ServerResponse[] = [];

  const hand = (): void => {
    const [response, next] = [waiting[0], queue[0]];
    if (response === undefined || next === undefined) return;
    waiting.shift();
    queue.shift();
    const [id, invocation] = next;
    underWay.set(id, invocation);
    response
      .writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': id,
        'lambda-runtime-deadline-ms': String(invocation.deadlineMs),
        'lambda-runtime-invoked-function-arn': invocation.functionArn,
        'lambda-runtime-trace-id': `Root=1-${id.slice(0, 8)}-${id.replaceAll('-', '').slice(8, 32)};Sampled=0`,
      })
      .end(JSON.stringify(invocation.event));
  };

  const finish = (id: string, response: ServerResponse): void => {
    underWay.get(id)?.done();
    underWay.delete(id);
    response.writeHead(202).end('{"status":"OK"}');
  };

  const respond = async (id: string, message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const invocation = underWay.get(id);
    if (message.headers['lambda-runtime-function-response-mode'] !== 'streaming') {
      invocation?.settle({ kind: 'buffered', payload: await readText(message) });
      return finish(id, response);
    }
    const body = streamedBody(message, () => finish(id, response));
    invocation?.settle({ kind: 'stream', contentType: message.headers['content-type'] ?? '', body });
  };

  const fail = async (id: string, message: IncomingMessage, response: ServerResponse): Promise<void> => {
    underWay.get(id)?.settle({ kind: 'function error', errorType: errorTypeOf(await readText(message)) });
    finish(id, response);
  };

  const abandon = (outcome: Invocation): void => {
    for (const [, invocation] of [...queue.splice(0), ...underWay]) {
      invocation.settle(outcome);
      invocation.done();
    }
    underWay.clear();
  };

  const server = createServer(async (message, response) => {
    const [, next, id = '', what, init] = PATH.exec(message.url ?? '') ?? [];
    if (next !== undefined) {
      waiting.push(response);
      hand();
    } else if (what === 'response') await respond(id, message, response);
    else if (what === 'error') await fail(id, message, response);
    else if (init !== undefined) {
      abandon({ kind: 'function error', errorType: errorTypeOf(await readText(message)) });
      response.writeHead(202).end();
    } else response.writeHead(404).end();
  });

  return {
    ...(await listenOnLoopback(server, 0)),
    abandon,
    offer(invocation) {
      const id = randomUUID();
      queue.push([id, invocation]);
      hand();
      return id;
    },
  };
};
