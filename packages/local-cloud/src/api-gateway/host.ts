import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Listening, listenOnLoopback } from '@privateline/loopback';
import type { Invocation } from '../lambda/invocation.ts';
import { spellEvent } from './event.ts';
import { openStream, type Prelude, readPrelude } from './prelude.ts';
import { findRoute, type Route } from './routes.ts';

/** What a REST API is made of: routes and the functions behind them. Nothing else can be served. */
export interface ApiHostOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly routes: readonly Route[];
  readonly invoke: (functionName: string, event: unknown) => Promise<Invocation>;
}

/** API Gateway takes 10 MB. */
const LARGEST_BODY = 10 * 1024 * 1024;

const readBody = async (message: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += chunk.length;
    if (length > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** API Gateway's own answers, in its own words. */
const sendOwn = (response: ServerResponse, status: number, message: string): void => {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
};

const writePrelude = (response: ServerResponse, { statusCode, headers }: Prelude): void => {
  response.statusCode = statusCode;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
};

const sendBuffered = (response: ServerResponse, payload: string): void => {
  const answer: unknown = JSON.parse(payload);
  const prelude = readPrelude(answer);
  const { body = '', isBase64Encoded = false }: { body?: unknown; isBase64Encoded?: unknown } =
    Object(answer);
  const bytes = Buffer.from(String(body), isBase64Encoded === true ? 'base64' : 'utf8');
  writePrelude(response, prelude);
  response.setHeader('content-length', bytes.byteLength);
  response.end(bytes);
};

const sendStreamed = async (response: ServerResponse, stream: AsyncIterable<Uint8Array>): Promise<void> => {
  const { prelude, body } = await openStream(stream);
  writePrelude(response, prelude);
  response.flushHeaders();
  await pipeline(Readable.from(body), response);
};

const send = async (response: ServerResponse, invocation: Invocation): Promise<void> => {
  switch (invocation.kind) {
    case 'buffered':
      return sendBuffered(response, invocation.payload);
    case 'stream':
      return sendStreamed(response, invocation.body);
    case 'timed out':
      return sendOwn(response, 504, 'Endpoint request timed out');
    case 'throttled':
      return sendOwn(response, 429, 'Too Many Requests');
    case 'function error':
      return sendOwn(response, 502, 'Internal server error');
  }
};

/**
 * Serves a REST API on loopback as API Gateway does: each request becomes an event for its route's function, and the
 * function's answer, whole or streamed, becomes the response.
 *
 * @throws PortInUse
 */
export const startApiHost = ({ port, routes, invoke }: ApiHostOptions): Promise<Listening> => {
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const url = new URL(message.url ?? '/', `http://${message.headers.host ?? '127.0.0.1'}`);
      const match = findRoute(routes, message.method ?? '', url.pathname);
      if (match === undefined) return sendOwn(response, 403, 'Missing Authentication Token');
      const body = await readBody(message);
      if (body === undefined) return sendOwn(response, 413, 'Request Too Long');
      await send(response, await invoke(match.route.functionName, spellEvent(message, url, match, body)));
    } catch {
      // What a function answers and API Gateway cannot read is a 502; a stream that has begun can only be broken off.
      sendOwn(response, 502, 'Internal server error');
    }
  };
  return listenOnLoopback(
    createServer((message, response) => void answer(message, response)),
    port,
  );
};
