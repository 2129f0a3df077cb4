import type { IncomingMessage } from 'node:http';

/** An HTTP request to an AWS service, with its path and query exactly as they were sent: the signature is over them. */
export interface AwsRequest {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  /** Still percent-encoded, without the `?`. */
  readonly query: string;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** AgentCore's own limit on a payload, the largest of all services here. */
const LARGEST_BODY = 100_000_000;

/** Reads a whole request; undefined if its body is larger than any service takes. */
export const readAwsRequest = async (message: IncomingMessage): Promise<AwsRequest | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += chunk.length;
    if (length > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  const [path = '/', query = ''] = (message.url ?? '/').split(/\?(.*)/s, 2);
  const headers = Object.entries(message.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return {
    method: message.method ?? 'GET',
    path,
    query,
    headers: new Map(headers),
    body: Buffer.concat(chunks),
  };
};
